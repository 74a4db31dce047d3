"""What an imported table would add to a canvas: notes and segments by block, those that stand there already, or errors
by line; and the writing of it, in one act."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.text import clean_line, fold
from canvas.blocks import Block
from canvas.forms import NoteForm, SegmentForm
from canvas.models import Canvas, Note, Segment
from canvas.position import spread
from exports.notes.names import LAYOUT, block_of, channel_of, colour_of
from record.acting import Actor
from relationships.imports.table import Line, Problem, listed
from workspaces.acting import acting


@dataclass
class Planned:
    """A line as it would stand on the canvas. `of` names its segment, which may come with the same table; `twice`
    says why it is left out: "there" stands on the canvas, "here" earlier in the table."""

    line: int
    block: Block
    text: str
    of: str = ""
    colour: str = ""
    channel: str = ""
    twice: str = ""

    @property
    def channel_label(self) -> str:
        return str(channel_of(self.channel).label) if self.channel else ""


@dataclass
class Plan:
    rows: list[Planned] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def new(self) -> list[Planned]:
        return [row for row in self.rows if not row.twice]

    @property
    def left_out(self) -> list[Planned]:
        return [row for row in self.rows if row.twice]

    @property
    def by_block(self) -> list[tuple[Block, list[Planned], int]]:
        """In the order of teaching, each with its rows and how many of them are new."""
        grouped = [(block, [row for row in self.rows if row.block == block]) for block in Block]
        return [(block, rows, sum(not row.twice for row in rows)) for block, rows in grouped if rows]

    @property
    def digest(self) -> str:
        """What was looked at; another once somebody wrote or removed what makes a difference to it."""
        return hashlib.sha256(repr(self.rows).encode()).hexdigest()[:32]


def shown(cell: str) -> str:
    """A name as its form takes it; "" where nothing shows."""
    try:
        return clean_line(cell)
    except ValueError:
        return ""


class Planner:
    """Plans against what stands on one canvas."""

    def __init__(self, canvas: Canvas):
        notes = canvas.notes.present().values_list("block", "text")
        self.segments = list(canvas.segments.in_order())
        self.there = {(block, fold(text)) for block, text in notes}
        self.there |= {(Block.CUSTOMER_SEGMENTS.value, fold(row.name)) for row in self.segments}
        self.plan, self.here = Plan(), set()

    def of(self, lines: Iterable[Line]) -> Plan:
        lines = list(lines)
        names = {fold(row.name): row.name for row in self.segments}
        for line in lines:  # a note may name a segment that stands further down
            if block_of(line.cells.get("block", "")) == Block.CUSTOMER_SEGMENTS:
                name = shown(line.cells.get("text", ""))
                names.setdefault(fold(name), name)
        for line in lines:
            before = len(self.plan.problems)
            row = self._row(line, names)
            if len(self.plan.problems) == before:
                self._take(row)
        return self.plan

    def _take(self, row: Planned) -> None:
        key = row.block.value, fold(row.text)
        row.twice = "there" if key in self.there else "here" if key in self.here else ""
        self.here.add(key)
        self.plan.rows.append(row)

    def _row(self, line: Line, names: dict[str, str]) -> Planned | None:
        if line.is_long:
            text = _(
                "A cell has no heading over it: put a text with separators into quotation marks, or empty the cell."
            )
            return self._refuse(line, "", text)
        block = self._block(line)
        if block is None:
            return None
        row = Planned(line.number, block, self._text(line, block))
        if block == Block.CUSTOMER_SEGMENTS:
            row.colour = self._colour(line)
        else:
            row.of, row.channel = self._segment(line, names), self._channel(line)
        return row

    def _block(self, line: Line) -> Block | None:
        cell = line.cells.get("block", "")
        if found := block_of(cell):
            return found
        known = listed(str(block.label) for block in Block)
        said = _("There is no block “{name}”. The blocks are: {known}.") if cell else _("The block is missing.")
        return self._refuse(line, "block", said.format(name=cell[:80], known=known))

    def _text(self, line: Line, block: Block) -> str:
        """As the forms of notes and of segments take it."""
        words = (SegmentForm if block == Block.CUSTOMER_SEGMENTS else NoteForm).base_fields
        try:
            return words["name" if block == Block.CUSTOMER_SEGMENTS else "text"].clean(line.cells.get("text", ""))
        except ValidationError as error:
            self._refuse(line, "text", " ".join(error.messages))
            return ""

    def _segment(self, line: Line, names: dict[str, str]) -> str:
        """By its name, or by its colour where only one segment has it."""
        cell = line.cells.get("segment", "")
        if not cell:
            return ""
        if found := names.get(fold(shown(cell[:200]))):
            return found
        colour = colour_of(cell)
        coloured = [row.name for row in self.segments if colour and row.colour == colour]
        if len(coloured) == 1:
            return coloured[0]
        self._refuse(line, "segment", _("This canvas has no segment “{name}”.").format(name=cell[:80]))
        return ""

    def _colour(self, line: Line) -> str:
        cell = line.cells.get("segment", "")
        if not cell or (colour := colour_of(cell)):
            return colour.value if cell else ""
        said = _("For a segment, this column can name its colour; “{name}” is none.")
        self._refuse(line, "segment", said.format(name=cell[:80]))
        return ""

    def _channel(self, line: Line) -> str:
        cell = line.cells.get("channel", "")
        if not cell:
            return ""
        if found := channel_of(cell):
            return found.value
        self._refuse(line, "channel", _("There is no type of channel “{name}”.").format(name=cell[:80]))
        return ""

    def _refuse(self, line: Line, column: str, text: str) -> None:
        self.plan.problems.append(Problem(line.number, column, text, LAYOUT))


class Otherwise(Exception):
    """By now the table would do something else than what was looked at."""


def import_notes(canvas: Canvas, lines: list[Line], digest: str, by: Actor) -> Plan:
    """In one act, all of it or nothing: what the table adds, at the end of each block. Raises Otherwise where that is
    not what `digest` stands for, since somebody wrote on the canvas meanwhile."""
    with acting(by, canvas.workspace_id, "note.import"):
        planner = Planner(canvas)
        plan = planner.of(lines)
        if plan.problems or plan.digest != digest:
            raise Otherwise
        place = {"workspace_id": canvas.workspace_id, "canvas": canvas}
        segments = {fold(row.name): row for row in reversed(planner.segments)}
        for row in plan.new:
            if row.block == Block.CUSTOMER_SEGMENTS:
                segment = Segment(**place, name=row.text, colour=row.colour or Segment.objects.free_colour(canvas))
                segment.place_last()
                segment.save()
                segments[fold(row.text)] = segment
        _write([row for row in plan.new if row.block != Block.CUSTOMER_SEGMENTS], place, segments)
        return plan


def _write(rows: list[Planned], place: dict, segments: dict[str, Segment]) -> None:
    """Each block's notes after those that stand there: one query a block finds where."""
    notes: list[Note] = []
    for block in dict.fromkeys(row.block for row in rows):
        those = [row for row in rows if row.block == block]
        first = Note(**place, block=block.value)
        first.place_last()
        for row, key in zip(those, spread(len(those)), strict=True):
            segment = segments[fold(row.of)] if row.of else None
            note = Note(**place, block=block.value, text=row.text, channel=row.channel, segment=segment)
            note.position = first.position + key  # after the first free place, however long the table is
            notes.append(note)
    Note.objects.bulk_create(notes)
