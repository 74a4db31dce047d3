"""Somebody of a program's staff, with a role there. Who left is still known: what they did stays on the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.acting import acting
from programs.roles import ProgramRole
from programs.tenancy import OfProgram, program_keys
from record.acting import Actor
from workspaces.models.membership import Belonging, BelongingQuerySet

if TYPE_CHECKING:
    from programs.models.enrolment import Enrolment


class LastManager(Exception):
    """A program keeps at least one manager whose account is open."""


class ProgramMembershipQuerySet(BelongingQuerySet):
    def inviting(self, program, user) -> ProgramMembershipQuerySet:
        """By which this person may invite there now: one, or none. Both are ids, or stand for a column's."""
        managers = self.present().filter(role=ProgramRole.MANAGER, user__is_active=True)
        return managers.filter(program_id=program, user_id=user)


class ProgramMembership(Belonging, OfProgram):
    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="staff", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="program_memberships")
    role = models.PositiveSmallIntegerField(_("role"), choices=ProgramRole, default=ProgramRole.REVIEWER)

    objects = ProgramMembershipQuerySet.as_manager()

    class Meta(OfProgram.Meta):
        constraints = [
            *program_keys("programmembership"),
            models.UniqueConstraint(fields=["program", "user"], name="programs_programmembership_once"),
        ]

    @property
    def manages(self) -> bool:
        return self.may(ProgramRole.MANAGER)

    def may_review(self, enrolment: Enrolment) -> bool:
        """Never with a conflict of interest; else managers always, and reviewers where nobody is assigned or they are.
        Two queries."""
        if self.conflicts.standing().filter(enrolment=enrolment).exists():
            return False
        assigned = set(enrolment.assignments.present().values_list("reviewer_id", flat=True))
        return self.manages or not assigned or self.pk in assigned

    def appoint(self, role: int, by: Actor) -> None:
        """Give another role. Raises LastManager when nobody would manage the program any more."""
        with acting(by, self.program_id, "staff.appoint"):
            self._meet()
            if role < ProgramRole.MANAGER:
                self._keep_one()
            self.role = role
            self.save(update_fields=["role"])

    def remove(self, by: Actor) -> None:
        """Out of the program, at once. Raises LastManager."""
        with acting(by, self.program_id, "staff.remove"):
            self._go(by)

    def leave(self, by: Actor) -> None:
        """One's own way out. Raises LastManager, and PermissionDenied for somebody else's."""
        if by.user_id != self.user_id:
            raise PermissionDenied
        with acting(by, self.program_id, "staff.leave", least=0):
            self._go(by)

    def _keep_one(self) -> None:
        if self.manages and not self.program.managers().exclude(pk=self.pk).exists():
            raise LastManager
