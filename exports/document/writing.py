"""The document of a canvas: what stands on it, without any id of this database, and if wanted the changes behind it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import models

from accounts.models import User
from canvas.blocks import NOTE_BLOCKS
from canvas.models import Canvas
from exports.document import SCHEMA
from exports.document.what_ifs import SCENARIO, moves_of, scenarios_of
from record.models import Change
from relationships.kinds import Kind
from relationships.models import Indicator

SEGMENT = ("name", "description", "customers", "value", "margin", "retention", "colour")
NOTE = ("block", "text", "channel")
RELATIONSHIP = (
    "kind", "expected", "state", "text", "fixed_cost", "customer_cost", "goals", "channels", "knows_customer",
    "since_on",
)  # fmt: skip
FOCUS = ("from_on", "acquisition", "retention", "growth", "reason", "evidence")
INDICATOR = ("month_on", *Indicator.FIGURES)


def document_of(canvas: Canvas, made_at: datetime, made_by: object, history: bool = False) -> dict:
    """Always the same number of queries; with `history` four more."""
    about = {"at": made_at.isoformat(), "by": str(made_by)}
    whole = {"schema": SCHEMA, "made": about, "canvas": content_of(canvas)}
    return whole | ({"talk": list(talk_of(canvas)), "history": list(changes_of(canvas))} if history else {})


def written(document: dict) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def content_of(canvas: Canvas) -> dict:
    """Equal canvases have equal contents: rows stand in the order of the board, and name each other by keys."""
    segments = list(canvas.segments.present().defer("folded").order_by("position", "pk"))
    blocks = {block.value: place for place, block in enumerate(NOTE_BLOCKS)}
    notes = list(canvas.notes.present().defer("folded").order_by("position", "pk"))
    notes.sort(key=lambda note: blocks[note.block])
    of_segment = {row.pk: f"s{number}" for number, row in enumerate(segments, 1)}
    of_note = {row.pk: f"n{number}" for number, row in enumerate(notes, 1)}
    places = {row.pk: place for place, row in enumerate(segments)}
    return {
        "name": canvas.name,
        "segments": [{"key": of_segment[row.pk], **_fields(row, SEGMENT)} for row in segments],
        "notes": [
            {"key": of_note[row.pk], **_fields(row, NOTE), "segment": of_segment.get(row.segment_id)} for row in notes
        ],
        "relationships": list(_relationships(canvas, of_segment, of_note, places)),
        "focus": [
            {**_fields(row, FOCUS), "segment": of_segment.get(row.segment_id)}
            for row in canvas.focuses.standing()
            if row.segment_id is None or row.segment_id in of_segment
        ],
        "indicators": [
            {"segment": of_segment[row.segment_id], **_fields(row, INDICATOR)}
            for row in _in_places(canvas.indicators.present(), places, lambda row: row.month_on)
        ],
        "scenarios": [
            {**_fields(row, SCENARIO), "moves": list(moves_of(row, of_segment))} for row in scenarios_of(canvas)
        ],
    }


def _relationships(canvas: Canvas, of_segment: dict, of_note: dict, places: dict) -> Iterable[dict]:
    tied: dict[int, list[str]] = {}
    for tie in canvas.ties.present().filter(note__removed_at=None):
        tied.setdefault(tie.relationship_id, []).append(of_note[tie.note_id])
    kinds = {kind.value: place for place, kind in enumerate(Kind)}
    for row in _in_places(canvas.relationships.present(), places, lambda row: kinds[row.kind]):
        ties = sorted(tied.get(row.pk, ()), key=lambda key: int(key[1:]))
        yield {"segment": of_segment[row.segment_id], **_fields(row, RELATIONSHIP), "ties": ties}


def _in_places(rows: Iterable[models.Model], places: dict[int, int], then) -> list[models.Model]:
    """Those of segments that are there, in the order of the segments."""
    there = [row for row in rows if row.segment_id in places]
    return sorted(there, key=lambda row: (places[row.segment_id], then(row)))


def _fields(row: models.Model, names: Iterable[str]) -> dict:
    return {name: plain(getattr(row, name)) for name in names}


def plain(value: object) -> object:
    """As JSON says it: exact decimals as texts without idle zeros, days in ISO."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def talk_of(canvas: Canvas) -> Iterable[dict]:
    """The comments, oldest first, to be read: by whom only by name, and of what by its words."""
    comments = canvas.comments.present().select_related("author", "note").defer("folded", "note__folded")
    for row in comments.order_by("created_at", "pk"):
        yield {
            "block": row.block,
            "note": row.note and row.note.text,
            "by": str(row.author),
            "at": row.created_at.isoformat(),
            "text": row.text,
            "resolved_at": row.resolved_at and row.resolved_at.isoformat(),
        }


def changes_of(canvas: Canvas) -> Iterable[dict]:
    """Every line of the record that is about the canvas, oldest first, with its rows as they were."""
    lines = list(Change.objects.of(canvas.workspace_id).filter(canvas_id=canvas.pk).order_by("seq"))
    people = User.objects.in_bulk({line.actor_id for line in lines})
    for line in lines:
        yield {
            "seq": line.seq,
            "at": line.at.isoformat(),
            "by": str(people.get(line.actor_id, "")),
            "verb": line.verb,
            "reason": line.reason,
            "table": line.table,
            "row": line.row_id,
            "op": line.op,
            "before": discreet(line.before),
            "after": discreet(line.after),
            "digest": bytes(line.digest).hex(),
        }


def discreet(row: dict | None) -> dict | None:
    """Without what a key could be known by."""
    return row and {name: value for name, value in row.items() if name != "token_digest"}
