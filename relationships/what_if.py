"""A what-if as it is shown: each segment's twelve months, all together, and what is left out for want of data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from accounts.months import month_after, month_of
from accounts.reading import Reading
from canvas.models import Segment
from relationships.books import reading_of
from relationships.economics import Figure, Lack, is_known
from relationships.facts import Facts
from relationships.forecast import MONTHS, Course, Outlook, Start, outlook, together
from relationships.forms.scenario import Move, ScenarioForm, query_of
from relationships.line_chart import LineChart
from relationships.models import Scenario
from relationships.numbers import SegmentNumbers
from relationships.quantities import QUANTITIES

UNITS = ("count", "money", "money")
MEASURES = {"customers": _("Customers"), "cost": _("Cost a month"), "profit": _("Profit a month")}
NEEDED = ("active", "new", "churn", "arpc", "gross_margin", "acquisition_cost")


@dataclass
class Sum:
    """A sum or an end under today's course and under the other one, with its range."""

    label: str
    today: Decimal
    likely: Decimal
    low: Decimal
    high: Decimal
    unit: str = "money"
    less_is_better: bool = False

    @property
    def is_worse(self) -> bool:
        return self.difference > 0 if self.less_is_better else self.difference < 0

    @property
    def difference(self) -> Decimal:
        return self.likely - self.today


def sums_of(outlook: Outlook) -> list[Sum]:
    """Customers at the end of the year; cost and profit over it."""
    of_year = (
        (_("Customers after a year"), lambda course: course[-1].customers, {"unit": "count"}),
        (_("Cost over the year"), lambda course: _sum(course, "cost"), {"less_is_better": True}),
        (_("Profit over the year"), lambda course: _sum(course, "profit"), {}),
    )
    return [
        Sum(label, of(outlook.today), of(outlook.likely), *_ends([of(run) for run in outlook.runs]), **more)
        for label, of, more in of_year
    ]


def _sum(course: Course, name: str) -> Decimal:
    return sum((getattr(point, name) for point in course), Decimal(0))


def _ends(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    return min(values), max(values)


@dataclass
class SegmentOutlook:
    """One segment's year, or what is missing for it."""

    segment: Segment
    outlook: Outlook | None
    missing: list[str]

    @property
    def sums(self) -> list[Sum]:
        return sums_of(self.outlook)


@dataclass
class WhatIf:
    facts: Facts
    form: ScenarioForm
    reading: Reading

    @cached_property
    def books(self) -> Reading:
        return reading_of(self.facts.calendar or self.reading.calendar, self.reading)

    @cached_property
    def months(self) -> list[date]:
        """The first days of the twelve months to come."""
        now = month_of(self.facts.on, self.books.calendar)
        return [month_after(now, self.books.calendar, n) for n in range(1, MONTHS + 1)]

    @cached_property
    def moves(self) -> list[Move]:
        return self.form.moves if self.form.is_bound and self.form.is_valid() else []

    @cached_property
    def segments(self) -> list[SegmentOutlook]:
        return [self._outlook(numbers) for numbers in self.facts.numbers.values()]

    @property
    def known(self) -> list[SegmentOutlook]:
        return [each for each in self.segments if each.outlook]

    @property
    def unknown(self) -> list[SegmentOutlook]:
        return [each for each in self.segments if not each.outlook]

    @cached_property
    def apart(self) -> list[Segment]:
        """Those with a focus of their own, which the weights of the canvas do not move."""
        return [segment for segment in self.facts.segments if self.facts.own_turn(segment.pk)]

    @property
    def apart_names(self) -> list[str]:
        return [segment.name for segment in self.apart]

    @cached_property
    def total(self) -> Outlook | None:
        return together([each.outlook for each in self.known]) if self.known else None

    @property
    def sums(self) -> list[Sum]:
        return sums_of(self.total)

    @property
    def charts(self) -> list[tuple[str, LineChart]]:
        return [(label, self._chart(name)) for name, label in MEASURES.items()]

    @property
    def rows(self) -> list[tuple[date, list[tuple]]]:
        """For the table: by month, of each measure its unit, today's, the likely, the lowest and the highest."""
        columns = [
            [(unit, *figures) for figures in zip(*self._series(name), strict=True)]
            for name, unit in zip(MEASURES, UNITS, strict=True)
        ]
        return list(zip(self.months, map(list, zip(*columns, strict=True)), strict=True))

    @property
    def query(self) -> str:
        """What opens this what-if again."""
        return urlencode({name: value for name, value in self.asked.items() if value}) if self.form.is_bound else ""

    @property
    def asked(self) -> dict[str, str]:
        """What was sent, as it was sent, for the form that keeps it."""
        return {name: self.form.data.get(name, "") or "" for name in self.form.fields if name != "name"}

    def kept(self, scenarios: Sequence[Scenario]) -> list[tuple[Scenario, str]]:
        """Each with the query that opens it again."""
        return [(each, urlencode(query_of(each, self.facts))) for each in scenarios]

    def _series(self, name: str) -> tuple[list[Decimal], ...]:
        today, likely = ([getattr(point, name) for point in course] for course in (self.total.today, self.total.likely))
        return today, likely, self.total.low(name), self.total.high(name)

    def _chart(self, name: str) -> LineChart:
        return LineChart(*self._series(name), self.months, self.books)

    def _outlook(self, numbers: SegmentNumbers) -> SegmentOutlook:
        figures = start_figures(numbers)
        missing = [str(QUANTITIES[name].label) for name in NEEDED if not is_known(figures[name])]
        if missing:
            return SegmentOutlook(numbers.segment, None, missing)
        rows = [row for row in numbers.relationships if row.is_established]
        start = Start(
            **figures,
            fixed_cost=sum((row.fixed_cost or Decimal(0) for row in rows), Decimal(0)),
            customer_cost=sum((row.customer_cost or Decimal(0) for row in rows), Decimal(0)),
        )
        return SegmentOutlook(numbers.segment, self._seen_from(start, numbers.segment), [])

    def _seen_from(self, start: Start, segment: Segment) -> Outlook:
        moved = start
        for move in self.moves:
            if move.relationship.segment_id == segment.pk:
                moved = after_move(moved, move)
        weights = self.form.today if segment in self.apart else self.form.weights
        return outlook(start, moved, self.form.today, weights, self.form.exponents)


def start_figures(numbers: SegmentNumbers) -> dict[str, Figure]:
    """What a forecast starts from: new customers of an average month; where none came, winning them cost nothing."""
    nobody_came = numbers.acquisition_cost is Lack.NO_NEW and numbers.new == 0
    cost = Decimal(0) if nobody_came else numbers.acquisition_cost
    margin = Lack.UNKNOWN if numbers.segment.margin is None else numbers.segment.margin
    return {
        "active": numbers.active, "new": numbers.new, "churn": numbers.churn, "arpc": numbers.arpc,
        "gross_margin": margin, "acquisition_cost": cost,
    }  # fmt: skip


def after_move(start: Start, move: Move) -> Start:
    """One relationship's cost leaves, the other kind's comes."""
    left = move.relationship
    return replace(
        start,
        fixed_cost=start.fixed_cost - (left.fixed_cost or 0) + move.fixed,
        customer_cost=start.customer_cost - (left.customer_cost or 0) + move.each,
    )
