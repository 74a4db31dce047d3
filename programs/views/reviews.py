"""Reviewing a submission: a draft with scores and remarks, submitted at last; then comparing with the others'."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from canvas.models.editing import Removed, Stale
from history.fold import state_at
from programs.access import reviewer
from programs.anchors import ANCHORED, anchors_of
from programs.comparison import Comparison, own_of, readable_by
from programs.models import NotNow, Remark, Review, Submission
from programs.results import result_of
from programs.review_forms import RemarkForm, ReviewForm
from programs.views.startups import enrolment_of
from record.acting import recall
from record.models import Change
from workspaces.answer import acts


def submission_of(request: HttpRequest, enrolment: int, submission: int) -> Submission:
    row = enrolment_of(request, enrolment)
    found = row.submissions.named().select_related("round", "program", "canvas", "submitted_by", "enrolment__workspace")
    return get_object_or_404(found, pk=submission)


def remark_form(request: HttpRequest, submission: Submission, *given) -> RemarkForm:
    return RemarkForm(anchors_of(state_at(submission.canvas, submission.seq, ANCHORED), request.reading), *given)


def remarks_of(review: Review) -> list[Remark]:
    return list(review.remarks.present().order_by("pk")) if review.version else []


@reviewer
def review(request: HttpRequest, enrolment: int, submission: int) -> HttpResponse:
    """One's own: a draft to go on with. Once it is submitted, or where one may not review, the comparison."""
    found = submission_of(request, enrolment, submission)
    own = own_of(request.user, found)
    if own.submitted_at or not request.staff.may_review(found.enrolment):
        return redirect("reviews", request.program.pk, enrolment, submission)
    return review_page(request, found, own)


def review_page(
    request: HttpRequest,
    submission: Submission,
    own: Review,
    form: ReviewForm | None = None,
    remark: RemarkForm | None = None,
    status: int = 200,
) -> HttpResponse:
    criteria = request.program.criteria.in_order()
    context = {
        "tab": "startups",
        "submission": submission,
        "enrolment": submission.enrolment,
        "review": own,
        "form": form or ReviewForm.of(own, criteria),
        "remarks": remarks_of(own),
        "remark_form": remark or remark_form(request, submission),
    }
    return render(request, "programs/review.html", context, status=status)


def saved(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    place = request.resolver_match.kwargs
    if changes and changes[0].verb == "review.submit":
        messages.success(
            request,
            _("The review is submitted, and you read what others found. The team reads it when a manager releases it."),
        )
        return redirect("reviews", request.program.pk, place["enrolment"], place["submission"])
    messages.success(request, _("Saved as a draft. Nobody but you reads it."))
    return redirect("review", request.program.pk, place["enrolment"], place["submission"])


@reviewer
@acts(saved)
def review_save(request: HttpRequest, enrolment: int, submission: int) -> HttpResponse | None:
    found = submission_of(request, enrolment, submission)
    own, form = own_of(request.user, found), ReviewForm(request.program.criteria.in_order(), request.POST)
    if own.submitted_at:
        return too_late(request, found)
    if not form.is_valid():
        return review_page(request, found, own, form, status=422)
    given = form.cleaned_data
    fields = {"scores": form.scores, "verdict": given["verdict"], "summary": given["summary"]}
    try:
        own.revise(given["version"], request.actor, submit=form.submits, **fields)
    except NotNow:
        return too_late(request, found)
    except Stale:
        form.add_error(
            None, _("You saved this review in another window meanwhile. Save again to keep what stands here.")
        )
        form.data = form.data.copy()
        form.data["version"] = own.version
        return review_page(request, found, own, form, status=409)


def too_late(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Final: what others found is shown, with a word that nothing was changed. Raises Repeated for the request that
    made it so."""
    recall(request.actor, request.program.pk)
    return reviews_page(
        request,
        submission,
        _(
            "Nothing was changed: this review is final, you declared a conflict of interest, "
            "or others are assigned to this startup."
        ),
        status=409,
    )


def back_to_review(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    place = request.resolver_match.kwargs
    return redirect("review", request.program.pk, place["enrolment"], place["submission"])


@reviewer
@acts(back_to_review)
def remark_add(request: HttpRequest, enrolment: int, submission: int) -> HttpResponse | None:
    found = submission_of(request, enrolment, submission)
    own, form = own_of(request.user, found), remark_form(request, found, request.POST)
    if own.submitted_at:
        return too_late(request, found)
    if not form.is_valid():
        return review_page(request, found, own, remark=form, status=422)
    try:
        Remark.objects.add_to(own, request.actor, text=form.cleaned_data["text"], **vars(form.anchor))
    except NotNow:
        return too_late(request, found)


@reviewer
@acts(back_to_review)
def remark_remove(request: HttpRequest, enrolment: int, submission: int, remark: int) -> HttpResponse | None:
    found = submission_of(request, enrolment, submission)
    own = own_of(request.user, found)
    row = get_object_or_404(Remark.objects.filter(review__submission=found, review__reviewer=request.user), pk=remark)
    row.review = own
    try:
        row.remove(request.actor)
    except NotNow:
        return too_late(request, found)
    except Removed:
        return back_to_review(request, [])


@reviewer
def reviews(request: HttpRequest, enrolment: int, submission: int) -> HttpResponse:
    return reviews_page(request, submission_of(request, enrolment, submission))


def reviews_page(request: HttpRequest, submission: Submission, trouble: str = "", status: int = 200) -> HttpResponse:
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
    }
    return render(request, "programs/reviews.html", context, status=status)
