"""What the reviews of a cohort gave, as one of its staff may read them: blind until one's own is submitted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from accounts.models import User
from programs.comparison import may_read
from programs.models import Conflict, Enrolment, Program, ProgramMembership, Review


@dataclass(frozen=True)
class Given:
    """One submitted review of a submission; `total` is its weighted share of the highest levels, 0 to 1."""

    reviewer: User
    total: Decimal | None

    @property
    def place(self) -> int:
        """On a line from 0 to 100."""
        return round(100 * self.total)


@dataclass
class Scores:
    """Of one submission. `given` are those that may be read; `count` is how many there are."""

    count: int = 0
    given: list[Given] = field(default_factory=list)
    is_barred: bool = False  # by a conflict of interest, for as long as it stands

    @property
    def is_hidden(self) -> bool:
        """There are some, and whoever looks may not read them yet."""
        return self.count > len(self.given)

    @property
    def scored(self) -> list[Given]:
        """Those that gave a score, the lowest first."""
        return sorted((one for one in self.given if one.total is not None), key=lambda one: one.total)

    @property
    def highest(self) -> Decimal | None:
        return max((one.total for one in self.scored), default=None)

    @property
    def mean(self) -> Decimal | None:
        totals = [one.total for one in self.scored]
        return sum(totals) / len(totals) if totals else None

    @property
    def place(self) -> int:
        """Of the mean, on a line from 0 to 100."""
        return round(100 * self.mean)

    @property
    def spread(self) -> Decimal | None:
        """From the lowest to the highest; None for fewer than two."""
        scored = self.scored
        return scored[-1].total - scored[0].total if len(scored) > 1 else None


def scores_of(
    program: Program, reader: ProgramMembership, enrolments: Iterable[Enrolment], assigned: Collection[int]
) -> dict[int, Scores]:
    """By submission, of these startups: three queries, however many there are. `assigned` are the ids of the enrolments
    that the reader is to review."""
    criteria = list(program.criteria.in_order())
    conflicts = Conflict.objects.standing().filter(reviewer=reader)
    barred = set(conflicts.values_list("enrolment_id", flat=True))
    reviews = Review.objects.filter(program=program, submission__enrolment__in=enrolments).defer("summary")
    groups: dict[int, list[Review]] = defaultdict(list)
    for review in reviews.select_related("reviewer", "submission").order_by("submitted_at", "pk"):
        groups[review.submission_id].append(review)
    found = {}
    for pk, those in groups.items():
        own = next((review for review in those if review.reviewer_id == reader.user_id), None)
        startup = those[0].submission.enrolment_id
        may = may_read(reader, own, startup in assigned, startup in barred)
        found[pk] = _scores(those, criteria, may, startup in barred)
    return found


def _scores(reviews: list[Review], criteria: list, may: bool, is_barred: bool) -> Scores:
    submitted = [review for review in reviews if review.submitted_at]
    given = [Given(review.reviewer, review.total(criteria)) for review in submitted] if may else []
    return Scores(len(submitted), given, is_barred)
