"""Who must not review a startup, for a conflict of interest: reviewers declare it themselves."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.acting import acting
from programs.models.enrolment import Enrolment
from programs.models.membership import ProgramMembership
from programs.roles import ProgramRole
from programs.tenancy import OfProgram, program_keys
from record.acting import Actor

LONGEST_REASON = 500


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def standing(self) -> ConflictQuerySet:
        return self.filter(withdrawn_at=None)

    def barred_from(self, enrolment: Enrolment) -> set[int]:
        """The memberships of whoever must not review it."""
        return set(self.standing().filter(enrolment=enrolment).values_list("reviewer_id", flat=True))

    def declare(self, enrolment: Enrolment, reviewer: ProgramMembership, reason: str, by: Actor) -> Conflict:
        """One's own, from now on: one reviews the startup no more. Raises PermissionDenied for somebody else's."""
        if by.user_id != reviewer.user_id:
            raise PermissionDenied
        with acting(by, enrolment.program_id, "conflict.declare", least=ProgramRole.REVIEWER):
            for row in enrolment.assignments.filter(reviewer=reviewer):
                row.keep(False, by)
            place = {"program_id": enrolment.program_id, "enrolment": enrolment, "reviewer": reviewer}
            row = self.filter(**place).first() or Conflict(**place)
            row.reason, row.withdrawn_at = reason, None
            row.save()
            return row


class Conflict(OfProgram):
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="conflicts")
    reviewer = models.ForeignKey(ProgramMembership, models.PROTECT, related_name="conflicts")
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = ConflictQuerySet.as_manager()

    class Meta(OfProgram.Meta):
        constraints = [
            *program_keys("conflict", enrolment="programs_enrolment", reviewer="programs_programmembership"),
            models.UniqueConstraint(fields=["program", "enrolment", "reviewer"], name="programs_conflict_once"),
        ]

    def withdraw(self, by: Actor) -> None:
        """It is none any more. Raises PermissionDenied for somebody else's."""
        if by.user_id != self.reviewer.user_id:
            raise PermissionDenied
        with acting(by, self.program_id, "conflict.withdraw", least=ProgramRole.REVIEWER):
            self.withdrawn_at = self.withdrawn_at or by.at
            self.save(update_fields=["withdrawn_at"])
