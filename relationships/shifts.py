"""How the focus moved: which goal leads, and where the strategy shifted. Computed from decisions, never typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relationships.kinds import Goal
from relationships.models import Focus
from relationships.thresholds import DEFAULTS


@dataclass
class Turn:
    """A decision, with the one before it and the goal that led then and leads from now on. A shift has a number, which
    it keeps where only a part of the course is shown."""

    focus: Focus
    before: Focus | None
    led: str
    leads: str
    points: Decimal = DEFAULTS["shift"]
    number: int = 0

    @property
    def moved(self) -> dict[str, int]:
        """Points by which each goal's weight moved; nothing moved at the first decision."""
        if self.before is None:
            return {}
        return {goal: weight - self.before.weights[goal] for goal, weight in self.focus.weights.items()}

    @property
    def leader(self) -> Goal:
        return Goal(self.leads)

    @property
    def former(self) -> Goal | None:
        """The leader until then, where there was one."""
        return Goal(self.led) if self.led else None

    @property
    def changes_leader(self) -> bool:
        return self.before is not None and self.led != self.leads

    @property
    def is_shift(self) -> bool:
        """Another goal leads, or a weight moved by the threshold's points or more."""
        return self.changes_leader or any(abs(points) >= self.points for points in self.moved.values())


def turns_of(focuses: Iterable[Focus], points: Decimal = DEFAULTS["shift"]) -> list[Turn]:
    """The standing decisions of one canvas or one segment, oldest first, each as a turn."""
    turns: list[Turn] = []
    for focus in sorted(focuses, key=lambda focus: (focus.from_on, focus.pk)):
        last = turns[-1] if turns else None
        led = last.leads if last else ""
        turns.append(Turn(focus, last.focus if last else None, led, leading(focus.weights, led), points))
    for number, shift in enumerate((turn for turn in turns if turn.is_shift), 1):
        shift.number = number
    return turns


def leading(weights: dict[str, int], leader: str = "") -> str:
    """The goal with the largest weight; a tie keeps the earlier leader, else the first in the order of Goal."""
    most = max(weights.values())
    tied = [goal.value for goal in Goal if weights[goal] == most]
    return leader if leader in tied else tied[0]


def turn_on(turns: Iterable[Turn], day: date) -> Turn | None:
    """The turn in force on a day: the latest that came into force by then."""
    by_then = [turn for turn in turns if turn.focus.from_on <= day]
    return max(by_then, key=lambda turn: (turn.focus.from_on, turn.focus.pk), default=None)
