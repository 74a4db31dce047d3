"""What the strategy page shows of one course of the focus, that of a whole canvas or of a segment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from accounts.reading import Reading
from canvas.models import Segment
from relationships.around import Measure, measures_around, months_together
from relationships.axis import Window
from relationships.chart import FRAMES, Chart, chart_of, stack
from relationships.facts import Facts
from relationships.kinds import Goal
from relationships.models import Focus
from relationships.shifts import Turn, turn_on


@dataclass(frozen=True)
class Move:
    """A goal's weight before and after a decision."""

    goal: Goal
    before: int
    after: int

    @property
    def points(self) -> int:
        return self.after - self.before


@dataclass
class Entry:
    """A decision as the list tells it. A shift has what the figures did around it."""

    turn: Turn
    by: User | None
    until: date | None
    measures: list[Measure] = field(default_factory=list)

    @property
    def focus(self) -> Focus:
        return self.turn.focus

    @property
    def number(self) -> int:
        return self.turn.number

    @property
    def weights(self) -> list[tuple[Goal, int]]:
        return weights_of(self.focus)

    @property
    def layers(self) -> list[tuple[Goal, int, int]]:
        """Each goal with where its part of a bar of 100 begins, and how long it is."""
        return [(goal, stack(self.focus.weights)[goal][0], weight) for goal, weight in self.weights]

    @property
    def moves(self) -> list[Move]:
        """The goals whose weight moved, most first."""
        moved = [
            Move(Goal(goal), self.turn.before.weights[goal], self.focus.weights[goal])
            for goal, points in self.turn.moved.items()
            if points
        ]
        return sorted(moved, key=lambda move: -abs(move.points))


def weights_of(focus: Focus) -> list[tuple[Goal, int]]:
    return [(goal, focus.weights[goal]) for goal in Goal]


def entries_of(
    facts: Facts, turns: list[Turn], people: Mapping[int, User], segment: Segment | None, is_mirrored: bool = False
) -> list[Entry]:
    """The decisions, oldest first."""
    months = months_together(facts, segment and segment.pk)
    entries = []
    ends = [*(turn.focus.from_on for turn in turns), None][1:]
    for turn, until in zip(turns, ends, strict=True):
        entry = Entry(turn, people.get(turn.focus.decided_by_id), until)
        if turn.is_shift and turn.focus.from_on <= facts.on:
            entry.measures = measures_around(months, turn.focus.from_on, is_mirrored)
        entries.append(entry)
    return entries


def entry_on(entries: Iterable[Entry], day: date) -> Entry | None:
    """The decision in force on a day."""
    entries = list(entries)
    turn = turn_on([entry.turn for entry in entries], day)
    return next((entry for entry in entries if entry.turn is turn), None)


def charts_of(
    turns: list[Turn], window: Window, today: date, reading: Reading, flow: str = "", day: date | None = None
) -> list[Chart]:
    """The same chart for wide, middling and narrow pages."""
    return [chart_of(turns, window, frame, today, reading, flow, day) for frame in FRAMES]


def people_of(focuses: Iterable[Focus]) -> dict[int, User]:
    """Who decided these: one query."""
    return User.objects.in_bulk({focus.decided_by_id for focus in focuses})
