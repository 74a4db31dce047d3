"""What staff see of a startup: the canvases that its owner chose, read-only, and what it submitted."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from programs.access import reviewer
from programs.changes import Changes, last_reviewed
from programs.comparison import own_of
from programs.models import Enrolment
from programs.seen import Look, seen
from programs.standing import standing_of
from record.models import Head


@reviewer
def startup(request: HttpRequest, enrolment: int) -> HttpResponse:
    row = enrolment_of(request, enrolment)
    context = {"tab": "startups", "enrolment": row, "standing": standing_of(row)}
    return render(request, "programs/startup.html", context)


def enrolment_of(request: HttpRequest, pk: int) -> Enrolment:
    """One that is in the program now: of one that left, staff see nothing."""
    return get_object_or_404(request.program.enrolments.current().select_related("workspace"), pk=pk)


@reviewer
def startup_canvas(request: HttpRequest, enrolment: int, canvas: int) -> HttpResponse:
    """A canvas as it is now."""
    row = enrolment_of(request, enrolment)
    chosen = row.canvases.present().select_related("canvas").filter(canvas_id=canvas).first()
    if chosen is None:
        raise Http404
    seq = Head.seq_of(row.workspace_id)
    context = {"tab": "startups", "enrolment": row, **seen(request, chosen.canvas, seq)}
    return render(request, "programs/startup_canvas.html", context)


@reviewer
def startup_submission(request: HttpRequest, enrolment: int, submission: int) -> HttpResponse:
    """A canvas as it was handed in; where an earlier one was reviewed, what changed since then comes first."""
    row = enrolment_of(request, enrolment)
    found = get_object_or_404(row.submissions.for_pages(), pk=submission)
    since = last_reviewed(found)
    context = {
        "tab": "startups",
        "enrolment": row,
        "submission": found,
        "since": since,
        "review": own_of(request.user, found),
        "may_review": request.staff.may_review(row),
        **seen(request, found.canvas, found.seq, has_changes=since is not None),
    }
    if context["look"] == Look.CHANGES:
        context["changes"] = Changes.since(since, found, request.reading)
    return render(request, "programs/startup_submission.html", context)
