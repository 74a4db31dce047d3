"""The startups of a program with how each stands: a fixed number of queries, however many they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from accounts.alphabet import alphabetical
from programs.models import EnrolledCanvas, Enrolment, Program, Round
from programs.standing import Standing, in_rounds


@dataclass
class Cohort:
    program: Program
    rounds: list[Round]
    startups: list[Standing]

    def counts(self) -> list[tuple[Round, int]]:
        """How many startups submitted, by round."""
        return [
            (round_, sum(standing.rounds[place].last is not None for standing in self.startups))
            for place, round_ in enumerate(self.rounds)
        ]


def cohort_of(program: Program) -> Cohort:
    """Those that are in it now, by name: four queries."""
    enrolments = list(program.enrolments.current().by_name())
    rounds = list(program.rounds.in_order())
    canvases, submissions = defaultdict(list), defaultdict(list)
    for row in enrolled_canvases(enrolments):
        canvases[row.enrolment_id].append(row.canvas)
    for row in program.submissions.filter(enrolment__in=enrolments).newest_first():
        submissions[row.enrolment_id].append(row)
    startups = [
        Standing(row, canvases[row.pk], in_rounds(program, rounds, submissions[row.pk], row.enrolled_at))
        for row in enrolments
    ]
    return Cohort(program, rounds, startups)


def enrolled_canvases(enrolments: list[Enrolment]):
    rows = EnrolledCanvas.objects.present().filter(enrolment__in=enrolments).select_related("canvas")
    return rows.order_by(alphabetical("canvas__name"), "pk")
