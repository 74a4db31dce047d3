"""The document of a canvas: what stands on it, without any id of this database, and if wanted the changes behind it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import models

from canvas.blocks import NOTE_BLOCKS
from canvas.models import Canvas
from exports.document import SCHEMA
from exports.document.earlier import history_of
from exports.document.set_aside import dismissals_of
from exports.document.talk import comments_of
from exports.document.what_ifs import SCENARIO, moves_of, scenarios_of
from relationships.kinds import Kind
from relationships.models import Indicator, Relationship

SEGMENT = ("name", "description", "customers", "value", "margin", "retention", "colour")
NOTE = ("block", "text", "channel")
RELATIONSHIP = (
    "kind", "expected", "state", "text", "fixed_cost", "customer_cost", "goals", "channels", "knows_customer",
    "since_on",
)  # fmt: skip
FOCUS = ("from_on", "acquisition", "retention", "growth", "reason", "evidence")
INDICATOR = ("month_on", *Indicator.FIGURES)


def document_of(canvas: Canvas, made_at: datetime, made_by: object, history: bool = False) -> dict:
    """Always the same number of queries, and more where advice was set aside; with `history` up to six more."""
    made = {"at": made_at.isoformat(), "by": str(made_by)}
    whole = {"schema": SCHEMA, "made": made, "canvas": content_of(canvas)}
    return whole | ({"history": history_of(canvas, made)} if history else {})


def written(document: dict) -> bytes:
    """To be read by people too; of the history, which is long, a line to a line."""
    rest = {name: value for name, value in document.items() if name != "history"}
    whole = json.dumps(rest, ensure_ascii=False, indent=1)
    if "history" in document:
        chapters = ",\n".join(_chapter(chapter) for chapter in document["history"])
        whole = whole.removesuffix("\n}") + f',\n "history": [\n{chapters}\n ]\n}}'
    return (whole + "\n").encode()


def _chapter(chapter: dict) -> str:
    made, *lines = (json.dumps(each, ensure_ascii=False) for each in (chapter["made"], *chapter["lines"]))
    listed = ",\n".join(f"    {line}" for line in lines)
    return f'  {{\n   "made": {made},\n   "lines": [\n{listed}\n   ]\n  }}'


def content_of(canvas: Canvas) -> dict:
    """Equal canvases have equal contents: rows stand in the order of the board, and name each other by keys."""
    segments = list(canvas.segments.in_order())
    blocks = {block.value: place for place, block in enumerate(NOTE_BLOCKS)}
    notes = list(canvas.notes.in_order())
    notes.sort(key=lambda note: blocks[note.block])
    of_segment = {row.pk: f"s{number}" for number, row in enumerate(segments, 1)}
    of_note = {row.pk: f"n{number}" for number, row in enumerate(notes, 1)}
    places = {row.pk: place for place, row in enumerate(segments)}
    relationships = _in_order(canvas, places)
    cells = {row.pk: (of_segment[row.segment_id], row.kind) for row in relationships}
    return {
        "name": canvas.name,
        "segments": [{"key": of_segment[row.pk], **_fields(row, SEGMENT)} for row in segments],
        "notes": [
            {"key": of_note[row.pk], **_fields(row, NOTE), "segment": of_segment.get(row.segment_id)} for row in notes
        ],
        "relationships": list(_told(canvas, relationships, of_segment, of_note)),
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
        "dismissals": list(dismissals_of(canvas, of_segment, cells)),
        "comments": list(comments_of(canvas, of_note)),
    }


def _in_order(canvas: Canvas, places: dict[int, int]) -> list[Relationship]:
    kinds = {kind.value: place for place, kind in enumerate(Kind)}
    return _in_places(canvas.relationships.present(), places, lambda row: kinds[row.kind])


def _told(canvas: Canvas, relationships: list[Relationship], of_segment: dict, of_note: dict) -> Iterable[dict]:
    tied: dict[int, list[str]] = {}
    for tie in canvas.ties.present().filter(note__removed_at=None):
        tied.setdefault(tie.relationship_id, []).append(of_note[tie.note_id])
    for row in relationships:
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
