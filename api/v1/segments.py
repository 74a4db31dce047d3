"""Segments: the customers that the business serves."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from api.operations import edits, reads
from api.pages import PageForm, page_of
from api.rows import plain, row_of
from canvas.answer import of_canvas
from canvas.forms import SegmentForm, SegmentMoveForm, SegmentReviseForm, VersionForm
from canvas.models import Canvas, Segment
from workspaces.access import editor, viewer


@viewer
@reads(Segment, many=True, takes=PageForm)
@of_canvas
def segments(request: HttpRequest, canvas: Canvas) -> dict[str, object]:
    """The segments of a canvas, by id; `position` sorts them."""
    return page_of(request, canvas.segments.present().defer("folded"))


@viewer
@reads(Segment)
@of_canvas
def segment(request: HttpRequest, canvas: Canvas, segment: int) -> dict[str, object]:
    """One segment. Margin and retention are fractions."""
    return row_of(get_object_or_404(canvas.segments.present().defer("folded"), pk=segment))


def segment_of(request: HttpRequest, canvas: Canvas, segment: int) -> Segment:
    request.row = get_object_or_404(canvas.segments.defer("folded"), pk=segment)
    return request.row


@editor
@edits(gives=Segment, takes=SegmentForm, status=201)
def segment_add(request: HttpRequest, canvas: Canvas) -> None:
    """A new segment at the end; without a colour it gets one that is free."""
    Segment.objects.add_to(canvas, by=request.actor, **request.sent.into())


@editor
@edits(gives=Segment, takes=SegmentReviseForm, partial=True)
def segment_revise(request: HttpRequest, canvas: Canvas, segment: int) -> None:
    """Change any of it, started from `version`; what is not sent stays."""
    row = segment_of(request, canvas, segment)
    start = {name: plain(getattr(row, name)) for name in Segment.FIELDS}
    row.revise(by=request.actor, **request.sent.into(start=start))


@editor
@edits(gives=Segment, takes=SegmentMoveForm)
def segment_move(request: HttpRequest, canvas: Canvas, segment: int) -> None:
    """To the place after another; without `after`, to the first."""
    segment_of(request, canvas, segment).move(by=request.actor, **request.sent.into(canvas))


@editor
@edits(gives=Segment, takes=VersionForm)
def segment_remove(request: HttpRequest, canvas: Canvas, segment: int) -> None:
    """Take it off the canvas; its notes stay, and lose their colour."""
    segment_of(request, canvas, segment).remove(by=request.actor, **request.sent.into())


@editor
@edits(gives=Segment)
def segment_restore(request: HttpRequest, canvas: Canvas, segment: int) -> None:
    """Back to where it was."""
    request.sent.into()
    segment_of(request, canvas, segment).restore(request.actor)
