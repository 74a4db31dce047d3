"""Relationships: the cells of the matrix of segments and kinds, and the notes that each is tied to."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from api.operations import edits, reads
from api.pages import PageForm, page_of
from api.rows import row_of
from canvas.answer import of_canvas
from canvas.forms import VersionForm
from canvas.models import Canvas
from relationships.forms.relationship import RelationshipForm, RetireForm, TieForm, tieable
from relationships.models import Relationship, Tie
from relationships.views.relationship import in_cell, saved
from workspaces.access import editor, viewer


@viewer
@reads(Relationship, many=True, takes=PageForm)
@of_canvas
def relationships(request: HttpRequest, canvas: Canvas) -> dict[str, object]:
    """The cells that are filled in, by id."""
    return page_of(request, canvas.relationships.present().filter(segment__removed_at=None))


@viewer
@reads(Relationship)
@of_canvas
def relationship(request: HttpRequest, canvas: Canvas, segment: int, kind: str) -> dict[str, object]:
    """One cell. It is changed by putting it whole."""
    present = canvas.relationships.present().filter(segment__removed_at=None)
    return row_of(get_object_or_404(present, segment=segment, kind=kind))


@viewer
@reads(Tie, many=True, takes=PageForm)
@of_canvas
def ties(request: HttpRequest, canvas: Canvas) -> dict[str, object]:
    """What hangs together: which relationship with which note."""
    standing = canvas.ties.present().filter(note__removed_at=None, relationship__removed_at=None)
    return page_of(request, standing.filter(relationship__segment__removed_at=None))


def cell_of(request: HttpRequest, canvas: Canvas, segment: int, kind: str, find=saved) -> Relationship:
    request.row = find(canvas, segment, kind)
    return request.row


@editor
@edits(gives=Relationship, takes=RelationshipForm)
def relationship_revise(request: HttpRequest, canvas: Canvas, segment: int, kind: str) -> None:
    """Put the whole cell, started from `version`; 0 is that of an empty cell."""
    row = cell_of(request, canvas, segment, kind, in_cell)
    row.revise(by=request.actor, **request.sent.into(row, request.workspace))


@editor
@edits(gives=Relationship, takes=RetireForm)
def relationship_retire(request: HttpRequest, canvas: Canvas, segment: int, kind: str) -> None:
    """It is given up, and why; what it was stays to be read."""
    cell_of(request, canvas, segment, kind).retire(by=request.actor, **request.sent.into())


@editor
@edits(gives=Relationship, takes=VersionForm)
def relationship_remove(request: HttpRequest, canvas: Canvas, segment: int, kind: str) -> None:
    """Empty the cell."""
    cell_of(request, canvas, segment, kind).remove(by=request.actor, **request.sent.into())


@editor
@edits(gives=Relationship)
def relationship_restore(request: HttpRequest, canvas: Canvas, segment: int, kind: str) -> None:
    """Fill the cell again with what it held."""
    request.sent.into()
    cell_of(request, canvas, segment, kind).restore(request.actor)


@editor
@edits(gives=Tie, takes=TieForm, status=201)
def relationship_tie(request: HttpRequest, canvas: Canvas, segment: int, kind: str) -> None:
    """Say that it hangs together with a note of another block."""
    row = saved(canvas, segment, kind)
    note = request.sent.into(tieable(canvas))["note"]
    request.row = Tie.objects.between(row, note)
    row.tie(note, request.actor)


@editor
@edits(gives=Tie)
def relationship_untie(request: HttpRequest, canvas: Canvas, segment: int, kind: str, note: int) -> None:
    """No longer so."""
    request.sent.into()
    row = saved(canvas, segment, kind)
    request.row = get_object_or_404(row.ties.select_related("note").defer("note__folded"), note=note)
    row.untie(request.row.note, request.actor)
