"""What the reviews of a cohort gave, as one of its staff may read them: blind until one's own is submitted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from accounts.models import User
from programs.comparison import may_read
from programs.models import Conflict, Criterion, Enrolment, Program, ProgramMembership, Review
from programs.models.review import Marks, are_alike, weighted


@dataclass(frozen=True)
class Given:
    """What one submitted review of a submission gave."""

    reviewer: User
    marks: Marks

    @cached_property
    def total(self) -> Decimal | None:
        return weighted(self.marks)

    @property
    def place(self) -> int:
        """On a line from 0 to 100."""
        return round(100 * self.total)

    def over(self, other: Given) -> Decimal | None:
        """By how much it lies over the other, in what both gave by the same words; None where there is nothing."""
        both = self.marks.keys() & other.marks.keys()
        own, others = (weighted({wording: one.marks[wording] for wording in both}) for one in (self, other))
        return None if own is None else own - others


@dataclass
class Scores:
    """Of one submission. `given` are those that may be read; `count` is how many there are."""

    count: int = 0
    given: list[Given] = field(default_factory=list)
    is_barred: bool = False  # by a conflict of interest, for as long as it stands
    is_by_earlier_rubric: bool = False  # some of it: a criterion was reworded since, or added

    @property
    def is_hidden(self) -> bool:
        """There are some, and whoever looks may not read them yet."""
        return self.count > len(self.given)

    @property
    def scored(self) -> list[Given]:
        """Those that gave a score, the lowest first."""
        return sorted((one for one in self.given if one.total is not None), key=lambda one: one.total)

    @property
    def are_alike(self) -> bool:
        """Whether all are of the same criteria in the same words."""
        return are_alike(one.marks for one in self.given)

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
        """The most that two are apart, in what both gave by the same words; None where there is nothing."""
        found = [one.over(other) for one, other in combinations(self.scored, 2)]
        return max((abs(apart) for apart in found if apart is not None), default=None)


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


def _scores(reviews: list[Review], criteria: list[Criterion], may: bool, is_barred: bool) -> Scores:
    submitted, now = [review for review in reviews if review.submitted_at], {row.wording for row in criteria}
    given = [Given(review.reviewer, review.marks(criteria)) for review in submitted] if may else []
    return Scores(len(submitted), given, is_barred, any(one.marks and one.marks.keys() != now for one in given))
