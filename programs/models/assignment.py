"""Who reviews which startup, and who must not: conflicts of interest are declared by the reviewers themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

from notices.giving import give
from programs.acting import acting
from programs.models.enrolment import Enrolment, chosen_among
from programs.models.membership import ProgramMembership
from programs.models.program import Program
from programs.roles import ProgramRole
from programs.tenancy import OfProgram, program_keys
from record.acting import Actor

LONGEST_REASON = 500
ASKED = "review.asked"  # the kind of notice


class InConflict(Exception):
    """Somebody was to review a startup with which they declared a conflict of interest."""


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def present(self) -> AssignmentQuerySet:
        """Of staff and startups that are there."""
        return self.filter(removed_at=None, reviewer__removed_at=None, enrolment__left_at=None)

    def people(self) -> models.QuerySet:
        """The ids of whoever reviews."""
        return self.values_list("reviewer__user_id", flat=True)

    def assign(
        self,
        enrolment: Enrolment,
        reviewers: Collection[ProgramMembership],
        by: Actor,
        seen: Collection[int] | None = None,
    ) -> None:
        """These review the startup from now on, and nobody else; for `seen` see `chosen_among`. Raises InConflict."""
        with acting(by, enrolment.program_id, "assignment.assign"):
            now = self.present().filter(enrolment=enrolment).values_list("reviewer_id", flat=True)
            chosen = chosen_among(now, {reviewer.pk for reviewer in reviewers}, seen)
            if chosen & Conflict.objects.barred_from(enrolment):
                raise InConflict
            for row in self.filter(enrolment=enrolment):
                row.keep(row.reviewer_id in chosen, by)
                chosen.discard(row.reviewer_id)
            for pk in sorted(chosen):
                self._add(enrolment, by, reviewer_id=pk)

    def _add(self, enrolment: Enrolment, by: Actor, **reviewer: object) -> None:
        self.create(program_id=enrolment.program_id, enrolment=enrolment, **reviewer).ask(by)

    def spread(self, program: Program, each: int, by: Actor) -> None:
        """Until every startup has `each` reviewers: whoever has least to do is next, and nobody with a conflict."""
        with acting(by, program.pk, "assignment.spread"):
            staff = list(program.staff.present().order_by("joined_at", "pk"))
            load = Counter(self.present().filter(program=program).values_list("reviewer_id", flat=True))
            for enrolment in program.enrolments.current().order_by("pk"):
                present = self.present().filter(enrolment=enrolment).values_list("reviewer_id", flat=True)
                taken = set(present) | Conflict.objects.barred_from(enrolment)
                free = sorted((row for row in staff if row.pk not in taken), key=lambda row: load[row.pk])
                for reviewer in free[: max(0, each - len(present))]:
                    self._put(enrolment, reviewer, by)
                    load[reviewer.pk] += 1

    def _put(self, enrolment: Enrolment, reviewer: ProgramMembership, by: Actor) -> None:
        if row := self.filter(enrolment=enrolment, reviewer=reviewer).first():
            row.keep(True, by)
        else:
            self._add(enrolment, by, reviewer=reviewer)


class Assignment(OfProgram):
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="assignments")
    reviewer = models.ForeignKey(ProgramMembership, models.PROTECT, related_name="assignments")
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta(OfProgram.Meta):
        constraints = [
            *program_keys("assignment", enrolment="programs_enrolment", reviewer="programs_programmembership"),
            models.UniqueConstraint(fields=["program", "enrolment", "reviewer"], name="programs_assignment_once"),
        ]

    def keep(self, whether: bool, by: Actor) -> None:
        """Inside `acting`."""
        is_new = whether and self.removed_at is not None
        self.removed_at = None if whether else self.removed_at or by.at
        self.save(update_fields=["removed_at"])
        if is_new:
            self.ask(by)

    def ask(self, by: Actor) -> None:
        """Tell the reviewer."""
        give(ASKED, [self.reviewer.user_id], self.program_id, self.pk, by)


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
            for row in Assignment.objects.filter(enrolment=enrolment, reviewer=reviewer):
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
