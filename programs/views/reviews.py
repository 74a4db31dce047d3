"""What everybody found in a submission, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from programs.access import reviewer
from programs.comparison import Comparison, own_of, readable_by
from programs.models import Submission
from programs.results import result_of
from programs.views.startups import enrolment_of


def submission_of(request: HttpRequest, enrolment: int, submission: int) -> Submission:
    return get_object_or_404(enrolment_of(request, enrolment).submissions.for_pages(), pk=submission)


@reviewer
def reviews(request: HttpRequest, enrolment: int, submission: int) -> HttpResponse:
    return reviews_page(request, submission_of(request, enrolment, submission))


def reviews_page(
    request: HttpRequest, submission: Submission, trouble: str = "", typed: Sequence[BoundField] = (), status: int = 200
) -> HttpResponse:
    """What everybody found, side by side, as whoever looks may read it (programs/comparison.py)."""
    own = own_of(request.user, submission)
    readable = readable_by(request.staff, own, submission)
    context = {
        "tab": "startups",
        "submission": submission,
        "enrolment": submission.enrolment,
        "review": own,
        "may_review": request.staff.may_review(submission.enrolment),
        "result": result_of(submission) if request.staff.manages else None,
        "is_hidden": readable is None,
        "comparison": Comparison.of(readable or [], request.program.criteria.in_order()),
        "trouble": trouble,
        "typed": typed,
    }
    return render(request, "programs/reviews.html", context, status=status)
