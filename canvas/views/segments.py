"""What is done to a segment. Its form is a whole sheet, for it has figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from canvas.answer import edits, may_edit, of_canvas
from canvas.forms import SegmentForm, SegmentMoveForm, SegmentReviseForm, VersionForm
from canvas.models import Canvas, Segment
from canvas.views.notes import refused
from workspaces.access import editor, viewer


def segment_of(canvas: Canvas, segment: int) -> Segment:
    return get_object_or_404(canvas.segments.defer("folded"), pk=segment)


def sheet_of(request: HttpRequest, canvas: Canvas, form, segment: Segment | None = None, status=200) -> HttpResponse:
    template = "canvas/segment_sheet.html" + ("#sheet" if request.htmx else "")
    context = {"canvas": canvas, "segment": segment, "form": form, "may_edit": may_edit(request, canvas)}
    return render(request, template, context, status=status)


@editor
@of_canvas
def segment_composer(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    return sheet_of(request, canvas, SegmentForm(initial={"colour": Segment.objects.free_colour(canvas)}))


@viewer
@of_canvas
def segment_editor(request: HttpRequest, canvas: Canvas, segment: int) -> HttpResponse:
    """The sheet; who may not edit reads it."""
    row = get_object_or_404(canvas.segments.present(), pk=segment)
    initial = {name: getattr(row, name) for name in (*Segment.FIELDS, "version")}
    return sheet_of(request, canvas, SegmentReviseForm(initial=initial), row)


@editor
@edits
def segment_add(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    form = SegmentForm(request.POST)
    if not form.is_valid():
        return sheet_of(request, canvas, form, status=422)
    Segment.objects.add_to(canvas, by=request.actor, **form.cleaned_data)


@editor
@edits
def segment_revise(request: HttpRequest, canvas: Canvas, segment: int) -> HttpResponse | None:
    row, form = segment_of(canvas, segment), SegmentReviseForm(request.POST)
    if not form.is_valid():
        return sheet_of(request, canvas, form, row, status=422)
    row.revise(by=request.actor, **form.cleaned_data)


@editor
@edits
def segment_move(request: HttpRequest, canvas: Canvas, segment: int) -> HttpResponse | None:
    row, form = segment_of(canvas, segment), SegmentMoveForm(canvas, request.POST)
    if not form.is_valid():
        return refused(request, canvas, form)
    row.move(by=request.actor, **form.cleaned_data)


@editor
@edits
def segment_remove(request: HttpRequest, canvas: Canvas, segment: int) -> HttpResponse | None:
    row, form = segment_of(canvas, segment), VersionForm(request.POST)
    if not form.is_valid():
        return refused(request, canvas, form)
    row.remove(by=request.actor, **form.cleaned_data)


@editor
@edits
def segment_restore(request: HttpRequest, canvas: Canvas, segment: int) -> HttpResponse | None:
    """Bring a removed segment back, as the draft has it when it was removed under somebody's hands."""
    row, form = segment_of(canvas, segment), SegmentForm(request.POST)
    if "name" not in request.POST:
        return row.restore(request.actor)
    if not form.is_valid():
        return refused(request, canvas, form)
    row.restore(by=request.actor, **form.cleaned_data)
