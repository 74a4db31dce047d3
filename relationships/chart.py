"""The course of the focus as geometry: a stepped, stacked area of three weights over time. Nothing is drawn here.

Time runs from left to right, or mirrored; the template templates/relationships/_chart.html draws what this answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from accounts.numbers import write_number
from accounts.reading import Reading
from relationships.axis import Window, units_in, written
from relationships.kinds import Goal
from relationships.shifts import Turn

LETTER = 0.56  # the room of one letter, in sizes of its type


@dataclass(frozen=True)
class Frame:
    """How big a drawing is, in its own units: on the page one is about a pixel."""

    key: str
    width: int
    plot: int  # height of the areas
    text: float = 13
    mark: float = 12  # radius


FRAMES = (Frame("wide", 1000, 250), Frame("medium", 620, 240), Frame("narrow", 330, 210, 12.5, 13))


@dataclass(frozen=True)
class Run:
    """A stretch in which one decision holds, from x to x."""

    turn: Turn
    begin: float
    end: float
    is_future: bool

    @property
    def width(self) -> float:
        return abs(self.end - self.begin)

    @property
    def middle(self) -> float:
        return round((self.begin + self.end) / 2, 1)


@dataclass(frozen=True)
class Area:
    goal: str
    path: str
    is_future: bool = False


@dataclass(frozen=True)
class Label:
    text: str
    x: float
    y: float
    is_future: bool = False


@dataclass(frozen=True)
class Mark:
    number: str
    turn: Turn
    x: float
    y: float


@dataclass
class Chart:
    frame: Frame
    window: Window
    is_mirrored: bool
    anchor: str
    top: float = 0
    bottom: float = 0
    runs: list[Run] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    ticks: list[Label] = field(default_factory=list)
    years: list[Label] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)
    today: Label | None = None
    day: float | None = None

    @property
    def height(self) -> float:
        return round(self.bottom + self.frame.text * (3.7 if self.years else 2.1), 1)

    def x(self, day: date) -> float:
        share = min(max(self.window.share(day), 0), 1)
        return round(self.frame.width * (1 - share if self.is_mirrored else share), 1)

    def y(self, weight: float) -> float:
        return round(self.bottom - self.frame.plot * weight / 100, 2)


def chart_of(
    turns: list[Turn],
    window: Window,
    frame: Frame,
    today: date,
    reading: Reading,
    flow: str = "",
    day: date | None = None,
) -> Chart:
    """The turns of one course, oldest first, in a window; `flow` is the way of time ("ltr", "rtl"), that of the
    reader's text if none is given. `day` is one to point at."""
    flow = flow or reading.direction
    chart = Chart(frame, window, flow == "rtl", "start" if flow == reading.direction else "end")
    chart.marks = _marks(chart, turns, reading)
    chart.top = max((mark.y for mark in chart.marks), default=0) + (frame.mark + 8 if chart.marks else 8)
    chart.top = max(chart.top, frame.text * 1.9)
    chart.bottom = chart.top + frame.plot
    chart.runs = runs_of(chart, turns, today)
    chart.areas = areas_of(chart, chart.runs)
    chart.labels = _labels(chart, reading)
    _set_axis(chart, reading)
    if window.holds(today):
        chart.today = Label("", chart.x(today), chart.top)
    chart.day = chart.x(day) if day and window.holds(day) else None
    return chart


def runs_of(chart: Chart, turns: list[Turn], today: date) -> list[Run]:
    """Each decision until the next, cut at today and at the window's ends. Of two on one day the later holds."""
    window, runs = chart.window, []
    ends = [*(turn.focus.from_on for turn in turns), window.end][1:]
    tomorrow = today + timedelta(days=1)
    for turn, end in zip(turns, ends, strict=True):
        for begins, stops, future in ((date.min, tomorrow, False), (tomorrow, date.max, True)):
            since, until = max(turn.focus.from_on, window.begin, begins), min(end, window.end, stops)
            if since < until:
                runs.append(Run(turn, chart.x(since), chart.x(until), future))
    return runs


def areas_of(chart: Chart, runs: list[Run]) -> list[Area]:
    """The layers of the goals, of what has been and of what is to come."""
    return [
        Area(goal, path(chart, those, goal), future)
        for future in (False, True)
        if (those := [run for run in runs if run.is_future is future])
        for goal in Goal.values
    ]


