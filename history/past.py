"""A past moment: what the live board and the live strategy are built from, taken from the record instead."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, tzinfo

from django.db.models import prefetch_related_objects

from canvas.blocks import Block
from canvas.board import Board
from canvas.models import Canvas, Comment, Note, Segment
from history.fold import BOARD, STRATEGY, State, state_at
from history.moments import lines_on
from relationships.advice import Advice, with_changes
from relationships.established import filling_of
from relationships.facts import Facts, with_notes
from relationships.models import ChannelFit, Dismissal, Focus, Indicator, Relationship, Threshold, Tie

SHOWN = (*BOARD, Relationship)  # what a board shows


def board_of(canvas: Canvas, state: State) -> Board:
    """The board in that state, under the name that the canvas had then. A block that is no more shows nothing."""
    was = next(iter(state.instances(Canvas)), canvas)
    notes = [note for note in state.instances(Note) if note.block in Block.values]
    segments = state.instances(Segment)
    fillings = {Block.CUSTOMER_RELATIONSHIPS: filling_of(state.instances(Relationship), segments)}
    return Board.build(was, notes, segments, open_comments(state.instances(Comment)), tuple(Block), fillings)


def open_comments(comments: Iterable[Comment]) -> Counter:
    """As canvas.board.open_comments counts the live ones: by note, or by block for those on a block."""
    return Counter(comment.note_id or comment.block for comment in comments if not comment.resolved_at)


def facts_at(canvas: Canvas, seq: int) -> Facts:
    """What the canvas said of its relationships and strategy right after line `seq` of its workspace's record: always
    four queries. Its day is that of the canvas's last line by then; thresholds and fits are judged as today."""
    state = state_at(canvas, seq, STRATEGY)
    line = lines_on(canvas).filter(seq__lte=seq).newest_first().first() or lines_on(canvas).order_by("seq").first()
    return facts_of(canvas, line.at.astimezone(canvas.workspace.zone).date(), state)


def facts_of(canvas: Canvas, on: date, state: State) -> Facts:
    """The same from a state that holds the STRATEGY's rows: two queries."""
    was = next(iter(state.instances(Canvas)), canvas)
    segments = state.instances(Segment)
    places = {segment.pk: place for place, segment in enumerate(segments)}
    return Facts(
        was, on, segments,
        relationships=sorted(state.instances(Relationship), key=lambda row: (places.get(row.segment_id, -1), row.pk)),
        ties=with_notes(state.instances(Tie), state.instances(Note)),
        focuses=sorted(
            (row for row in state.instances(Focus) if not row.withdrawn_at), key=lambda row: (row.from_on, row.pk)
        ),
        indicators=sorted(state.instances(Indicator), key=lambda row: (row.segment_id, row.month_on)),
        thresholds=Threshold.objects.in_force(),
        fits=ChannelFit.objects.in_force(),
        zone=canvas.workspace.zone,
    ).linked()  # fmt: skip


def advice_at(canvas: Canvas, seq: int, on: date, zone: tzinfo) -> Advice:
    """What the rules said on a day, of what the canvas said right after line `seq`, and what was set aside of it by
    then: three queries, and up to two more (who set it aside; what was changed under a focus that held long)."""
    state = state_at(canvas, seq, (*STRATEGY, Dismissal))
    dismissals = state.instances(Dismissal)
    prefetch_related_objects(dismissals, "dismissed_by")
    return Advice.of(with_changes(facts_of(canvas, on, state), zone), dismissals)
