"""A segment in numbers: what its months say, else what the team wrote on the segment itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from canvas.models import Segment
from relationships import economics
from relationships.economics import Figure, Lack, total
from relationships.models import Indicator, Relationship

STEADY = 3  # months over which rates are taken, so that one odd month decides nothing


@dataclass
class Month:
    """One month of a segment (or of a whole canvas), with the customers there were at its start."""

    row: Indicator
    before: Indicator | None = None

    @property
    def active_before(self) -> Decimal | None:
        """At the month's start: as the month before ended, else reckoned back from this one."""
        if self.before and self.before.active is not None:
            return Decimal(self.before.active)
        if None in (self.row.active, self.row.new, self.row.lost):
            return None
        return Decimal(self.row.active - self.row.new + self.row.lost)

    @property
    def churn(self) -> Figure:
        return economics.churn(self.row.lost, self.active_before)

    @property
    def acquisition_cost(self) -> Figure:
        return economics.acquisition_cost(self.row.marketing_cost, self.row.new)

    @property
    def arpc(self) -> Figure:
        return economics.revenue_per_customer(self.row.revenue, self.active_before, self.row.active)


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


@dataclass
class SegmentNumbers:
    """Every figure of a segment at one moment. A rate is taken over its last STEADY months; where they do not
    give it, from what stands on the segment."""

    segment: Segment
    months: list[Month] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)

    @property
    def recent(self) -> list[Month]:
        return self.months[-STEADY:]

    @cached_property
    def counts_by_months(self) -> bool:
        """Whether customers now are those of a recent month, not what was written on the segment."""
        return self.segment.customers is None or any(month.row.active is not None for month in self.recent)

    @cached_property
    def active(self) -> Figure:
        """Customers now."""
        known = [month.row.active for month in self.recent if month.row.active is not None]
        found = known[-1] if known else self.segment.customers
        return Lack.UNKNOWN if found is None else Decimal(found)

    @cached_property
    def lost(self) -> Figure:
        """Over the recent months, like the six that follow."""
        return self._over(month.row.lost for month in self.recent)

    @cached_property
    def at_start(self) -> Figure:
        """Customers at the start of each month, added up."""
        return self._over(month.active_before for month in self.recent)

    @cached_property
    def at_end(self) -> Figure:
        return self._over(month.row.active for month in self.recent)

    @cached_property
    def new(self) -> Figure:
        return self._over(month.row.new for month in self.recent)

    @cached_property
    def marketing_cost(self) -> Figure:
        return self._over(month.row.marketing_cost for month in self.recent)

    @cached_property
    def revenue(self) -> Figure:
        return self._over(month.row.revenue for month in self.recent)

    @cached_property
    def service_cost(self) -> Figure:
        return self._over(month.row.service_cost for month in self.recent)

    @cached_property
    def average_active(self) -> Figure:
        """Averages of the customers at each month's start and end, added up."""
        both = total((self.at_start, self.at_end))
        return both / 2 if economics.is_known(both) else both

    def _over(self, figures: Iterable) -> Figure:
        return total(figures) if self.months else Lack.UNKNOWN

    @cached_property
    def retains_by_months(self) -> bool:
        """Whether churn is that of the months, not of the retention that was written on the segment."""
        return self.segment.retention is None or economics.is_known(self._churn_of_months)

    @cached_property
    def _churn_of_months(self) -> Figure:
        return economics.churn(self.lost, self.at_start)

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
        return economics.acquisition_cost(self.marketing_cost, self.new)

    @cached_property
    def earns_by_months(self) -> bool:
        """Whether revenue per customer is that of the months, not what was written on the segment."""
        return self.segment.value is None or economics.is_known(self._arpc_of_months)

    @cached_property
    def _arpc_of_months(self) -> Figure:
        return economics.revenue_per_customer(self.revenue, self.at_start, self.at_end)

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
        """Per customer a month, over the established relationships."""
        return economics.cost_to_serve(self.cost_of(row) for row in self.relationships if row.is_established)

    @cached_property
    def recorded_cost_to_serve(self) -> Figure:
        """Per customer a month, as the months have it."""
        return economics.recorded_cost_to_serve(self.service_cost, self.at_start, self.at_end)

    @cached_property
    def contribution(self) -> Figure:
        return economics.contribution(self.margin, self.cost_to_serve)

    @cached_property
    def whole_contribution(self) -> Figure:
        """Money a month that all its customers leave together."""
        return economics.whole(self.contribution, self.active)
