"""A segment in numbers: what its months say, else what the team wrote on the segment itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from canvas.models import Segment
from relationships import economics
from relationships.economics import Figure, Lack, total
from relationships.models import Indicator, Relationship

STEADY = 3  # months over which rates are taken, so that one odd month decides nothing
LATELY = 6  # months among which they are looked for: what was so longer ago says nothing of now
RATES: dict[str, tuple[Callable[..., Figure], tuple[str, ...]]] = {  # the formula, and what a month has to give to it
    "churn": (economics.churn, ("lost", "at_start")),
    "acquisition_cost": (economics.acquisition_cost, ("marketing_cost", "new")),
    "arpc": (economics.revenue_per_customer, ("revenue", "at_start", "active")),
    "recorded_cost_to_serve": (economics.recorded_cost_to_serve, ("service_cost", "at_start", "active")),
}


@dataclass
class Month:
    """One month of a segment (or of a whole canvas), with the customers there were at its start."""

    row: Indicator
    before: Indicator | None = None

    @property
    def at_start(self) -> Decimal | None:
        """At the month's start: as the month before ended, else reckoned back from this one."""
        if self.before and self.before.active is not None:
            return Decimal(self.before.active)
        if None in (self.row.active, self.row.new, self.row.lost):
            return None
        return Decimal(self.row.active - self.row.new + self.row.lost)

    @property
    def average_active(self) -> Decimal | None:
        return None if None in (self.at_start, self.row.active) else (self.at_start + self.row.active) / 2

    def given(self, name: str) -> Decimal | int | None:
        """What was typed, or what follows from it at once."""
        return getattr(self if name in ("at_start", "average_active") else self.row, name)

    @property
    def churn(self) -> Figure:
        return economics.churn(self.row.lost, self.at_start)

    @property
    def acquisition_cost(self) -> Figure:
        return economics.acquisition_cost(self.row.marketing_cost, self.row.new)

    @property
    def arpc(self) -> Figure:
        return economics.revenue_per_customer(self.row.revenue, self.at_start, self.row.active)


def follows(month_on: date, before_on: date) -> bool:
    """Whether no month is missing between two, in either calendar."""
    return (month_on - before_on).days <= 31


def months_of(rows: Iterable[Indicator]) -> list[Month]:
    """The months of one segment, oldest first. A month knows the one before it only where none is missing between."""
    months: list[Month] = []
    for row in sorted(rows, key=lambda row: row.month_on):
        last = months[-1].row if months else None
        months.append(Month(row, last if last and follows(row.month_on, last.month_on) else None))
    return months


def added(months: list[Month], name: str) -> Figure:
    """One figure over some months."""
    return total(month.given(name) for month in months) if months else Lack.UNKNOWN


