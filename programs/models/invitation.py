"""A way into a program, once: for somebody to join its staff, or for the owner of a workspace to enrol it."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from notices.giving import give, settle
from programs.acting import acting
from programs.models.membership import ProgramMembership
from programs.models.program import Program
from programs.roles import ProgramRole
from programs.tenancy import OfProgram, program_keys
from record.acting import Actor
from workspaces.models import InvitationRefused, TooManyInvitations
from workspaces.models.invitation import WayIn, WayInQuerySet, digest_of, make_token, people_with

MOST_A_DAY = 200  # a cohort of forty is invited in one sitting
STAFF_INVITED, STARTUP_INVITED = "invitation.staff", "invitation.startup"  # kinds of notices


class ProgramInvitationQuerySet(WayInQuerySet):
    def for_doors(self) -> ProgramInvitationQuerySet:
        """With what the page that lets people in shows."""
        return self.backed().select_related("program", "created_by", "enrolment")

    def newest_first(self) -> ProgramInvitationQuerySet:
        """With what became of each."""
        known = self.backed().select_related("created_by", "used_by", "enrolment__workspace", "enrolment__enrolled_by")
        return known.order_by("-created_at", "-pk")

    def backed(self) -> ProgramInvitationQuerySet:
        """Each knows whether it `is_backed`."""
        makers = ProgramMembership.objects.inviting(OuterRef("program_id"), OuterRef("created_by_id"))
        return self.annotate(is_backed=Exists(makers))

    def invite(
        self, program: Program, role: ProgramRole | None, days: int, by: Actor, email: str = ""
    ) -> tuple[ProgramInvitation, str]:
        """A new invitation (role None: of a startup) and its token, of which only the digest is stored. Raises
        TooManyInvitations."""
        token = make_token(program.pk, by)
        with acting(by, program.pk, "program_invitation.create"):
            recent = self.filter(program=program, created_at__gt=by.at - timedelta(days=1))
            if recent.count() >= MOST_A_DAY:
                raise TooManyInvitations
            invitation = self.create(
                program=program,
                email=email.lower(),
                role=role,
                token_digest=digest_of(token),
                expires_at=by.at + timedelta(days=days),
                created_by_id=by.user_id,
                created_at=by.at,
            )
            kind = STARTUP_INVITED if role is None else STAFF_INVITED
            give(kind, people_with(email), program.pk, invitation.pk, by)
            return invitation, token


class ProgramInvitation(WayIn, OfProgram):
    """That a startup came in by it is said by its enrolment, which is on the startup's record; that somebody joined
    the staff, by `used_at`."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="invitations", db_index=False)
    role = models.PositiveSmallIntegerField(_("role"), choices=ProgramRole, null=True)

    objects = ProgramInvitationQuerySet.as_manager()

    class Meta(OfProgram.Meta):
        constraints = program_keys("programinvitation")

    @property
    def is_for_startup(self) -> bool:
        return self.role is None

    @property
    def was_used(self) -> bool:
        return super().was_used or hasattr(self, "enrolment")

    @cached_property
    def is_backed(self) -> bool:
        """Whether who made it may invite still: docs/decisions/invitations-stand-on-their-makers.md."""
        return ProgramMembership.objects.inviting(self.program_id, self.created_by_id).exists()

    def state_for(self, user) -> str:
        """`state`, or why it is not for this person: "member" (of the staff already), "other" (another address),
        "lapsed" (out of the staff since it was made)."""
        asks = user.is_authenticated and not self.is_for_startup
        return self.state_with(self.program.staff.filter(user=user).first() if asks else None, user)

    def state_with(self, staff: ProgramMembership | None, user) -> str:
        """The same, where their membership is at hand; that of a startup is for whoever is of the staff, too."""
        if self.state != "open" or not user.is_authenticated:
            return self.state
        known = None if self.is_for_startup else staff
        if known and not known.removed_at:
            return "member"
        if self.email not in ("", user.email.lower()):
            return "other"
        return "lapsed" if known and known.removed_at >= self.created_at else "open"

    def hold(self) -> ProgramInvitation:
        """As it is now, with what it stands on, kept so until the transaction ends: it is revoked, and its maker
        removed, in one record, and used in another."""
        makers = ProgramMembership.objects.inviting(self.program_id, self.created_by_id)
        is_backed = bool(makers.select_for_update(of=("self",), no_key=True))
        held = ProgramInvitation.objects.select_for_update(no_key=True).get(pk=self.pk)
        held.is_backed = is_backed
        return held

    def revoke(self, by: Actor) -> None:
        """Raises InvitationRefused when somebody came in by it before."""
        with acting(by, self.program_id, "program_invitation.revoke"):
            now = self.hold()
            if now.was_used:
                raise InvitationRefused("used")
            now.revoked_at = now.revoked_at or by.at
            now.save(update_fields=["revoked_at"])

    def join(self, user, by: Actor) -> ProgramMembership:
        """Become one of the staff. Of two who accept at once, one gets in. Someone removed before comes back.

        Raises InvitationRefused.
        """
        with acting(by, self.program_id, "program_invitation.accept", least=0):
            now = self.hold()
            if now.is_for_startup or (state := now.state_for(user)) != "open":
                raise InvitationRefused("other" if now.is_for_startup else state)
            now.used_at, now.used_by = by.at, user
            now.save(update_fields=["used_at", "used_by"])
            settle(STAFF_INVITED, now.pk, user.pk)
            return ProgramMembership.objects.admit(user, now.role, by, program_id=now.program_id)
