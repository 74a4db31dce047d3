"""The reviews of a submission as PDF: for staff, what they may read; for the team, what it reads on its page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import pgettext

from canvas.files import as_file
from exports import review_paper
from exports.limits import limited
from exports.sheets import AUDIT, Paper
from exports.typesetting import typeset
from programs.access import reviewer
from programs.comparison import Comparison, own_of, readable_by, released_of
from programs.models import Review, Submission
from programs.views import submissions as team
from programs.views.review import remarks_of
from programs.views.reviews import submission_of
from workspaces.access import viewer


def paper(request: HttpRequest, submission: Submission, reviews: list[Review]) -> HttpResponse:
    """Raises Http404 where there is nothing to read."""
    if not reviews:
        raise Http404
    comparison = Comparison.of(reviews, submission.program.criteria.in_order())
    data = review_paper.data_of(submission, comparison, AUDIT[Paper.A4], request.reading)
    (made,) = typeset("review", data)
    return as_file(made, "pdf", submission.canvas_name, pgettext("noun", "Review"))


@reviewer
@limited("file")
def reviews_pdf(request: HttpRequest, enrolment: int, submission: int) -> HttpResponse:
    """Those that are not hidden from this reviewer; while they are, their own, as a draft."""
    found = submission_of(request, enrolment, submission)
    own = own_of(request.user, found)
    readable = readable_by(request.staff, own, found)
    if not readable and own.version:
        own.standing, own.byline = remarks_of(own), str(own.reviewer)
        readable = [own]
    return paper(request, found, readable)


@viewer
@limited("file")
def submission_pdf(request: HttpRequest, enrolment: int, submission: int) -> HttpResponse:
    found = team.submission_of(request, enrolment, submission)
    return paper(request, found, released_of(found, request.reading))
