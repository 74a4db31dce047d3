"""A startup in small pictures, made to be compared: its canvas, its kinds of relationship, the course of its focus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.months import month_after
from accounts.reading import Reading
from programs.judged import Judged
from programs.models import Program
from relationships.axis import Window, unit_start
from relationships.chart import Area, Chart, Frame, areas_of, runs_of
from relationships.kinds import Kind
from relationships.shifts import Turn

Box = tuple[float, float, float, float]  # x, y, width, height
# The nine blocks as they stand on the board, 80 wide and 41 high.
CELLS: dict[str, Box] = {
    "kp": (0.5, 0.5, 14, 27), "ka": (16.75, 0.5, 14, 12.5), "kr": (16.75, 15, 14, 12.5), "vp": (33, 0.5, 14, 27),
    "cr": (49.25, 0.5, 14, 12.5), "ch": (49.25, 15, 14, 12.5), "cs": (65.5, 0.5, 14, 27),
    "co": (0.5, 29.5, 38.5, 11), "rv": (41, 29.5, 38.5, 11),
}  # fmt: skip
MARKS: dict[str, Box] = {kind.value: (0.5 + 13 * place, 0.5, 9, 9) for place, kind in enumerate(Kind)}  # 88 by 10
FRAME = Frame("small", 150, 34)
BEFORE = 6  # months that are shown of the time before a program


def boxes(those: Iterable[Box]) -> str:
    """Their outlines, as one path."""
    return "".join(f"M{x} {y}h{width}v{height}h-{width}z" for x, y, width, height in those)


def small_canvas(judged: Judged) -> list[tuple[int, str]]:
    """A path for the blocks of each level that there is."""
    levels: dict[int, list[Box]] = defaultdict(list)
    for each in judged.blocks:
        levels[each.level].append(CELLS[each.block.short])
    return [(level, boxes(levels[level])) for level in sorted(levels)]


def small_kinds(used: Collection[str]) -> tuple[str, str]:
    """A path for those that are in use, and one for the others."""
    return boxes(box for kind, box in MARKS.items() if kind in used), boxes(
        box for kind, box in MARKS.items() if kind not in used
    )


@dataclass
class SmallFocus:
    areas: list[Area]
    shifts: list[float]
    today: float | None
    begins: float  # where the program does
    frame: Frame = FRAME


@dataclass(frozen=True)
class Pictures:
    """All of one startup."""

    canvas: list[tuple[int, str]]
    kinds: tuple[str, str]
    focus: SmallFocus

    @classmethod
    def of(cls, judged: Judged, window: Window, program: Program, reading: Reading) -> Pictures:
        focus = small_focus(judged.facts.turns, window, program, judged.facts.on, reading)
        return cls(small_canvas(judged), small_kinds(judged.used), focus)


def window_of(program: Program, today: date, reading: Reading) -> Window:
    """From half a year before the program until it ends, in whole months; until today, where that is later."""
    calendar = reading.calendar
    begin = month_after(unit_start(min(program.begins_on, today), "month", calendar), calendar, -BEFORE)
    end = month_after(unit_start(max(program.ends_on, today), "month", calendar), calendar)
    return Window(begin, end, "month")


def small_focus(turns: Sequence[Turn], window: Window, program: Program, today: date, reading: Reading) -> SmallFocus:
    """Without words: what it shows stands beside it as text."""
    chart = Chart(FRAME, window, reading.direction == "rtl", "start", top=0, bottom=FRAME.plot)
    areas = areas_of(chart, runs_of(chart, list(turns), today))
    shifts = [chart.x(turn.focus.from_on) for turn in turns if turn.is_shift and window.holds(turn.focus.from_on)]
    return SmallFocus(areas, shifts, chart.x(today) if window.holds(today) else None, chart.x(program.begins_on))
