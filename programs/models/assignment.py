"""Who reviews which startup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from django.db import models

from notices.giving import give
from programs.acting import acting
from programs.choosing import chosen_among
from programs.models.conflict import Conflict
from programs.models.enrolment import Enrolment
from programs.models.membership import ProgramMembership
from programs.models.program import Program
from programs.tenancy import OfProgram, program_keys
from record.acting import Actor

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
