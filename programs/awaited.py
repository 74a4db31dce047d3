"""Reviews that are still awaited: whose, and of what."""

from __future__ import annotations

from collections import defaultdict

from programs.models import Assignment, Program, Review, Submission


def awaited(program: Program) -> dict[int, list[Submission]]:
    """By the reviewer's id as a person: the last submission for each round of each startup assigned to them, where they
    have not reviewed it. Three queries."""
    last: dict[int, dict[int, Submission]] = defaultdict(dict)
    for row in program.submissions.filter(enrolment__left_at=None).order_by("submitted_at", "pk"):
        last[row.enrolment_id][row.round_id] = row
    reviewed = set(Review.objects.submitted().filter(program=program).values_list("submission_id", "reviewer_id"))
    found: dict[int, list[Submission]] = defaultdict(list)
    pairs = Assignment.objects.present().filter(program=program).values_list("enrolment_id", "reviewer__user_id")
    for enrolment_id, person in pairs:
        found[person] += [row for row in last[enrolment_id].values() if (row.pk, person) not in reviewed]
    return {person: rows for person, rows in found.items() if rows}
