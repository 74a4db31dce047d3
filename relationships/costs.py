"""What relationships cost a month, and where the money goes: by kind, by goal. A cost is split evenly over the goals
that its relationship serves."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from relationships import economics
from relationships.economics import Figure, Lack, is_known
from relationships.facts import Facts
from relationships.kinds import Goal, Kind
from relationships.models import Relationship


@dataclass
class CostLine:
    """What one established relationship costs."""

    relationship: Relationship
    each: Figure  # per customer a month
    monthly: Figure
    whole: Decimal  # of all lines that are known

    @property
    def share(self) -> Figure:
        return economics.share(self.monthly, self.whole)

    @property
    def percent(self) -> int:
        """For the width of a bar."""
        return round(self.share * 100) if is_known(self.share) else 0


@dataclass
class CostSlice:
    """What one kind or goal costs a month; `of` is None for what serves no goal."""

    of: Kind | Goal | None
    monthly: Decimal
    share: Decimal

    @property
    def percent(self) -> int:
        return round(self.share * 100)


@dataclass
class Costs:
    facts: Facts

    @cached_property
    def monthly(self) -> dict[int, Figure]:
        """By relationship id, money a month, over those established."""
        known = {row.pk: self.facts.monthly_cost(row) for row in self.facts.established}
        return {pk: Lack.UNKNOWN if cost is None else cost for pk, cost in known.items()}

    @cached_property
    def whole(self) -> Decimal:
        """All that is known, money a month."""
        return sum(filter(is_known, self.monthly.values()), Decimal(0))

    @property
    def unknown(self) -> int:
        """How many relationships are left out, since the number of their customers is not known."""
        return sum(not is_known(cost) for cost in self.monthly.values())

    @cached_property
    def lines(self) -> list[CostLine]:
        """Those established, the dearest first; one without a known cost comes last."""
        lines = [
            CostLine(row, self.facts.numbers[row.segment_id].cost_of(row), self.monthly[row.pk], self.whole)
            for row in self.facts.established
        ]
        return sorted(lines, key=lambda line: -line.monthly if is_known(line.monthly) else Decimal(1))

    @cached_property
    def by_kind(self) -> dict[Kind, Decimal]:
        """Money a month for each kind that costs any, in the order of the kinds."""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for row, cost in self._known():
            sums[row.kind] += cost
        return {kind: sums[kind] for kind in Kind if sums[kind]}

    @cached_property
    def by_goal(self) -> dict[Goal | None, Decimal]:
        """Money a month for each goal, and under None what serves no goal."""
        sums: dict[str | None, Decimal] = defaultdict(Decimal)
        for row, cost in self._known():
            for goal in row.goals or [None]:
                sums[goal] += cost / (len(row.goals) or 1)
        return {goal: sums[goal] for goal in (*Goal, None) if sums[goal] or goal}

    @property
    def kinds(self) -> list[CostSlice]:
        return self._slices(self.by_kind)

    @property
    def goals(self) -> list[CostSlice]:
        return self._slices(self.by_goal)

    def _slices(self, sums: dict) -> list[CostSlice]:
        return [CostSlice(of, cost, cost / self.whole) for of, cost in sums.items()] if self.whole else []

    def _known(self) -> list[tuple[Relationship, Decimal]]:
        return [(row, self.monthly[row.pk]) for row in self.facts.established if is_known(self.monthly[row.pk])]
