"""What the customers' figures did around a day on which the strategy turned: three months before, three after."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.months import month_ends
from relationships import economics
from relationships.books import calendar_in
from relationships.economics import Figure, Lack, is_known, total
from relationships.facts import Facts
from relationships.numbers import STEADY, Month
from relationships.sparkline import Sparkline

STILL = Decimal("0.02")  # of what it was: a figure that moved by less stayed as it was
TREND = 12  # months before and after that a sparkline shows
NEAR = timedelta(days=31 * (STEADY + 1))  # further from the day, months say nothing about it

Together = list[Month]  # the same month of several segments


class Measured(TextChoices):
    NEW = "new", _("New customers a month")
    CHURN = "churn", _("Churn a month")
    CAC = "acquisition_cost", _("Cost of winning a customer")
    ARPC = "arpc", _("Revenue per customer a month")
    MARGIN = "margin", _("Margin per customer a month")

    @property
    def is_share(self) -> bool:
        return self is Measured.CHURN

    @property
    def is_better_lower(self) -> bool:
        return self in (Measured.CHURN, Measured.CAC)


@dataclass(frozen=True)
class Measure:
    """One figure, as its mean before and after; a Lack where months are missing."""

    of: Measured
    before: Figure
    after: Figure
    trend: Sparkline | None

    @property
    def is_known(self) -> bool:
        return is_known(self.before) and is_known(self.after)

    @property
    def has_grown(self) -> bool:
        return self.is_known and self.after > self.before

    @property
    def tone(self) -> str:
        """ "ok" where it got better, "warn" where worse; nothing where it hardly moved."""
        if not self.is_known or abs(self.after - self.before) < abs(self.before) * STILL:
            return ""
        return "ok" if self.has_grown is not self.of.is_better_lower else "warn"

    @property
    def lack(self) -> Lack | None:
        return next((figure for figure in (self.before, self.after) if not is_known(figure)), None)


def months_together(facts: Facts, segment_id: int | None) -> list[tuple[date, Together]]:
    """The months of a segment (None: of all of them together), oldest first."""
    found: dict[date, Together] = {}
    for pk, numbers in facts.numbers.items():
        for month in numbers.months if segment_id in (None, pk) else ():
            found.setdefault(month.row.month_on, []).append(month)
    return sorted(found.items())


def measures_around(months: list[tuple[date, Together]], day: date, is_mirrored: bool = False) -> list[Measure]:
    """Every measure around a day, of the segments that have figures in all its months: sums of different segments can't
    be held against each other. The month that the day cuts in two counts on neither side."""
    calendar = calendar_in(on for on, _rows in months) or "gregorian"
    before = [(on, rows) for on, rows in months if day - NEAR < month_ends(on, calendar) < day][-STEADY:]
    after = [(on, rows) for on, rows in months if day <= on < day + NEAR][:STEADY]
    same = _in_each([*before, *after])
    span = timedelta(days=31 * TREND)
    near = [(on, rows) for on, rows in months if day - span <= on <= day + span]
    mark = sum(on < day for on, _rows in near) - 0.5
    return [
        Measure(
            measured,
            _mean(measured, before, same),
            _mean(measured, after, same),
            Sparkline([of(measured, rows) for _on, rows in near], mark, is_mirrored),
        )
        for measured in Measured
    ]


def _in_each(months: list[tuple[date, Together]]) -> set[int]:
    """The segments that are there every month."""
    found = [{month.row.segment_id for month in rows} for _on, rows in months]
    return set.intersection(*found) if found else set()


def _mean(measured: Measured, months: list[tuple[date, Together]], segments: set[int]) -> Figure:
    if len(months) < STEADY or not segments:
        return Lack.FEW_MONTHS
    figure = of(measured, [row for _on, rows in months for row in rows if row.row.segment_id in segments])
    if measured is Measured.NEW and is_known(figure):
        return Decimal(round(figure / len(months)))
    return figure


def of(measured: Measured, rows: Together) -> Figure:
    """The figure over these months together, by the formulas of economics.py."""
    return FORMULAS[measured](rows)


def _sum(rows: Iterable[Month], figure: Callable[[Month], object]) -> Figure:
    return total(figure(month) for month in rows)


def _churn(rows: Together) -> Figure:
    return economics.churn(_sum(rows, lambda m: m.row.lost), _sum(rows, lambda m: m.at_start))


def _acquisition_cost(rows: Together) -> Figure:
    spent, won = _sum(rows, lambda m: m.row.marketing_cost), _sum(rows, lambda m: m.row.new)
    return economics.acquisition_cost(spent, won)


def _per_customer(amount: Figure, rows: Together) -> Figure:
    active = _sum(rows, lambda m: m.at_start), _sum(rows, lambda m: m.row.active)
    return economics.revenue_per_customer(amount, *active)


def _arpc(rows: Together) -> Figure:
    return _per_customer(_sum(rows, lambda m: m.row.revenue), rows)


def _margin(rows: Together) -> Figure:
    def kept(month: Month) -> Figure:
        return economics.margin_per_customer(month.row.revenue, month.row.segment.margin)

    return _per_customer(_sum(rows, kept), rows)


FORMULAS: dict[Measured, Callable[[Together], Figure]] = {
    Measured.NEW: lambda rows: _sum(rows, lambda m: m.row.new),
    Measured.CHURN: _churn,
    Measured.CAC: _acquisition_cost,
    Measured.ARPC: _arpc,
    Measured.MARGIN: _margin,
}
