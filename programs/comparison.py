"""Who may read which reviews of a submission, and how they compare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.numbers import write_number
from accounts.reading import Reading
from programs.models import Criterion, ProgramMembership, Remark, Review, Submission
from programs.models.review import are_alike, weighted
from programs.rubric import LEVELS

REWORDED = gettext_lazy(
    "This criterion was reworded between these reviews. Only levels given by the same words are compared."
)

OTHER_RUBRICS = gettext_lazy(
    "The rubric was changed between these reviews: their totals are not of the same criteria and words."
)


def submitted_of(submission: Submission) -> list[Review]:
    """Every submitted review as staff read it, with its remarks and their answers, the earliest first: two queries."""
    reviews = _whole(Review.objects.submitted().filter(submission=submission))
    for review in reviews:
        review.signer, review.byline = review.reviewer, str(review.reviewer)
    return reviews


def released_of(submission: Submission, reading: Reading) -> list[Review]:
    """Those that the team reads; a reviewer who is not named to it is «Reviewer 1» and so on. Two queries."""
    reviews = _whole(Review.objects.released().filter(submission=submission))
    for number, review in enumerate(reviews, start=1):
        review.signer = review.reviewer if review.is_named else None
        nameless = _("Reviewer {number}").format(number=write_number(number, reading))
        review.byline = str(review.reviewer) if review.is_named else nameless
    return reviews


def _whole(reviews) -> list[Review]:
    remarks = Remark.objects.present().select_related("answer__answered_by").order_by("pk")
    found = reviews.select_related("reviewer").order_by("submitted_at", "pk")
    return list(found.prefetch_related(Prefetch("remarks", remarks, to_attr="standing")))


def readable_by(staff: ProgramMembership, own: Review, submission: Submission) -> list[Review] | None:
    """The submitted ones, or None while they are hidden from whoever looks. `own` is theirs, saved or not. Up to four
    queries."""
    enrolment = submission.enrolment
    is_barred = enrolment.conflicts.standing().filter(reviewer=staff).exists()
    is_assigned = enrolment.assignments.present().filter(reviewer=staff).exists()
    return submitted_of(submission) if may_read(staff, own, is_assigned, is_barred) else None


def may_read(staff: ProgramMembership, own: Review | None, is_assigned: bool, is_barred: bool) -> bool:
    """Blind until one's own is submitted: whoever is to review the startup, or has begun to, reads the others' after
    that, managers too. A manager who is neither assigned nor writing reads them at any time, to know what is released.
    With a conflict of interest nobody does. `own` None where they have none."""
    if is_barred:
        return False
    if own is not None and own.version > 0:
        return own.submitted_at is not None
    return staff.manages and not is_assigned


@dataclass
class Score:
    """What one review gave by one criterion, in the words that it was given by; `level` None where it gave nothing."""

    review: Review
    level: int | None
    wording: str  # Criterion.wording
    text: str
    most: int = LEVELS - 1


@dataclass
class Line:
    """One criterion with what each review gave, in the reviews' order."""

    criterion: Criterion
    scores: list[Score]

    @classmethod
    def of(cls, criterion: Criterion, reviews: Iterable[Review], then: Mapping[str, Criterion]) -> Line:
        """`then` are criteria that were reworded since, by their wording."""
        marks = ((r, r.level(criterion), r.wording_for(criterion)) for r in reviews)
        return cls(
            criterion, [Score(r, n, by, "" if n is None else then.get(by, criterion).levels[n]) for r, n, by in marks]
        )

    @property
    def by_wording(self) -> dict[str, list[int]]:
        """The levels that can be compared: those given by the same words."""
        found = defaultdict(list)
        for score in self.scores:
            if score.level is not None:
                found[score.wording].append(score.level)
        return found

    @property
    def spread(self) -> int:
        return max((max(levels) - min(levels) for levels in self.by_wording.values()), default=0)

    @property
    def caveat(self) -> str | Promise:
        return REWORDED if len(self.by_wording) > 1 else ""


@dataclass
class Comparison:
    reviews: list[Review]
    lines: list[Line]
    sums: list[tuple[Review, Decimal | None]]  # the weighted share of the highest levels, 0 to 1
    caveat: str | Promise = ""  # about the sums

    @property
    def answers(self) -> int:
        """How many remarks the team has answered."""
        return sum(hasattr(remark, "answer") for review in self.reviews for remark in review.standing)

    @classmethod
    def of(cls, reviews: list[Review], criteria: Iterable[Criterion]) -> Comparison:
        criteria = list(criteria)
        then = worded_otherwise(reviews, criteria)
        lines = [Line.of(criterion, reviews, then) for criterion in criteria]
        marks = [review.marks(criteria) for review in reviews]
        sums = [(review, weighted(given)) for review, given in zip(reviews, marks, strict=True)]
        return cls(reviews, lines, sums, "" if are_alike(marks) else OTHER_RUBRICS)


def worded_otherwise(reviews: Iterable[Review], criteria: Sequence[Criterion]) -> dict[str, Criterion]:
    """The criteria as they were when reviews gave their levels, by wording, where that is another by now: one query,
    none where all are as they were."""
    given = [(row, review.wording_for(row)) for review in reviews for row in criteria]
    others = {wording for row, wording in given if wording != row.wording}
    return Criterion.objects.as_worded(criteria[0].program_id, others) if others else {}


def own_of(user: User, submission: Submission) -> Review:
    return Review.objects.of(submission, user)
