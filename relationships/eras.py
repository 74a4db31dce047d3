"""Eras: from one shift of the focus to the next; and whether what was declared in each is what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta, tzinfo
from decimal import Decimal

from relationships.actual import Shares, change_shares, goal_cost_shares
from relationships.economics import Figure, Lack
from relationships.facts import Facts
from relationships.kinds import Goal
from relationships.shifts import Turn
from relationships.then import Then, then_on


@dataclass(frozen=True)
class Era:
    """Begins with the first decision or with a shift; `last` is the decision in force at its end, `until_on` its last
    day, None while it goes on."""

    number: int
    first: Turn
    last: Turn
    until_on: date | None = None

    @property
    def since_on(self) -> date:
        return self.first.focus.from_on


def eras_of(turns: Iterable[Turn], on: date) -> list[Era]:
    """The eras of one course that had begun by a day, oldest first. What began and ended on one day is none."""
    eras: list[Era] = []
    for turn in (turn for turn in turns if turn.focus.from_on <= on):
        if not eras or turn.is_shift:
            if eras:
                eras[-1] = replace(eras[-1], until_on=turn.focus.from_on - timedelta(days=1))
            eras.append(Era(0, turn, turn))
        else:
            eras[-1] = replace(eras[-1], last=turn)
    lasting = (era for era in eras if era.until_on is None or era.until_on >= era.since_on)
    return [replace(era, number=number) for number, era in enumerate(lasting, 1)]


@dataclass(frozen=True)
class GoalCompared:
    """One goal: its declared share, and its shares of cost and of changes. Fractions."""

    goal: Goal
    declared: Decimal
    cost: Figure
    changes: Figure

    @property
    def cost_points(self) -> Decimal | None:
        """By how many points of 100 the share of cost lies over the declared one (below: negative)."""
        return _points(self.cost, self.declared)

    @property
    def change_points(self) -> Decimal | None:
        return _points(self.changes, self.declared)


def _points(actual: Figure, declared: Decimal) -> Decimal | None:
    return None if isinstance(actual, Lack) else (actual - declared) * 100


@dataclass(frozen=True)
class Compared:
    """An era's declared weights beside what was done: the cost as at its end, the changes in all its days."""

    era: Era
    goals: list[GoalCompared]
    points: Decimal

    @property
    def costs_differ(self) -> list[GoalCompared]:
        """Goals whose share of cost is that many points or more from what is declared."""
        return [goal for goal in self.goals if self._is_far(goal.cost_points)]

    @property
    def changes_differ(self) -> list[GoalCompared]:
        return [goal for goal in self.goals if self._is_far(goal.change_points)]

    @property
    def is_lived(self) -> bool:
        """Something was done, and none of it is far from what was declared."""
        known = any(points is not None for goal in self.goals for points in (goal.cost_points, goal.change_points))
        return known and not self.costs_differ and not self.changes_differ

    def _is_far(self, points: Decimal | None) -> bool:
        return points is not None and abs(points) >= self.points


def compared(facts: Facts, eras: list[Era], segment_id: int | None = None, zone: tzinfo = UTC) -> list[Compared]:
    """Each era, in their order: always two queries, for what stood then and for the changes since."""
    days = [era.until_on or facts.on for era in eras]
    then = then_on(facts.canvas, days, zone)
    changes = change_shares(facts.canvas, zip((era.since_on for era in eras), days, strict=True), segment_id, zone)
    points = facts.thresholds["says_does"]
    return [
        Compared(era, _goals(era, goal_cost_shares(as_of(facts, day, then[day]), segment_id), changed), points)
        for era, day, changed in zip(eras, days, changes, strict=True)
    ]


def as_of(facts: Facts, day: date, then: Then) -> Facts:
    """The facts of a day: with the segments, relationships and ties of then, the figures up to then, and the decisions
    that were made or in force by then. A segment that the record did not know yet is there as it is now, for its
    figures may reach further back."""
    segments = [*then.segments, *(row for row in facts.segments if row.pk not in then.known)]
    indicators = [row for row in facts.recorded if row.month_on <= day]
    focuses = [row for row in facts.focuses if min(row.from_on, facts.decided_on(row)) <= day]
    rows = {"segments": segments, "relationships": then.relationships, "ties": then.ties}
    return replace(facts, on=day, **rows, focuses=focuses, indicators=indicators).linked()


def _goals(era: Era, cost: Shares | Lack, changes: Shares | Lack) -> list[GoalCompared]:
    return [
        GoalCompared(goal, Decimal(weight) / 100, _share(cost, goal), _share(changes, goal))
        for goal, weight in ((goal, era.last.focus.weights[goal]) for goal in Goal)
    ]


def _share(shares: Shares | Lack, goal: str) -> Figure:
    return shares if isinstance(shares, Lack) else shares[goal]
