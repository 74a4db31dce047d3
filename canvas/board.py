"""A canvas as the board shows it: from the live rows, or from the rows of a past moment.

An app above registers what it shows in a block beside the block's notes (`fills`), or above them all (`heads`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.db.models import Count

from canvas.blocks import Block
from canvas.models import Canvas, Comment, Note, Segment
from record.compiled import compiled


@dataclass
class Filling:
    """What stands in a block beside its notes, or above the blocks: a template that is given `rows`; it makes one
    element with the id `target`."""

    target: str
    template: str
    rows: list


Fill = Callable[[Canvas, list[Segment]], Filling]
Head = Callable[[Canvas], Filling]
_fills: dict[str, Fill] = {}
_heads: list[Head] = []


def fills(block: Block) -> Callable[[Fill], Fill]:
    """Marks the function that gives the filling of a block, in one query: from the canvas and its segments."""

    def register(function: Fill) -> Fill:
        _fills[block.value] = function
        return function

    return register


def heads(function: Head) -> Head:
    """Marks a function that gives what stands above the blocks of a team's own board, in one query."""
    _heads.append(function)
    return function


def head_of(canvas: Canvas) -> list[Filling]:
    return [head(canvas) for head in _heads]


@dataclass
class Column:
    """One block with what is in it."""

    block: Block
    notes: list[Note] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    comments: int = 0
    filling: Filling | None = None

    @property
    def count(self) -> int:
        return len(self.notes) + len(self.segments)


@dataclass
class Board:
    canvas: Canvas
    columns: list[Column]

    @property
    def is_empty(self) -> bool:
        return not any(column.count for column in self.columns)

    @classmethod
    def of(
        cls, canvas: Canvas, blocks: Collection[str] = tuple(Block), comments: Mapping[str | int, int] | None = None
    ) -> Board:
        """The live board, or only some of its blocks: always three queries, and one for each block that is filled; one
        less where `comments` are given ({}: for people who see none)."""
        segments = segments_of(canvas.pk)
        fillings = {block: _fills[block](canvas, segments) for block in blocks if block in _fills}
        notes = notes_in(canvas.pk, [*map(str, blocks)])
        talk = open_comments(canvas) if comments is None else Counter(comments)
        return cls.build(canvas, notes, segments, talk, blocks, fillings)

    @classmethod
    def build(
        cls,
        canvas: Canvas,
        notes: Iterable[Note],
        segments: Iterable[Segment],
        comments: Counter,
        blocks: Collection[str] = tuple(Block),
        fillings: Mapping[str, Filling] = MappingProxyType({}),
    ) -> Board:
        """From rows in their order; `comments` counts the open ones by note id, or by block for those on a block."""
        known = {segment.pk: segment for segment in segments}
        columns = {b: Column(Block(b), comments=comments[b], filling=fillings.get(b)) for b in blocks}
        for note in notes:
            columns[note.block].notes.append(dress(note, known, comments))
        if Block.CUSTOMER_SEGMENTS in columns:
            columns[Block.CUSTOMER_SEGMENTS].segments = list(known.values())
        return cls(canvas, list(columns.values()))


@compiled
def notes_in(canvas: int, blocks: list[str]):
    return Note.objects.in_order().filter(canvas_id=canvas, block__among=blocks)


@compiled
def segments_of(canvas: int):
    return Segment.objects.in_order().filter(canvas_id=canvas)


def dress(note: Note, segments: dict[int, Segment], comments: Counter) -> Note:
    """The note with what its card shows beside its own columns: its segment, and how many open comments it has."""
    note.shown_segment = segments.get(note.segment_id)
    note.open_comments = comments[note.pk]
    return note


def dressed(notes: Iterable[Note]) -> list[Note]:
    """A few notes of `NoteQuerySet.dressed`, as `dress` gives them; a removed segment lends no colour."""
    rows = list(notes)
    for note in rows:
        note.shown_segment = note.segment if note.segment and not note.segment.removed_at else None
    return rows


def open_comments(canvas: Canvas) -> Counter:
    """How many open comments each note (by id) and each block itself (by name) has; a note may move, so not both."""
    counts: Counter = Counter()
    for block, note, count in comments_counted(canvas.pk):
        counts[note or block] += count
    return counts


@compiled
def comments_counted(canvas: int):
    still_open = Comment.objects.filter(canvas_id=canvas).open()
    return still_open.values_list("block", "note_id").annotate(Count("pk")).order_by()
