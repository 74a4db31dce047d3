"""Notes: what stands in eight of the nine blocks."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from api.operations import edits, reads
from api.pages import PageForm, page_of
from api.rows import row_of
from canvas.answer import of_canvas
from canvas.forms import (
    BLOCK_CHOICES,
    NoteAddForm,
    NoteMoveForm,
    NoteRecolourForm,
    NoteRestoreForm,
    NoteReviseForm,
    VersionForm,
)
from canvas.models import Canvas, Note
from workspaces.access import editor, viewer


class NotesForm(PageForm):
    block = forms.ChoiceField(choices=BLOCK_CHOICES, required=False)


@viewer
@reads(Note, many=True, takes=NotesForm)
@of_canvas
def notes(request: HttpRequest, canvas: Canvas) -> dict[str, object]:
    """The notes of a canvas, or of one block, by id; `position` sorts them within their block."""
    rows, block = canvas.notes.present().defer("folded"), request.asked["block"]
    return page_of(request, rows.filter(block=block) if block else rows)


@viewer
@reads(Note)
@of_canvas
def note(request: HttpRequest, canvas: Canvas, note: int) -> dict[str, object]:
    """One note."""
    return row_of(get_object_or_404(canvas.notes.present().defer("folded"), pk=note))


def note_of(request: HttpRequest, canvas: Canvas, note: int) -> Note:
    """Also one that was removed: what to say of it is for the verb to decide."""
    request.row = get_object_or_404(canvas.notes.defer("folded"), pk=note)
    return request.row


@editor
@edits(gives=Note, takes=NoteAddForm, status=201)
def note_add(request: HttpRequest, canvas: Canvas) -> None:
    """A new note at the end of its block."""
    Note.objects.add_to(canvas, by=request.actor, **request.sent.into())


@editor
@edits(gives=Note, takes=NoteReviseForm, partial=True)
def note_revise(request: HttpRequest, canvas: Canvas, note: int) -> None:
    """Other words, started from `version`; what is not sent stays."""
    row = note_of(request, canvas, note)
    row.revise(by=request.actor, **request.sent.into(start={"text": row.text, "channel": row.channel}))


@editor
@edits(gives=Note, takes=NoteMoveForm)
def note_move(request: HttpRequest, canvas: Canvas, note: int) -> None:
    """To the place after another note of a block; without `after`, to its first."""
    note_of(request, canvas, note).move(by=request.actor, **request.sent.into(canvas))


@editor
@edits(gives=Note, takes=NoteRecolourForm)
def note_recolour(request: HttpRequest, canvas: Canvas, note: int) -> None:
    """Say which segment it is about; without one, all of them."""
    note_of(request, canvas, note).recolour(by=request.actor, **request.sent.into(canvas))


@editor
@edits(gives=Note, takes=VersionForm)
def note_remove(request: HttpRequest, canvas: Canvas, note: int) -> None:
    """Take it off the canvas; it can be restored."""
    note_of(request, canvas, note).remove(by=request.actor, **request.sent.into())


@editor
@edits(gives=Note, takes=NoteRestoreForm)
def note_restore(request: HttpRequest, canvas: Canvas, note: int) -> None:
    """Back to where it was; with `text`, in these words, and with `channel`, as one of this type."""
    note_of(request, canvas, note).restore(by=request.actor, **request.sent.into())