def stack(weights: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Where each goal's layer begins and ends, from the ground up, in points."""
    layers, ground = {}, 0
    for goal in Goal.values:
        layers[goal] = (ground, ground + weights[goal])
        ground += weights[goal]
    return layers


def path(chart: Chart, runs: list[Run], goal: str) -> str:
    """The outline of a goal's layer: along its upper edge in steps, and back along the lower one."""
    edges = [stack(run.turn.focus.weights)[goal] for run in runs]
    there = "".join(f"V{chart.y(above)}H{run.end}" for run, (_, above) in zip(runs, edges, strict=True))
    pairs = reversed(list(zip(runs, edges, strict=True)))
    back = "".join(f"V{chart.y(below)}H{run.begin}" for run, (below, _) in pairs)
    return f"M{runs[0].begin} {chart.y(edges[0][1])}{there}{back}Z"


def _labels(chart: Chart, reading: Reading) -> list[Label]:
    """In each layer its name once, where there is most room, and its weight wherever there is room."""
    labels, size = [], chart.frame.text
    for goal in Goal:
        wide = max(chart.runs, key=lambda run: _room(chart, run, goal), default=None)
        for before, run in zip([None, *chart.runs], chart.runs, strict=False):
            if before and before.turn is run.turn and run is not wide:  # it goes on after today
                continue
            weight = run.turn.focus.weights[goal]
            text = write_number(weight, reading)
            if run is wide and _room(chart, run, goal) >= room(f"{goal.label} {text}", size):
                text = f"{goal.label} {text}"
            if _room(chart, run, goal) >= room(text, size):
                below, above = stack(run.turn.focus.weights)[goal]
                labels.append(Label(text, run.middle, chart.y((below + above) / 2) + size * 0.36, run.is_future))
    return labels


def _room(chart: Chart, run: Run, goal: str) -> float:
    """The width for a text in a layer; none where the layer is too thin for a line."""
    height = chart.frame.plot * run.turn.focus.weights[goal] / 100
    return run.width if height >= chart.frame.text * 1.35 else 0


def room(text: str, size: float) -> float:
    return (len(text) + 1.2) * size * LETTER


def _marks(chart: Chart, turns: list[Turn], reading: Reading) -> list[Mark]:
    """A circle with its number at each shift; where two would touch, one stands higher."""
    marks: list[Mark] = []
    radius, levels = chart.frame.mark, []
    for turn in (turn for turn in turns if turn.is_shift and chart.window.holds(turn.focus.from_on)):
        x = min(max(chart.x(turn.focus.from_on), radius + 1), chart.frame.width - radius - 1)
        level = next((i for i, last in enumerate(levels) if abs(x - last) >= 2 * radius + 2), len(levels))
        levels[level : level + 1] = [x]
        marks.append(Mark(write_number(turn.number, reading), turn, x, radius + 1 + level * (2 * radius + 3)))
    return marks


def _set_axis(chart: Chart, reading: Reading) -> None:
    unit, size = chart.window.unit, chart.frame.text
    base = chart.bottom + size * 1.55
    days = list(units_in(chart.window, unit, reading.calendar))
    chart.ticks = spread(chart, [(chart.x(day), written(day, unit, reading)) for day in days], base)
    chart.lines = [tick.x for tick in chart.ticks]
    if unit != "year":
        years = list(units_in(chart.window, "year", reading.calendar))
        if not years or abs(chart.x(years[0]) - chart.x(chart.window.begin)) > room("0000", size):
            years.insert(0, chart.window.begin)
        labels = [(chart.x(day), written(day, "year", reading)) for day in years]
        chart.years = spread(chart, labels, base + size * 1.55)


def spread(chart: Chart, places: list[tuple[float, str]], y: float) -> list[Label]:
    """As many of the labels, evenly (each, each second, each third…), as stand side by side without touching."""
    size = chart.frame.text
    for step in range(1, len(places) + 1):
        kept = places[::step]
        edge = chart.frame.width if not chart.is_mirrored else 0
        nexts = [x for x, _text in kept[1:]]
        if all(abs(x - after) >= room(text, size) for (x, text), after in zip(kept, nexts, strict=False)):
            return [Label(text, x, y) for x, text in kept if abs(edge - x) >= room(text, size)]
    return []
