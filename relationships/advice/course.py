"""How the customers of a whole canvas went, month by month: what the rules about the right time read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relationships import economics
from relationships.economics import Figure, is_known, total
from relationships.facts import Facts
from relationships.numbers import Month, follows


@dataclass(frozen=True)
class Period:
    """One month (or several together) of all segments that had figures in it."""

    month_on: date
    months: tuple[Month, ...]

    @property
    def new(self) -> Figure:
        return total(month.row.new for month in self.months)

    @property
    def churn(self) -> Figure:
        return economics.churn(total(m.row.lost for m in self.months), total(m.at_start for m in self.months))

    @property
    def acquisition_cost(self) -> Figure:
        return economics.acquisition_cost(total(m.row.marketing_cost for m in self.months), self.new)


def periods(facts: Facts) -> list[Period]:
    """The months that are over, oldest first, back to where one is missing, or where the figures are of other segments
    than the last month's: sums of different segments can't be held against each other. None at all when the last month
    is long past."""
    by_month: dict[date, dict[int, Month]] = {}
    for segment_id, numbers in facts.numbers.items():
        for month in numbers.months:
            by_month.setdefault(month.row.month_on, {})[segment_id] = month
    days = sorted(by_month, reverse=True)
    if not days or months_from(days[0], facts.on) > facts.thresholds["stale_months"]:
        return []
    found = []
    for day, after in zip(days, [None, *days], strict=False):
        if by_month[day].keys() != by_month[days[0]].keys() or (after and not follows(after, day)):
            break
        found.append(Period(day, tuple(by_month[day].values())))
    return found[::-1]


def together(some: list[Period]) -> Period:
    """Several periods as one, whose rates are taken over all of them."""
    return Period(some[-1].month_on, tuple(month for period in some for month in period.months))


def lately_and_before(facts: Facts) -> tuple[Period, Period] | None:
    """The last `falling_months` months together, and as many before them; None where there are fewer."""
    span = int(facts.thresholds["falling_months"])
    found = periods(facts)
    if len(found) < 2 * span:
        return None
    return together(found[-span:]), together(found[-2 * span : -span])


def is_worse(now: Figure, before: Figure) -> bool | None:
    """Whether a figure rose, to two digits: what is less is noise. None where either is not known."""
    if not (is_known(now) and is_known(before)):
        return None
    return _rounded(now) > _rounded(before)


def _rounded(figure: Decimal) -> Decimal:
    return Decimal(f"{figure:.2g}")


def months_from(one: date, other: date) -> int:
    """Whole months that passed from one day to another; 0 where none did."""
    months = (other.year - one.year) * 12 + other.month - one.month
    return max(months - (other.day < one.day), 0)
