"""The canvas on one sheet: what the template board.typ is given."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.compact import write_compact
from accounts.numbers import write_percent
from accounts.reading import Reading
from accounts.text import isolate
from canvas.board import Board, Column
from canvas.models import Note, Segment
from exports.sheets import Sheet
from exports.words import continued, paper_of, words
from relationships.established import Group


def data_of(board: Board, sheet: Sheet, reading: Reading) -> dict:
    """In the reader's language, which is active; the blocks in the order of teaching, as they are read aloud."""
    kind = _("Business model canvas")
    return {
        **paper_of(board.canvas, kind, sheet, timezone.now(), reading),
        "words": {"kind": kind, **continued()},
        "order": [column.block.short for column in board.columns],
        "blocks": {column.block.short: _block(column, reading) for column in board.columns},
    }


def _block(column: Column, reading: Reading) -> dict:
    slips = [_segment(segment, reading) for segment in column.segments]
    slips += [_note(note, reading) for note in column.notes]
    for group in column.filling.rows if column.filling else ():
        slips += _relationships(group, reading)
    return {"title": str(column.block.label), "notes": slips}


def _slip(text: object, reading: Reading, meta: Iterable[object], colour: str = "", bold: bool = False) -> dict:
    """`meta` in one small line; each is fenced off, so that none turns its neighbour around."""
    said = " · ".join(isolate(str(one)) for one in meta)
    return words(text, reading, meta=said, colour=colour, bold=bold)


def _note(note: Note, reading: Reading) -> dict:
    segment = note.shown_segment
    meta = [segment.name] if segment else []
    meta += [note.get_channel_display()] if note.channel else []
    return _slip(note.text, reading, meta, segment.colour if segment else "")


def _segment(segment: Segment, reading: Reading) -> dict:
    meta = []
    if segment.customers is not None:
        shown = write_compact(segment.customers, reading)
        meta.append(ngettext("%(n)s customer", "%(n)s customers", segment.customers) % {"n": shown})
    if segment.retention is not None:
        meta.append(_("retention %(n)s") % {"n": write_percent(segment.retention, reading)})
    return _slip(segment.name, reading, meta, segment.colour, bold=True)


def _relationships(group: Group, reading: Reading) -> list[dict]:
    """All of the established ones of a kind, each with its segment: paper has no link to the rest."""
    return [
        _slip(row.text or group.kind.label, reading, [*([group.kind.label] if row.text else []), row.segment.name],
              row.segment.colour)
        for row in group.rows
    ]  # fmt: skip
