"""The parts of a board that people outside get while they look: the same templates as the team's, read-only, without
comments and names. Whatever is not named here never reaches them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.template.loader import render_to_string
from django.utils.html import format_html

from accounts.reading import Reading
from canvas.blocks import Block
from canvas.board import Board, Filling, dressed
from canvas.models import Canvas, Note
from canvas.parts import notes_among
from live.page import as_data
from live.parts import FRESH, Part, one_by_one, partial, render
from relationships.established import established
from relationships.parts import NOTES, ROWS, STRATEGY

OUTSIDE = {"past": True, "outside": True}
TOPICS = (STRATEGY, ROWS, NOTES)  # of which they hear that something is another


def outside_parts(
    canvas_id: int, parts: Iterable[Part], readings: Collection[Reading]
) -> dict[Reading, dict[Part, bytes]]:
    """What of these parts people outside may have, for each way of reading, as it is sent."""
    by_kind: dict[str, list] = {}
    for part in parts:
        by_kind.setdefault(part.kind, []).append(part.key)
    if not by_kind:
        return {}
    seen = Seen.of(Canvas.objects.get(pk=canvas_id), by_kind)
    return {reading: {part: as_data(html) for part, html in seen.drawn(reading).items()} for reading in readings}


def outside_what_can_be(
    canvas_id: int, parts: Iterable[Part], readings: Collection[Reading]
) -> dict[Reading, dict[Part, bytes]]:
    """The same, one by one, without those that fail."""
    alone = {part: lambda part=part: outside_parts(canvas_id, [part], readings) for part in parts}
    return one_by_one(canvas_id, readings, alone)


class Seen:
    """What changed, read once for all who look."""

    def __init__(self, canvas: Canvas, topics: list[Part]):
        self.canvas, self.topics = canvas, topics
        self.notes: list[Note] = []
        self.board: Board | None = None
        self.filling: Filling | None = None
        self.renamed = False

    @classmethod
    def of(cls, canvas: Canvas, by_kind: dict[str, list]) -> Seen:
        seen = cls(canvas, [Part(FRESH, topic) for topic in by_kind.get(FRESH, []) if topic in TOPICS])
        if keys := by_kind.get("note"):
            seen.notes = dressed(notes_among(canvas.pk, keys))
        if blocks := by_kind.get("block"):
            seen.board = Board.of(canvas, blocks, comments={})
        if "established" in by_kind:
            segments = canvas.segments.in_order()
            seen.filling = established(canvas, list(segments))
        seen.renamed = "heading" in by_kind
        return seen

    def drawn(self, reading: Reading) -> dict[Part, str]:
        parts = render(self.canvas.pk, self.topics, [reading])[reading]
        with reading.active():
            if self.renamed:
                parts[Part("heading", self.canvas.pk)] = self._heading()
            for column in self.board.columns if self.board else ():
                parts[Part("block", column.block.value)] = self._column(column, reading)
            for note in self.notes:
                parts[Part("note", note.pk)] = self._note(note, reading)
            if self.filling:
                parts[Part("established", "")] = self._filling(self.filling, reading)
        return parts

    def _heading(self) -> str:
        return partial("heading", format_html('<h1 id="heading"><bdi>{}</bdi></h1>', self.canvas.name))

    def _column(self, column, reading: Reading) -> str:
        context = {"canvas": self.canvas, "column": column, "reading": reading, **OUTSIDE}
        html = "".join(
            partial(f"{name}-{column.block.value}", render_to_string(f"canvas/_cards.html#{name}", context))
            for name in ("count", "list")
        )
        filled = column.block == Block.CUSTOMER_RELATIONSHIPS and column.filling
        return html + (self._filling(column.filling, reading) if filled else "")

    def _note(self, note: Note, reading: Reading) -> str:
        note.open_comments = 0
        context = {"canvas": self.canvas, "note": note, "reading": reading, **OUTSIDE}
        return partial(f"note-{note.pk}", render_to_string("canvas/_cards.html#note", context))

    def _filling(self, filling: Filling, reading: Reading) -> str:
        context = {"canvas": self.canvas, "rows": filling.rows, "reading": reading, **OUTSIDE}
        return partial(filling.target, render_to_string(filling.template, context))
