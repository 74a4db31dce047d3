"""How far the reviews of each submission are, and whether its team reads them: what a manager releases."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from accounts.alphabet import place_in_alphabet
from accounts.reading import Reading
from programs.models import Assignment, Program, ProgramMembership, Review, Round, Submission


@dataclass
class Result:
    """Of one submission. It says who has submitted a review, and nothing of what is in it."""

    submission: Submission
    assigned: list[ProgramMembership]
    reviews: list[Review]  # submitted

    @property
    def startup(self) -> str:
        return self.submission.enrolment.workspace.name

    @property
    def missing(self) -> list[ProgramMembership]:
        """Those who are assigned and have not submitted theirs."""
        there = {review.reviewer_id for review in self.reviews}
        return [one for one in self.assigned if one.user_id not in there]

    @property
    def waiting(self) -> list[Review]:
        return [review for review in self.reviews if not review.released_at]

    @property
    def is_complete(self) -> bool:
        """All reviews are in, and some are not released."""
        return bool(self.waiting) and not self.missing

    @property
    def state(self) -> str:
        """ "none" (no review is in), "released" (all that are), "complete", "partly"."""
        if not self.reviews:
            return "none"
        return ("complete" if self.is_complete else "partly") if self.waiting else "released"


@dataclass
class Results:
    rounds: list[tuple[Round, list[Result]]]  # the latest deadline first; startups by name

    @property
    def complete(self) -> list[Submission]:
        return [each.submission for _round, results in self.rounds for each in results if each.is_complete]

    @classmethod
    def of(cls, program: Program) -> Results:
        """Of the last submission of each startup for each round, and of earlier ones that are still to be released:
        four queries."""
        reviews, assigned, rows = defaultdict(list), defaultdict(list), defaultdict(list)
        for review in Review.objects.submitted().filter(program=program).select_related("reviewer").order_by("pk"):
            reviews[review.submission_id].append(review)
        for row in Assignment.objects.present().filter(program=program).select_related("reviewer__user").order_by("pk"):
            assigned[row.enrolment_id].append(row.reviewer)
        last: set[tuple[int, int]] = set()
        current = program.submissions.filter(enrolment__left_at=None).select_related("enrolment__workspace", "canvas")
        for submission in current.newest_first():
            place = (submission.enrolment_id, submission.round_id)
            result = Result(submission, assigned[submission.enrolment_id], reviews[submission.pk])
            if place not in last or result.waiting:
                rows[submission.round_id].append(result)
            last.add(place)
        language = Reading.current().language
        for results in rows.values():
            results.sort(key=lambda result: (place_in_alphabet(result.startup, language), -result.submission.pk))
        return cls([(each, rows[each.pk]) for each in reversed(program.rounds.in_order())])


def result_of(submission: Submission) -> Result:
    """Of one submission alone: two queries."""
    assigned = Assignment.objects.present().filter(enrolment=submission.enrolment_id).select_related("reviewer__user")
    reviews = Review.objects.submitted().filter(submission=submission).select_related("reviewer")
    return Result(submission, [row.reviewer for row in assigned.order_by("pk")], list(reviews.order_by("pk")))
