"""The board of a past moment: what the live board is built from, taken from the record instead."""

from collections import Counter
from collections.abc import Iterable

from canvas.blocks import Block
from canvas.board import Board
from canvas.models import Canvas, Comment, Note, Segment
from history.fold import State


def board_of(canvas: Canvas, state: State) -> Board:
    """The board in that state, under the name that the canvas had then. A block that is no more shows nothing."""
    was = next(iter(state.instances(Canvas)), canvas)
    notes = [note for note in state.instances(Note) if note.block in Block.values]
    return Board.build(was, notes, state.instances(Segment), open_comments(state.instances(Comment)))


def open_comments(comments: Iterable[Comment]) -> Counter:
    """As canvas.board.open_comments counts the live ones: by note, or by block for those on a block."""
    return Counter(comment.note_id or comment.block for comment in comments if not comment.resolved_at)
