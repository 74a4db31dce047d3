"""What of an open board a change touches, and how those parts are rendered: from the page's own template."""

from collections.abc import Iterable
from functools import partial as for_each

from django.template.loader import render_to_string
from django.utils.html import format_html

from accounts.models import User
from accounts.reading import Reading
from canvas.blocks import Block
from canvas.board import Board, Filling, dressed
from canvas.cards import card
from canvas.models import Canvas, Comment, Note
from canvas.models.editing import at_hand
from live.parts import Part, fresh, partial, renders, touches
from record.compiled import compiled
from record.models import Change
from workspaces.models import Workspace

PLACE = {"block", "position", "removed_at"}
SEEN_ON_NOTES = {"name", "colour", "removed_at"}
EVERYBODY = ""
COMMENTS = "comments"  # the list of all that are open
PEOPLE = "people"  # who can be called


def differing(change: Change) -> set[str]:
    """The columns that the change gave another value."""
    before, after = change.before or {}, change.after or {}
    return {name for name in before | after if before.get(name) != after.get(name)}


@touches("canvas_note")
def note_touches(change: Change) -> Iterable[Part]:
    """Its own card; where it came, went or moved, the lists of those blocks."""
    if differing(change) & PLACE:
        return {Part("block", row["block"]) for row in (change.before, change.after) if row}
    return [Part("note", change.row_id)]


@touches("canvas_segment")
def segment_touches(change: Change) -> Iterable[Part]:
    """Its own block, and all others where its notes look different."""
    blocks = Block if is_seen_everywhere(change) else [Block.CUSTOMER_SEGMENTS]
    return [Part("block", block.value) for block in blocks]


def is_seen_everywhere(change: Change) -> bool:
    """Whether a change of a segment has every block drawn again, with what an app above fills it with."""
    return change.op == "U" and bool(differing(change) & SEEN_ON_NOTES)


@touches("canvas_comment")
def comment_touches(change: Change) -> Iterable[Part]:
    note_id, block = change.row["note_id"], change.row["block"]
    about = Part("note", note_id) if note_id else Part("block", block)
    return [about, Part("thread", thread_key(note_id, block)), fresh(COMMENTS)]


@touches("canvas_canvas")
def canvas_touches(change: Change) -> Iterable[Part]:
    """Its name; what may be done on the page is another in the archive."""
    again = [Part("again", EVERYBODY)] if "archived_at" in differing(change) else []
    return [Part("heading", change.row_id), *again]


@touches("workspaces_workspace")
def workspace_touches(change: Change) -> Iterable[Part]:
    return [Part("crumb", change.row_id)]


@touches("workspaces_membership")
def membership_touches(change: Change) -> Iterable[Part]:
    """Whoever got another role sees what it may do; whoever came can be called, and whoever went no more."""
    again = [Part("again", change.row["user_id"])] if "role" in differing(change) else []
    return [*again, fresh(PEOPLE)] if "removed_at" in differing(change) or change.op == "I" else again


@renders("note")
def render_notes(canvas_id: int, keys: list) -> dict:
    row = at_hand.get()
    known = isinstance(row, Note) and keys == [row.pk]
    return {
        note.pk: for_each(render_note, note.canvas, note)
        for note in ([row] if known else dressed(notes_among(canvas_id, keys)))
    }


@compiled
def notes_among(canvas: int, keys: list[int]):
    return Note.objects.present().filter(canvas_id=canvas, pk__among=keys).dressed()


def render_note(canvas: Canvas, note, reading: Reading) -> str:
    return partial(f"note-{note.pk}", card(canvas, note, reading))


@renders("block")
def render_blocks(canvas_id: int, keys: list) -> dict:
    canvas = Canvas.objects.get(pk=canvas_id)
    return {column.block.value: for_each(render_column, canvas, column) for column in Board.of(canvas, keys).columns}


def render_column(canvas: Canvas, column, reading: Reading) -> str:
    context = {"canvas": canvas, "column": column, "reading": reading}
    parts = [
        partial(f"{name}-{column.block.value}", render_to_string(f"canvas/_cards.html#{name}", context))
        for name in ("count", "list")
    ]
    return "".join([*parts, render_filling(canvas, column.filling, reading) if column.filling else ""])


def render_filling(canvas: Canvas, filling: Filling, reading: Reading) -> str:
    context = {"canvas": canvas, "rows": filling.rows, "reading": reading}
    return partial(filling.target, render_to_string(filling.template, context))


@renders("heading")
def render_headings(canvas_id: int, keys: list) -> dict:
    return {canvas_id: for_each(render_heading, Canvas.objects.get(pk=canvas_id))}


def render_heading(canvas: Canvas, reading: Reading) -> str:
    return partial("heading", render_to_string("canvas/_canvas.html#heading", {"canvas": canvas}))


@renders("crumb")
def render_crumbs(canvas_id: int, keys: list) -> dict:
    names = dict(Workspace.objects.filter(pk__in=keys).values_list("pk", "name"))
    return {key: lambda reading, name=name: name_in_crumb(name) for key, name in names.items()}


def name_in_crumb(name: str) -> str:
    return partial("crumb", format_html("<bdi>{}</bdi>", name), "innerHTML")


@renders("again")
def render_again(canvas_id: int, keys: list) -> dict:
    """Word to the pages of one person, or of everybody, that they must be asked for again: their rights changed."""
    return {key: lambda reading, key=key: partial("again", f'<i data-for="{key}"></i>', "innerHTML") for key in keys}


@renders("thread")
def render_threads(canvas_id: int, keys: list) -> dict:
    canvas = Canvas.objects.get(pk=canvas_id)
    return {key: for_each(render_thread, canvas, key, thread(canvas, key)) for key in keys}


def render_thread(canvas: Canvas, key: str, comments: list[Comment], reading: Reading) -> str:
    """The comments of the thread of this key, the oldest first."""
    context = {"canvas": canvas, "key": key, "comments": comments, "reading": reading}
    return partial(f"thread-{key}", render_to_string("canvas/comments.html#thread", context))


def thread_key(note_id: int | None, block: str) -> str:
    """What the thread about a note, or about a block itself, is called: `note-<id>`, `block-<name>`."""
    return f"note-{note_id}" if note_id else f"block-{block}"


def thread(canvas: Canvas, key: str) -> list[Comment]:
    about, _dash, name = key.partition("-")
    on = {"note_id": name} if about == "note" else {"block": name, "note": None}
    return with_people(canvas.comments.present().filter(**on).order_by("created_at", "pk"))


def with_people(comments: Iterable[Comment]) -> list[Comment]:
    """The comments with their authors and whom they call (`called`), in one query more for all of them."""
    rows = list(comments)
    people = User.objects.in_bulk({row.author_id for row in rows} | {pk for row in rows for pk in row.mentions})
    for row in rows:
        row.author = people[row.author_id]
        row.called = [people[pk] for pk in row.mentions if pk in people]
    return rows
