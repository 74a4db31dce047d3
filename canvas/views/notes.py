"""What is done to a note. Each edit is three verbs: fetch through the workspace, validate, call the model."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from canvas.answer import also, edits, may_edit, of_canvas
from canvas.blocks import NOTE_BLOCKS, Block
from canvas.board import dressed
from canvas.forms import NoteAddForm, NoteMoveForm, NoteRecolourForm, NoteRestoreForm, NoteReviseForm, VersionForm
from canvas.models import Canvas, Note
from canvas.parts import render_note
from canvas.views.lessons import answer_form, answered, question_of
from live.presence import tell_editing
from workspaces.access import editor, viewer


def note_of(canvas: Canvas, note: int) -> Note:
    """The note before it is read: an edit meets it under the lock. What to say of a removed one is for the verb to
    decide."""
    return Note(pk=note, canvas=canvas, workspace_id=canvas.workspace_id)


def there(note: Note) -> Note:
    """The note, read now; on this canvas, or not found."""
    return get_object_or_404(note.canvas.notes, pk=note.pk)


def editing(request: HttpRequest, canvas: Canvas, place: str | None) -> None:
    """Tell who is here that the page opened the editor of a place ("note-7"), or closed it."""
    if page := request.headers.get("Boom-Page"):
        tell_editing(page, canvas.pk, request.user.pk, place)


@viewer
@of_canvas
def note(request: HttpRequest, canvas: Canvas, note: int) -> HttpResponse:
    """The card alone: what closing an editor without saving brings back."""
    (row,) = dressed(canvas.notes.present().filter(pk=note).dressed()) or [None]
    if row is None:
        raise Http404
    editing(request, canvas, None)
    if not request.htmx:
        return render(request, "canvas/note.html", {"canvas": canvas, "note": row})
    return HttpResponse(render_note(canvas, row, request.reading))


@editor
@of_canvas
def note_editor(request: HttpRequest, canvas: Canvas, note: int) -> HttpResponse:
    """The editor in the note's place; a whole page without htmx."""
    row = get_object_or_404(canvas.notes.present(), pk=note)
    editing(request, canvas, f"note-{row.pk}")
    form = NoteReviseForm(initial={"text": row.text, "channel": row.channel, "version": row.version})
    return editor_of(request, canvas, row, form)


def editor_of(request: HttpRequest, canvas: Canvas, note: Note, form, status: int = 200) -> HttpResponse:
    part = "#editor" if status == 200 else "#form"
    template = "canvas/note_editor.html" + (part if request.htmx else "")
    is_channel = note.block == Block.CHANNELS
    context = {"canvas": canvas, "note": note, "form": form, "place": note.pk, "is_channel": is_channel}
    return render(request, template, context, status=status)


@editor
@of_canvas
def note_composer(request: HttpRequest, canvas: Canvas, block: str) -> HttpResponse:
    """The form for a new note in one block."""
    return composer_of(request, canvas, block, NoteAddForm(initial={"block": block}))


def composer_of(request: HttpRequest, canvas: Canvas, block: str, form, status: int = 200) -> HttpResponse:
    template = "canvas/note_composer.html" + ("#composer" if request.htmx else "")
    context = {
        "canvas": canvas,
        "form": form,
        "place": block,
        "is_known": block in NOTE_BLOCKS,
        "is_channel": block == Block.CHANNELS,
    }
    return render(request, template, context, status=status)


@viewer
@of_canvas
def note_menu(request: HttpRequest, canvas: Canvas, note: int) -> HttpResponse:
    """All that can be done to a note, without dragging: move, colour, comment, remove."""
    row = get_object_or_404(canvas.notes.present().select_related("segment"), pk=note)
    context = {
        "canvas": canvas,
        "note": row,
        "may_edit": may_edit(request, canvas),
        "blocks": NOTE_BLOCKS,
        "segments": canvas.segments.in_order(),
    }
    return render(request, "canvas/note_menu.html" + ("#menu" if request.htmx else ""), context)


@editor
@edits
@also(answered)
def note_add(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    """From the board, or as the answer to a guiding question of a lesson beside it."""
    form = NoteAddForm(request.POST)
    if not form.is_valid():
        if request.htmx and question_of(request) and "block" not in form.errors:
            return answer_form(request, canvas, form)
        return composer_of(request, canvas, request.POST.get("block", ""), form, status=422)
    Note.objects.add_to(canvas, by=request.actor, **form.cleaned_data)


@editor
@edits
def note_revise(request: HttpRequest, canvas: Canvas, note: int) -> HttpResponse | None:
    row, form = note_of(canvas, note), NoteReviseForm(request.POST)
    if not form.is_valid():
        return editor_of(request, canvas, there(row), form, status=422)
    # The type is asked for in the block of channels only: a note that went elsewhere keeps what it had.
    row.revise(by=request.actor, **{name: value for name, value in form.cleaned_data.items() if name in form.data})
    editing(request, canvas, None)


@editor
@edits
def note_move(request: HttpRequest, canvas: Canvas, note: int) -> HttpResponse | None:
    row, form = note_of(canvas, note), NoteMoveForm(canvas, request.POST)
    if not form.is_valid():
        return refused(request, there(row).canvas, form)
    row.move(by=request.actor, **form.cleaned_data)


@editor
@edits
def note_recolour(request: HttpRequest, canvas: Canvas, note: int) -> HttpResponse | None:
    row, form = note_of(canvas, note), NoteRecolourForm(canvas, request.POST)
    if not form.is_valid():
        return refused(request, there(row).canvas, form)
    row.recolour(by=request.actor, **form.cleaned_data)


@editor
@edits
def note_remove(request: HttpRequest, canvas: Canvas, note: int) -> HttpResponse | None:
    row, form = note_of(canvas, note), VersionForm(request.POST)
    if not form.is_valid():
        return refused(request, there(row).canvas, form)
    row.remove(by=request.actor, **form.cleaned_data)


@editor
@edits
def note_restore(request: HttpRequest, canvas: Canvas, note: int) -> HttpResponse | None:
    """Bring a removed note back, in the words of the draft when it was removed under somebody's hands."""
    row, form = note_of(canvas, note), NoteRestoreForm(request.POST)
    if not form.is_valid():
        return refused(request, there(row).canvas, form)
    row.restore(by=request.actor, **form.cleaned_data)
    editing(request, canvas, None)


def refused(request: HttpRequest, canvas: Canvas, form) -> HttpResponse:
    """What was asked makes no sense (any more): 422, and why."""
    return render(request, "canvas/refused.html", {"canvas": canvas, "form": form}, status=422)
