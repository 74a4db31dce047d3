"""A team submits a canvas for a round, and sees what it handed in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.numbers import sent_number
from programs.comparison import Comparison, released_of
from programs.forms.submission import SubmissionForm
from programs.models import Enrolment, NotNow, Submission
from programs.seen import seen
from programs.views.enrolments import enrolment_of, left_page
from record.models import Change
from workspaces.access import editor, viewer
from workspaces.answer import acts


@editor
def submission_new(request: HttpRequest, enrolment: int) -> HttpResponse:
    row = enrolment_of(request, enrolment)
    if row.left_at:
        return left_page(request, row)
    form = SubmissionForm(row, initial={"round": sent_number(request.GET.get("round"))})
    return new_page(request, row, form)


def new_page(request: HttpRequest, row: Enrolment, form: SubmissionForm, status: int = 200) -> HttpResponse:
    context = {"tab": "programs", "enrolment": row, "program": row.program, "form": form}
    return render(request, "programs/submission_new.html", context, status=status)


def to_submission(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    line = changes[0]
    messages.success(request, _("Submitted. The team can go on working: reviewers read the canvas as it is now."))
    return redirect("submission", line.workspace_id, line.row["enrolment_id"], line.row_id)


@editor
@acts(to_submission)
def submission_create(request: HttpRequest, enrolment: int) -> HttpResponse | None:
    row = enrolment_of(request, enrolment)
    form = SubmissionForm(row, request.POST)
    if row.left_at:
        return left_page(request, row, form["note"])
    if not form.is_valid():
        return new_page(request, row, form, status=422)
    given = form.cleaned_data
    try:
        Submission.objects.submit(row, given["canvas"], given["round"], given["note"], request.actor)
    except NotNow:
        row.refresh_from_db(fields=["left_at"])
        if row.left_at:
            return left_page(request, row, form["note"])
        form.add_error("canvas", _("The program's staff do not see this canvas any more. Nothing was submitted."))
        return new_page(request, row, form, status=409)


@viewer
def submission(request: HttpRequest, enrolment: int, submission: int) -> HttpResponse:
    """What the reviewers see, exactly, and what they found."""
    return submission_page(request, submission_of(request, enrolment, submission))


def submission_of(request: HttpRequest, enrolment: int, submission: int) -> Submission:
    return get_object_or_404(enrolment_of(request, enrolment).submissions.for_pages(), pk=submission)


def submission_page(request: HttpRequest, found: Submission, status: int = 200, **more) -> HttpResponse:
    """`failed` are forms of answers, by the remark's id."""
    context = {
        "tab": "programs",
        "enrolment": found.enrolment,
        "program": found.program,
        "submission": found,
        "comparison": Comparison.of(released_of(found, request.reading), found.program.criteria.in_order()),
        "may_answer": request.membership.edits and not found.enrolment.left_at,
        **seen(request, found.canvas, found.seq),
        **more,
    }
    return render(request, "programs/submission.html", context, status=status)
