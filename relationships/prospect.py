"""What a decision would mean, told before it is made."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.models import Canvas
from relationships.kinds import Goal
from relationships.models import Focus, Threshold
from relationships.shifts import Turn, turns_of

LAST = 2**63 - 1  # of two decisions on one day the one made later holds


@dataclass(frozen=True)
class Prospect:
    """The turn that the decision would be, and the one that follows it, where it is decided before others."""

    turn: Turn
    after: Turn | None

    @classmethod
    def of(cls, canvas: Canvas, decided: dict) -> Prospect:
        """`decided` are weights, a day and a segment, checked: two queries."""
        weights = {goal: decided[goal] for goal in Goal.values}
        focus = Focus(pk=LAST, canvas=canvas, from_on=decided["from_on"], **weights)
        rows = canvas.focuses.standing().filter(segment=decided["segment"])
        turns = turns_of([*rows, focus], Threshold.objects.in_force()["shift"])
        at = next(i for i, turn in enumerate(turns) if turn.focus is focus)
        return cls(turns[at], turns[at + 1] if at + 1 < len(turns) else None)

    @property
    def dropped(self) -> list[Goal]:
        """Goals that would carry no weight at all."""
        return [Goal(goal) for goal, weight in self.turn.focus.weights.items() if not weight]
