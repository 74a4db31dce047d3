"""Who reviews whom, as the page shows it: a row for each startup, and how much each reviewer has to do."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from programs.awaited import awaited
from programs.models import Assignment, Conflict, Enrolment, Program, ProgramMembership, Review
from programs.reminding import reminded_today


@dataclass
class Load:
    reviewer: ProgramMembership
    assigned: int
    reviewed: int  # of those, with a submitted review
    awaited: int  # reviews of what was submitted
    is_reminded: bool  # today


@dataclass
class Choice:
    reviewer: ProgramMembership
    is_chosen: bool
    conflict: Conflict | None


@dataclass
class Row:
    enrolment: Enrolment
    choices: list[Choice]
    own: Conflict | None  # of whoever looks

    @property
    def chosen(self) -> list[ProgramMembership]:
        return [choice.reviewer for choice in self.choices if choice.is_chosen]


@dataclass
class Board:
    rows: list[Row]
    loads: list[Load]
    reader: ProgramMembership

    @property
    def late(self) -> list[Load]:
        """Whom the reader can remind."""
        others = (load for load in self.loads if load.reviewer != self.reader)
        return [load for load in others if load.awaited and not load.is_reminded]

    @classmethod
    def of(cls, program: Program, reader: ProgramMembership) -> Board:
        """Nine queries, however many startups and reviewers."""
        staff = list(program.staff.present().highest_first())
        enrolments = list(program.enrolments.current().by_name())
        pairs = set(Assignment.objects.present().filter(program=program).values_list("enrolment_id", "reviewer_id"))
        conflicts = defaultdict(dict)
        for row in Conflict.objects.standing().filter(program=program):
            conflicts[row.enrolment_id][row.reviewer_id] = row
        rows = [
            Row(
                enrolment,
                [Choice(one, (enrolment.pk, one.pk) in pairs, conflicts[enrolment.pk].get(one.pk)) for one in staff],
                conflicts[enrolment.pk].get(reader.pk),
            )
            for enrolment in enrolments
        ]
        return cls(rows, _loads(program, staff, pairs), reader)


def _loads(program: Program, staff: list[ProgramMembership], pairs: set[tuple[int, int]]) -> list[Load]:
    done = Review.objects.submitted().filter(program=program)
    reviewed = set(done.values_list("submission__enrolment_id", "reviewer_id"))
    people = {one.pk: one.user_id for one in staff}
    assigned = Counter(reviewer for _enrolment, reviewer in pairs)
    finished = Counter(one for enrolment, one in pairs if (enrolment, people.get(one)) in reviewed)
    waiting, reminded = awaited(program), reminded_today(program)
    return [
        Load(one, assigned[one.pk], finished[one.pk], len(waiting.get(one.user_id, ())), one.user_id in reminded)
        for one in staff
    ]
