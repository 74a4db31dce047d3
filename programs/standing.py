"""How a startup stands in its program: for each round, what it submitted, and whether in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.alphabet import alphabetical
from canvas.models import Canvas
from programs.models import Enrolment, Program, Review, Round, Submission


@dataclass
class InRound:
    """One round of one startup. The last submission counts."""

    round: Round
    today: date
    joined_on: date  # the startup
    submissions: list[Submission] = field(default_factory=list)  # newest first

    @property
    def last(self) -> Submission | None:
        return self.submissions[0] if self.submissions else None

    @property
    def state(self) -> str:
        """ "submitted", "late" (handed in after the deadline), "overdue" (not handed in), "before" (not either, for the
        startup joined later), "due"."""
        if self.last:
            return "late" if self.last.is_late else "submitted"
        if self.today <= self.round.deadline_on:
            return "due"
        return "before" if self.joined_on > self.round.deadline_on else "overdue"

    @property
    def days_left(self) -> int:
        return (self.round.deadline_on - self.today).days


@dataclass
class Standing:
    enrolment: Enrolment
    canvases: list[Canvas]
    rounds: list[InRound]


def standing_of(enrolment: Enrolment) -> Standing:
    """Three queries; each submission knows its `canvas_name`, and whether anything about it `is_released`."""
    chosen = enrolment.canvases.present().select_related("canvas").order_by(alphabetical("canvas__name"), "pk")
    rounds = list(enrolment.program.rounds.in_order())
    released = Review.objects.released().filter(submission=OuterRef("pk"))
    submissions = enrolment.submissions.named().select_related("submitted_by").newest_first()
    submissions = submissions.annotate(is_released=Exists(released))
    rows = in_rounds(enrolment.program, rounds, submissions, enrolment.enrolled_at)
    return Standing(enrolment, [row.canvas for row in chosen], rows)


def in_rounds(
    program: Program, rounds: Iterable[Round], submissions: Iterable[Submission], joined_at: datetime
) -> list[InRound]:
    """Each round with those of the submissions that are for it, of a startup that joined then."""
    today, joined_on = program.day_of(timezone.now()), program.day_of(joined_at)
    found = {row.pk: InRound(row, today, joined_on) for row in rounds}
    for submission in submissions:
        submission.program, submission.round = program, found[submission.round_id].round
        found[submission.round_id].submissions.append(submission)
    return list(found.values())
