"""A workspace is a team: its members, and the invitations to become one."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from record.acting import Actor
from record.triggers import recorded
from workspaces.acting import acting
from workspaces.roles import Role
from workspaces.tenancy import Tenant, tenant_keys


class LastOwner(Exception):
    """A workspace keeps at least one owner."""


class WorkspaceQuerySet(models.QuerySet["Workspace"]):
    def of(self, user) -> WorkspaceQuerySet:
        return self.filter(members__user=user, members__removed_at=None)

    def create_for(self, user, name: str, by: Actor) -> Workspace:
        """Found a workspace with `user` as its owner."""
        workspace = Workspace(pk=next_id(Workspace), name=name)
        with acting(by, workspace.pk, "workspace.create", least=0):
            workspace.save(force_insert=True)
            Membership.objects.create(workspace=workspace, user=user, role=Role.OWNER)
        return workspace


def next_id(model: type[models.Model]) -> int:
    """An id for a row that does not exist yet: its workspace's lock is taken before it is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [model._meta.db_table])
        return cursor.fetchone()[0]


class Workspace(models.Model):
    name = models.CharField(_("name"), max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkspaceQuerySet.as_manager()

    class Meta:
        triggers = recorded("id")

    def __str__(self) -> str:
        return self.name

    def rename(self, name: str, by: Actor) -> None:
        with acting(by, self.pk, "workspace.rename", least=Role.OWNER):
            self.name = name
            self.save(update_fields=["name"])

    def owners(self) -> models.QuerySet[Membership]:
        return self.members.present().filter(role=Role.OWNER)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def present(self) -> MembershipQuerySet:
        return self.filter(removed_at=None)


class Membership(Tenant):
    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.PositiveSmallIntegerField(_("role"), choices=Role, default=Role.EDITOR)
    joined_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta(Tenant.Meta):
        constraints = [
            *tenant_keys("workspaces", "membership"),
            models.UniqueConstraint(fields=["workspace", "user"], name="workspaces_membership_once"),
        ]

    def may(self, role: int) -> bool:
        return self.role >= role

    def change_role(self, role: int, by: Actor) -> None:
        """Raises LastOwner when nobody would own the workspace any more."""
        with acting(by, self.workspace_id, "member.role", least=Role.OWNER):
            if role < Role.OWNER:
                self._keep_an_owner()
            self.role = role
            self.save(update_fields=["role"])

    def remove(self, by: Actor) -> None:
        """Out of the workspace, at once; also one's own way out. Raises LastOwner."""
        own = by.user_id == self.user_id
        with acting(
            by, self.workspace_id, "member.leave" if own else "member.remove", least=Role.VIEWER if own else Role.OWNER
        ):
            self._keep_an_owner()
            self.removed_at = timezone.now()
            self.save(update_fields=["removed_at"])

    def _keep_an_owner(self) -> None:
        if not self.workspace.owners().exclude(pk=self.pk).exists():
            raise LastOwner


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def by_token(self, token: str) -> InvitationQuerySet:
        return self.filter(token_digest=hashlib.sha256(token.encode()).digest())

    def invite(self, workspace: Workspace, role: int, days: int, by: Actor, email: str = "") -> tuple[Invitation, str]:
        """A new invitation and its token, which is kept nowhere: only its digest is stored."""
        token = secrets.token_urlsafe(24)
        with acting(by, workspace.pk, "invitation.create", least=Role.OWNER):
            return self.create(
                workspace=workspace,
                email=email.lower(),
                role=role,
                token_digest=hashlib.sha256(token.encode()).digest(),
                expires_at=timezone.now() + timedelta(days=days),
                created_by_id=by.user_id,
            ), token


class InvitationSpent(Exception):
    """The invitation was used, revoked, or has expired; `.args[0]` says which: used, revoked, expired, other."""


class Invitation(Tenant):
    """A way in, once: by e-mail (then only for that address) or by link."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail"), blank=True)
    role = models.PositiveSmallIntegerField(_("role"), choices=Role, default=Role.EDITOR)
    token_digest = models.BinaryField(unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, editable=False)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta(Tenant.Meta):
        constraints = tenant_keys("workspaces", "invitation")

    @property
    def state(self) -> str:
        if self.used_at:
            return "used"
        if self.revoked_at:
            return "revoked"
        return "open" if self.expires_at > timezone.now() else "expired"

    def revoke(self, by: Actor) -> None:
        with acting(by, self.workspace_id, "invitation.revoke", least=Role.OWNER):
            self.refresh_from_db()
            if self.state == "used":
                raise InvitationSpent("used")
            self.revoked_at = timezone.now()
            self.save(update_fields=["revoked_at"])

    def accept(self, user, by: Actor) -> Membership:
        """Join the workspace; two who accept at once: one gets in. Someone removed before comes back.

        Raises InvitationSpent, and PermissionDenied for an address that was not the one invited.
        """
        if self.email and self.email != user.email.lower():
            raise PermissionDenied
        with acting(by, self.workspace_id, "invitation.accept", least=0):
            self.refresh_from_db()
            if self.state != "open":
                raise InvitationSpent(self.state)
            self.used_at, self.used_by = timezone.now(), user
            self.save(update_fields=["used_at", "used_by"])
            return self._admit(user)

    def _admit(self, user) -> Membership:
        membership = Membership.objects.filter(workspace_id=self.workspace_id, user=user).first()
        if membership is None:
            return Membership.objects.create(workspace_id=self.workspace_id, user=user, role=self.role)
        present = membership.removed_at is None
        membership.role = max(membership.role, self.role) if present else self.role
        membership.removed_at = None
        membership.save(update_fields=["role", "removed_at"])
        return membership
