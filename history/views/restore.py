"""Taking a note, a segment or the whole canvas back to an earlier moment."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from canvas.answer import edits
from canvas.models import Canvas
from canvas.models.editing import Conflict
from history.acts import acts_of
from history.entries import Reader, entries_of
from history.forms import RewindForm, VersionForm
from history.moments import lines_on
from history.restore import MovedOn, NotThere, rewind, rewind_row
from history.views.back import back_to_activity
from workspaces.access import editor, only

SHOWN = 20


@editor
@edits
def canvas_rewind(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    """The whole canvas; asked again where it changed while the person was looking."""
    form = RewindForm(request.POST)
    if not form.is_valid():
        return render(request, "history/rewind.html", {"canvas": canvas, "form": form, "tab": "past"}, status=422)
    try:
        rewind(canvas, by=request.actor, **form.cleaned_data)
    except MovedOn:
        return ask_again(request, canvas, form)
    if not request.htmx:
        messages.success(request, _("The canvas is as it was then. What was there before is in its history."))


def ask_again(request: HttpRequest, canvas: Canvas, form: RewindForm) -> HttpResponse:
    """409, with what came since; sending it again means knowing of that."""
    newer = list(lines_on(canvas).after(form.cleaned_data["seen"]).reverse()[:SHOWN])
    entries = entries_of(acts_of(newer), Reader(request.membership, request.reading))
    again = RewindForm(initial={**form.cleaned_data, "seen": newer[0].seq})
    context = {"canvas": canvas, "form": again, "entries": entries, "tab": "past"}
    return render(request, "history/rewind.html", context, status=409)


@editor
@only("POST")
def note_rewind(request: HttpRequest, canvas: int, note: int) -> HttpResponse:
    """One note, from its history."""
    response = row_rewind(request, canvas=canvas, rows="notes", pk=note)
    return back_to_activity(request, response, canvas=canvas, note=note)


@editor
@only("POST")
def segment_rewind(request: HttpRequest, canvas: int, segment: int) -> HttpResponse:
    """One segment, from its history."""
    response = row_rewind(request, canvas=canvas, rows="segments", pk=segment)
    return back_to_activity(request, response, canvas=canvas, segment=segment)


@edits
def row_rewind(request: HttpRequest, canvas: Canvas, rows: str, pk: int) -> HttpResponse | None:
    row = get_object_or_404(getattr(canvas, rows).defer("folded"), pk=pk)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return render(request, "canvas/refused.html", {"canvas": canvas, "form": form}, status=422)
    try:
        rewind_row(row, by=request.actor, **form.cleaned_data)
    except NotThere:
        raise Http404 from None
    except Conflict:
        context = {"canvas": canvas, "row": row, "kind": row._meta.model_name, "tab": "activity"}
        return render(request, "history/row_conflict.html", context, status=409)
    if not request.htmx:
        messages.success(request, _("It is as it was then."))
