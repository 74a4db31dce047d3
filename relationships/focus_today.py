"""The focus in force today, and how it came to it: what stands above the blocks of the board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from canvas.board import Filling, heads
from canvas.models import Canvas
from record.compiled import compiled
from relationships.axis import Window
from relationships.chart import Area, Chart, Frame, areas_of, runs_of
from relationships.models import Focus
from relationships.shifts import Turn, turn_on, turns_of
from relationships.timeline import Entry

FRAME = Frame("small", 144, 32)


@dataclass(frozen=True)
class FocusToday:
    """`course` is drawn from the first decision until today, where there was more than one."""

    entry: Entry
    course: list[Area]
    frame: Frame = FRAME


@heads
def focus_today(canvas: Canvas) -> Filling:
    """That of the whole canvas; nothing before the first decision is in force."""
    today = canvas.workspace.today()
    turns = [turn for turn in turns_of(decided_on(canvas.pk)) if turn.focus.from_on <= today]
    turn = turn_on(turns, today)
    rows = [FocusToday(Entry(turn, None, None), course_of(turns, today))] if turn else []
    return Filling("focus-today", "relationships/focus_today.html", rows)


@compiled
def decided_on(canvas: int):
    whole = Focus.objects.standing().filter(canvas_id=canvas, segment=None)
    return whole.defer("reason", "evidence", "withdrawn_reason")


def course_of(turns: Sequence[Turn], today: date) -> list[Area]:
    """Without words, and not mirrored: the template does that."""
    if len(turns) < 2:
        return []
    window = Window(turns[0].focus.from_on, today + timedelta(days=1), "year")
    chart = Chart(FRAME, window, is_mirrored=False, anchor="start", bottom=FRAME.plot)
    return areas_of(chart, runs_of(chart, list(turns), today))
