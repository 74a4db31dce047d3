"""The portfolio of a program: every startup of its cohort judged, and what they have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from canvas.models import Canvas
from learning.library import Library
from learning.reading import ReadLesson
from programs.calibration import Calibration, calibrated
from programs.cohort import cohort_of
from programs.findings import Shared, found_in, lesson_of, shared
from programs.judged import Judged, judged_of
from programs.models import Assignment, Enrolment, Program, ProgramMembership, Round, Submission
from programs.scores import Scores, scores_of
from programs.standing import InRound, Standing
from relationships.kinds import Kind


@dataclass
class Startup:
    """`judged` is None where no canvas is shown to the program's staff, `in_round` where there is no round."""

    standing: Standing
    in_round: InRound | None
    judged: Judged | None
    scores: Scores
    is_mine: bool  # assigned to whoever looks
    found: set[str]

    @property
    def enrolment(self) -> Enrolment:
        return self.standing.enrolment

    @property
    def name(self) -> str:
        return self.enrolment.workspace.name

    @property
    def last(self) -> Submission | None:
        """What counts in the round."""
        return self.in_round.last if self.in_round else None

    @property
    def is_late(self) -> bool:
        """Handed in late, or not at all."""
        return self.in_round is not None and self.in_round.state in ("late", "overdue")

    @property
    def is_reviewed(self) -> bool:
        return self.scores.count > 0

    @property
    def days_late(self) -> int:
        """After the deadline, until it was handed in or until today; below 0 where there is time left, 0 for who joined
        later."""
        if self.in_round is None or self.in_round.state == "before":
            return 0
        if self.last:
            return (self.enrolment.program.day_of(self.last.submitted_at) - self.in_round.round.deadline_on).days
        return -self.in_round.days_left


@dataclass(frozen=True)
class CohortKind:
    """One of the seven kinds, and how many startups have established it."""

    kind: Kind
    count: int
    of: int
    lesson: ReadLesson | None

    @property
    def share(self) -> int:
        return round(100 * self.count / self.of) if self.of else 0


@dataclass
class Portfolio:
    program: Program
    today: date
    rounds: list[Round]
    round: Round | None
    startups: list[Startup]
    findings: list[Shared]
    kinds: list[CohortKind]
    calibrations: list[Calibration]
    hides_scores: bool  # some, of any round, from whoever looks
    has_earlier_rubrics: bool  # some of the scores that they read were given by one

    @classmethod
    def of(cls, program: Program, reader: ProgramMembership, library: Library, round_asked: str = "") -> Portfolio:
        """In a fixed number of queries, however many startups there are. `round_asked` is a round's id; without a
        known one it is the round whose deadline is nearest."""
        cohort, today = cohort_of(program), program.day_of(timezone.now())
        enrolments = [standing.enrolment for standing in cohort.startups]
        looked_at = {standing.enrolment.pk: canvas_of(standing) for standing in cohort.startups}
        judged = judged_of([canvas for canvas in looked_at.values() if canvas])
        mine = set(Assignment.objects.present().filter(reviewer=reader).values_list("enrolment_id", flat=True))
        scores = scores_of(program, reader, enrolments, assigned=mine)
        round_ = round_of(cohort.rounds, today, round_asked)
        startups = []
        for standing in cohort.startups:
            standing.enrolment.program = program
            canvas, in_round = looked_at[standing.enrolment.pk], in_round_of(standing, round_)
            seen = judged[canvas.pk] if canvas else None
            last = in_round.last if in_round else None
            startups.append(
                Startup(
                    standing, in_round, seen, scores.get(last.pk, Scores()) if last else Scores(),
                    standing.enrolment.pk in mine, found_in(seen) if seen else set(),
                )
            )  # fmt: skip
        shown = [startup for startup in startups if startup.judged]
        return cls(
            program, today, cohort.rounds, round_, startups,
            findings=shared([startup.found for startup in shown], library),
            kinds=kinds_in(shown, library),
            calibrations=calibrated(scores.values()),
            hides_scores=any(each.is_hidden for each in scores.values()),
            has_earlier_rubrics=any(each.is_by_earlier_rubric for each in scores.values()),
        )  # fmt: skip

    @property
    def submitted(self) -> int:
        return sum(startup.last is not None for startup in self.startups)

    @property
    def reviewed(self) -> int:
        return sum(startup.is_reviewed for startup in self.startups)

    @property
    def late(self) -> int:
        return sum(startup.is_late for startup in self.startups)

    @property
    def mine(self) -> int:
        return sum(startup.is_mine for startup in self.startups)


def canvas_of(standing: Standing) -> Canvas | None:
    """The one that a startup is judged by: of those that staff see, what was submitted last; else the first. It knows
    its workspace."""
    for canvas in standing.canvases:
        canvas.workspace = standing.enrolment.workspace
    shown = {canvas.pk: canvas for canvas in standing.canvases}
    handed = [
        submission for each in standing.rounds for submission in each.submissions if submission.canvas_id in shown
    ]
    if handed:
        return shown[max(handed, key=lambda submission: (submission.submitted_at, submission.pk)).canvas_id]
    return standing.canvases[0] if standing.canvases else None


def round_of(rounds: Sequence[Round], today: date, asked: str = "") -> Round | None:
    known = {str(round_.pk): round_ for round_ in rounds}
    nearest = min(rounds, key=lambda round_: abs((round_.deadline_on - today).days), default=None)
    return known.get(asked, nearest)


def in_round_of(standing: Standing, round_: Round | None) -> InRound | None:
    return next((each for each in standing.rounds if round_ and each.round.pk == round_.pk), None)


def kinds_in(startups: Iterable[Startup], library: Library) -> list[CohortKind]:
    """All seven, in their order."""
    startups = list(startups)
    counts = Counter(kind for startup in startups for kind in startup.judged.used)
    return [CohortKind(kind, counts[kind], len(startups), lesson_of(f"kind:{kind.value}", library)) for kind in Kind]
