"""Canvases: each whole, or as the document that Boom exports; made, renamed, put away and fetched back."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from api.bodies import MOST_TOLD
from api.operations import acts, check_scope, edits, reads
from api.pages import PageForm, page_of
from api.problems import Problem
from api.rows import row_of, schema_of
from api.scopes import Scope
from canvas.answer import of_canvas
from canvas.blocks import Block
from canvas.board import notes_in, segments_of
from canvas.forms import CanvasForm, CanvasRenameForm
from canvas.models import Canvas, Note, Segment
from exports.document import SCHEMA
from exports.document.checking import Unsound
from exports.document.placing import import_canvas
from exports.document.taking import checked
from exports.document.writing import document_of
from exports.limits import MOST, calls
from record.models import Head
from workspaces.access import editor, viewer

BOARD = (
    "Board",
    {
        "type": "object",
        "properties": {
            "canvas": {"$ref": "#/components/schemas/Canvas"},
            "seq": {"type": "integer", "description": "Follow the changes from here."},
            "blocks": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "block": {"type": "string", "enum": Block.values},
                        "notes": {"type": "array", "items": {"$ref": "#/components/schemas/Note"}},
                        "segments": {"type": "array", "items": {"$ref": "#/components/schemas/Segment"}},
                    },
                    "required": ["block", "notes", "segments"],
                },
            },
        },
        "required": ["canvas", "seq", "blocks"],
        "$defs": {model.__name__: schema_of(model) for model in (Note, Segment)},
    },
)
DOCUMENT = "Document", {
    "type": "object",
    "description": f"The document {SCHEMA}, as the page of exports gives it and the page of imports takes it.",
    "properties": {
        "schema": {"type": "string", "enum": [SCHEMA]}, "made": {"type": "object"}, "canvas": {"type": "object"},
        "history": {"type": "array", "items": {"type": "object"}, "description": "Only if asked for."},
    },
    "required": ["schema", "canvas"],
}  # fmt: skip


class CanvasesForm(PageForm):
    archived = forms.NullBooleanField(required=False)


@viewer
@reads(Canvas, many=True, takes=CanvasesForm)
def canvases(request: HttpRequest) -> dict[str, object]:
    """The canvases of a workspace; with `archived`, only those that are put away, or only the others."""
    rows, archived = request.workspace.canvases.all(), request.asked["archived"]
    return page_of(request, rows if archived is None else rows.filter(archived_at__isnull=not archived))


@viewer
@reads(BOARD)
@of_canvas
def canvas(request: HttpRequest, canvas: Canvas) -> dict[str, object]:
    """The whole board: nine blocks in the order of teaching, each with its notes or segments in their order."""
    seq = Head.seq_of(canvas.workspace_id)  # before the rows: what comes between is in the changes after it once more
    notes, segments = notes_in(canvas.pk, Block.values), rows(segments_of(canvas.pk))
    blocks = [
        {
            "block": block,
            "notes": rows(note for note in notes if note.block == block),
            "segments": segments if block == Block.CUSTOMER_SEGMENTS else [],
        }
        for block in Block.values
    ]
    return {"canvas": row_of(canvas), "seq": seq, "blocks": blocks}


def rows(found: Iterable) -> list[dict[str, object]]:
    return [row_of(row) for row in found]


class DocumentForm(forms.Form):
    history = forms.NullBooleanField(required=False)


@viewer
@reads(DOCUMENT, takes=DocumentForm)
@of_canvas
def canvas_document(request: HttpRequest, canvas: Canvas) -> dict[str, object]:
    """Everything that stands on a canvas, in one document without any id; with `history` every change behind it too,
    for which the token needs the scope `history` besides."""
    history = bool(request.asked["history"])
    if history:
        check_scope(request, Scope.HISTORY)
    return document_of(canvas, timezone.now(), request.user, history)


@editor
@acts(gives=Canvas, takes=CanvasForm, status=201)
def canvas_create(request: HttpRequest) -> None:
    """A blank canvas."""
    Canvas.objects.create_in(request.workspace, request.sent.into()["name"], by=request.actor)


@editor
@acts(gives=Canvas, takes=DOCUMENT, status=201)
def canvas_import(request: HttpRequest) -> None:
    """A new canvas out of such a document, of at most 1 MB: all of it or nothing. The page of imports takes larger
    ones."""
    if calls("import", request.user.pk) > MOST["import"]:
        raise Problem("too_many", headers={"Retry-After": "60"})
    try:
        import_canvas(checked(request.raw), request.workspace, request.actor)
    except Unsound as unsound:
        errors = [{"path": pointer(path), "code": "invalid", "detail": says} for path, says in unsound.problems]
        raise Problem("invalid", errors=errors[:MOST_TOLD]) from None


def pointer(path: str) -> str:
    """canvas.notes[3].text as a JSON Pointer."""
    return path and "/" + path.replace("]", "").replace("[", "/").replace(".", "/")


@editor
@edits(gives=Canvas, takes=CanvasRenameForm)
def canvas_rename(request: HttpRequest, canvas: Canvas) -> None:
    """Another name, started from `version`."""
    canvas.rename(by=request.actor, **request.sent.into())


@editor
@acts(gives=Canvas)
@of_canvas
def canvas_archive(request: HttpRequest, canvas: Canvas) -> None:
    """From now on it can only be read."""
    request.row = canvas
    request.sent.into()
    canvas.archive(by=request.actor)


@editor
@acts(gives=Canvas)
@of_canvas
def canvas_restore(request: HttpRequest, canvas: Canvas) -> None:
    """Out of the archive again."""
    request.row = canvas
    request.sent.into()
    canvas.restore(by=request.actor)