@dataclass
class SegmentNumbers:
    """Every figure of a segment at one moment. A rate is taken over the last STEADY months that have what it needs;
    where none has, from what stands on the segment."""

    segment: Segment
    months: list[Month] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)

    @property
    def recent(self) -> list[Month]:
        return self.months[-STEADY:]

    @cached_property
    def counted(self) -> Month | None:
        """The recent month that says how many customers there are now."""
        return next((month for month in reversed(self.recent) if month.row.active is not None), None)

    @cached_property
    def counts_by_months(self) -> bool:
        """Whether customers now are those of a recent month, not what was written on the segment."""
        return self.segment.customers is None or self.counted is not None

    @cached_property
    def active(self) -> Figure:
        """Customers now."""
        found = self.counted.row.active if self.counted else self.segment.customers
        return Lack.UNKNOWN if found is None else Decimal(found)

    def having(self, *names: str) -> list[Month]:
        """The last months that have all of these, so that both sides of a ratio are of the same ones."""
        complete = (month for month in self.months[-LATELY:] if None not in map(month.given, names))
        return [*complete][-STEADY:]

    def months_behind(self, rate: str) -> list[Month]:
        """Those that one of RATES is taken over."""
        return self.having(*RATES[rate][1])

    def rate_of_months(self, rate: str) -> Figure:
        formula, needed = RATES[rate]
        months = self.months_behind(rate)
        return formula(*(added(months, name) for name in needed))

    @cached_property
    def new(self) -> Figure:
        """Of an average month."""
        months = self.having("new")
        return added(months, "new") / len(months) if months else Lack.UNKNOWN

    @property
    def months_of_value(self) -> int:
        """How many have all that LTV:CAC is reckoned from."""
        by_months = {"churn": self.retains_by_months, "arpc": self.earns_by_months, "acquisition_cost": True}
        needed = [name for rate, is_so in by_months.items() if is_so for name in RATES[rate][1]]
        return sum(None not in map(month.given, needed) for month in self.months)

    @cached_property
    def retains_by_months(self) -> bool:
        """Whether churn is that of the months, not of the retention that was written on the segment."""
        return self.segment.retention is None or economics.is_known(self._churn_of_months)

    @cached_property
    def _churn_of_months(self) -> Figure:
        return self.rate_of_months("churn")

    @cached_property
    def churn(self) -> Figure:
        return self._churn_of_months if self.retains_by_months else 1 - self.segment.retention

    @cached_property
    def retention(self) -> Figure:
        return economics.retention(self.churn)

    @cached_property
    def expected_life(self) -> Figure:
        return economics.expected_life(self.churn)

    @cached_property
    def acquisition_cost(self) -> Figure:
        return self.rate_of_months("acquisition_cost")

    @cached_property
    def earns_by_months(self) -> bool:
        """Whether revenue per customer is that of the months, not what was written on the segment."""
        return self.segment.value is None or economics.is_known(self._arpc_of_months)

    @cached_property
    def _arpc_of_months(self) -> Figure:
        return self.rate_of_months("arpc")

    @cached_property
    def arpc(self) -> Figure:
        return self._arpc_of_months if self.earns_by_months else self.segment.value

    @cached_property
    def margin(self) -> Figure:
        """Per customer a month."""
        return economics.margin_per_customer(self.arpc, self.segment.margin)

    @cached_property
    def lifetime_value(self) -> Figure:
        return economics.lifetime_value(self.margin, self.churn)

    def discounted_value(self, discount: Decimal) -> Figure:
        """A customer's lifetime value at a discount a month, a fraction."""
        return economics.discounted_lifetime_value(self.margin, self.retention, discount)

    @cached_property
    def value_to_cost(self) -> Figure:
        return economics.value_to_cost(self.lifetime_value, self.acquisition_cost)

    @cached_property
    def payback(self) -> Figure:
        return economics.payback(self.acquisition_cost, self.margin)

    def cost_of(self, relationship: Relationship) -> Figure:
        """What a relationship costs for each customer a month."""
        if not relationship.costs:
            return Decimal(0)
        active = self.active if relationship.fixed_cost else Decimal(1)
        return economics.relationship_cost(relationship.fixed_cost or 0, relationship.customer_cost or 0, active)

    @cached_property
    def cost_to_serve(self) -> Figure:
        """Per customer a month, over the established relationships. Where none is, and nobody has said how many
        customers there are or what they bring, nothing is known of it either."""
        established = [row for row in self.relationships if row.is_established]
        if not established and not any(map(economics.is_known, (self.active, self.margin))):
            return Lack.UNKNOWN
        return economics.cost_to_serve(map(self.cost_of, established))

    @cached_property
    def recorded_cost_to_serve(self) -> Figure:
        """Per customer a month, as the months have it."""
        return self.rate_of_months("recorded_cost_to_serve")

    @cached_property
    def contribution(self) -> Figure:
        return economics.contribution(self.margin, self.cost_to_serve)

    @cached_property
    def whole_contribution(self) -> Figure:
        """Money a month that all its customers leave together."""
        return economics.whole(self.contribution, self.active)
