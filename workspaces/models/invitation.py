"""A way into a workspace, once: by e-mail, and then only for that address, or by a link."""

from __future__ import annotations

import hashlib
import secrets
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices.giving import give, settle
from record.acting import Actor
from workspaces.acting import acting
from workspaces.models.membership import Membership
from workspaces.roles import Role
from workspaces.tenancy import Tenant, tenant_keys

MOST_A_DAY = 30
SHOWN = 200  # where they are revoked: a program can make as many in a day
INVITED = "invitation"  # the kind of notice


class InvitationRefused(Exception):
    """It lets this person in no more, or never did; `.state` says why, as Invitation.state_for does."""

    def __init__(self, state: str):
        super().__init__(state)
        self.state = state


class TooManyInvitations(Exception):
    """As many as a day allows (MOST_A_DAY) were made within the last 24 hours."""


class WayInQuerySet(models.QuerySet):
    def by_token(self, token: str) -> Self:
        return self.filter(token_digest=digest_of(token))

    def shown(self) -> Self:
        """Where people see who was invited: those that can be revoked, so that none of them is ever too old to be
        listed, and below them the others; each the newest first."""
        waits = Q(used_at=None, revoked_at=None, expires_at__gt=timezone.now())
        waiting_first = ExpressionWrapper(waits, BooleanField()).desc()
        return self.newest_first().order_by(waiting_first, "-created_at", "-pk")[:SHOWN]


class WayIn(models.Model):
    """What every invitation is, to a workspace as to a program: good once, until a day, and where it names an address,
    for that address only. Each kind says whether it still `is_backed` by whoever made it."""

    email = models.EmailField(_("e-mail"), blank=True)
    token_digest = models.BinaryField(unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, editable=False)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def was_used(self) -> bool:
        return self.used_at is not None

    @property
    def state(self) -> str:
        if self.was_used:
            return "used"
        if self.revoked_at:
            return "revoked"
        if self.expires_at <= timezone.now():
            return "expired"
        return "open" if self.is_backed else "lapsed"


class InvitationQuerySet(WayInQuerySet):
    def for_doors(self) -> InvitationQuerySet:
        """With what the page that lets people in shows."""
        return self.backed().select_related("workspace", "created_by")

    def newest_first(self) -> InvitationQuerySet:
        return self.backed().select_related("created_by", "used_by").order_by("-created_at", "-pk")

    def backed(self) -> InvitationQuerySet:
        """Each knows whether it `is_backed`."""
        makers = Membership.objects.owning(OuterRef("workspace_id"), OuterRef("created_by_id"))
        return self.annotate(is_backed=Exists(makers))

    def invite(self, workspace, role: int, days: int, by: Actor, email: str = "") -> tuple[Invitation, str]:
        """A new invitation and its token, of which only the digest is stored. Raises TooManyInvitations."""
        token = make_token(workspace.pk, by)
        with acting(by, workspace.pk, "invitation.create", least=Role.OWNER):
            self._keep_in_bounds(workspace.pk, by.user_id)
            invitation = self.create(
                workspace=workspace,
                email=email.lower(),
                role=role,
                token_digest=digest_of(token),
                expires_at=timezone.now() + timedelta(days=days),
                created_by_id=by.user_id,
            )
            give(INVITED, people_with(email), workspace.pk, invitation.pk, by)
            return invitation, token

    def _keep_in_bounds(self, workspace_id: int, user_id: int) -> None:
        today = self.filter(created_at__gt=timezone.now() - timedelta(days=1))
        if today.filter(Q(workspace_id=workspace_id) | Q(created_by_id=user_id)).count() >= MOST_A_DAY:
            raise TooManyInvitations


def people_with(email: str) -> list[int]:
    """Whoever has an account with this address already."""
    known = User.objects.filter(email=email.lower(), is_active=True) if email else User.objects.none()
    return list(known.values_list("pk", flat=True))


def make_token(workspace_id: int, by: Actor, use: str = "invitation") -> str:
    """192 bits that nobody can guess, as 32 letters. `use` keeps the tokens of different things apart.

    For a request that has a name they are made from that name with the server's secret, so that the request
    sent twice is answered with the same link twice, though the link is kept nowhere.
    """
    bits = secrets.token_bytes(32)
    if by.request:
        words = f"{workspace_id} {by.user_id} {by.request}"
        bits = salted_hmac(use, words, algorithm="sha256").digest()
    return urlsafe_b64encode(bits[:24]).decode()


def digest_of(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


class Invitation(WayIn, Tenant):
    workspace = models.ForeignKey("workspaces.Workspace", models.PROTECT, related_name="invitations", db_index=False)
    role = models.PositiveSmallIntegerField(_("role"), choices=Role, default=Role.EDITOR)

    objects = InvitationQuerySet.as_manager()

    class Meta(Tenant.Meta):
        constraints = tenant_keys("workspaces", "invitation")

    @cached_property
    def is_backed(self) -> bool:
        """Whether who made it may invite still: docs/decisions/invitations-stand-on-their-makers.md."""
        return Membership.objects.owning(self.workspace_id, self.created_by_id).exists()

    def state_for(self, user) -> str:
        """`state`, or why it is not for this person: "member" (is in already), "other" (another address), "lapsed"
        (went out since it was made)."""
        member = self.workspace.members.filter(user=user).first() if user.is_authenticated else None
        return self.state_with(member, user)

    def state_with(self, member: Membership | None, user) -> str:
        """The same, where their membership is at hand."""
        if member and not member.removed_at:
            return "member"
        if self.state != "open" or not user.is_authenticated:
            return self.state
        if self.email not in ("", user.email.lower()):
            return "other"
        return "lapsed" if member and member.removed_at >= self.created_at else "open"

    def revoke(self, by: Actor) -> None:
        """Raises InvitationRefused when somebody came in by it before."""
        with acting(by, self.workspace_id, "invitation.revoke", least=Role.OWNER):
            self.refresh_from_db()
            if self.used_at:
                raise InvitationRefused("used")
            self.revoked_at = self.revoked_at or by.at
            self.save(update_fields=["revoked_at"])

    def accept(self, user, by: Actor) -> Membership:
        """Join the workspace. Of two who accept at once, one gets in. Someone removed before comes back.

        Raises InvitationRefused.
        """
        with acting(by, self.workspace_id, "invitation.accept", least=0):
            now = Invitation.objects.for_doors().get(pk=self.pk)
            if (state := now.state_for(user)) != "open":
                raise InvitationRefused(state)
            now.used_at, now.used_by = by.at, user
            now.save(update_fields=["used_at", "used_by"])
            settle(INVITED, self.pk, user.pk)
            return Membership.objects.admit(user, now.role, by, workspace_id=now.workspace_id)
