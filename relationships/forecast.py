"""Twelve months ahead: what other weights, and other kinds of relationship, might do. A sketch to think with.

Pure functions of figures as they are today; money is in the canvas's currency, shares are fractions.
Each month, with e saying how strongly weights act (docs/decisions/forecast.md):
    new'    = new x (acquisition weight' / weight)^e
    churn'  = churn x (retention weight / weight')^e
    arpc'   = revenue per customer x (growth weight' / weight)^e
    active' = active x (1 - churn', at most 1) + new'
Revenue and costs per customer are for the average of the customers at a month's start and end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from relationships.kinds import Goal

MONTHS = 12
EXPONENT, LOW, HIGH = Decimal("0.5"), Decimal("0.3"), Decimal("0.7")
ONE = Decimal(1)


@dataclass(frozen=True)
class Start:
    """A segment as it is today; a month's new customers, revenue per customer and costs."""

    active: Decimal
    new: Decimal
    churn: Decimal
    arpc: Decimal
    gross_margin: Decimal
    acquisition_cost: Decimal  # for each new customer
    fixed_cost: Decimal  # of its relationships
    customer_cost: Decimal  # of its relationships, for each customer


@dataclass(frozen=True)
class Point:
    """A month to come: customers at its end, and its money."""

    customers: Decimal
    cost: Decimal
    profit: Decimal

    def __add__(self, other: Point) -> Point:
        return Point(self.customers + other.customers, self.cost + other.cost, self.profit + other.profit)


Course = list[Point]


def effect(weight: int, before: int, exponent: Decimal) -> Decimal:
    """(weight' / weight)^e; a weight of 0 counts as 1."""
    return (Decimal(max(weight, 1)) / Decimal(max(before, 1))) ** exponent


def weighed(start: Start, before: Mapping[str, int], after: Mapping[str, int], exponent: Decimal) -> Start:
    """The segment under other weights, by Goal."""
    won, kept, grown = (effect(after[goal], before[goal], exponent) for goal in Goal)
    return replace(start, new=start.new * won, churn=start.churn / kept, arpc=start.arpc * grown)


def course(start: Start, months: int = MONTHS) -> Course:
    """So many months from here, with nothing else changing. More than everybody can't leave, though a month's books
    may say so: of few customers at its start, more may have left by its end."""
    points, active, stay = [], start.active, 1 - min(start.churn, ONE)
    for _month in range(months):
        after = active * stay + start.new
        points.append(_point(start, (active + after) / 2, after))
        active = after
    return points


def _point(start: Start, average: Decimal, after: Decimal) -> Point:
    cost = start.acquisition_cost * start.new + start.fixed_cost + start.customer_cost * average
    return Point(after, cost, start.arpc * start.gross_margin * average - cost)


def added(courses: Iterable[Course]) -> Course:
    """The course of several segments together."""
    return [sum(points[1:], points[0]) for points in zip(*courses, strict=True)]


@dataclass(frozen=True)
class Outlook:
    """Today's course, the other one, and the ends between which that may lie."""

    today: Course
    likely: Course
    runs: Sequence[Course]  # all that were reckoned, likely among them

    def low(self, name: str) -> list[Decimal]:
        """The lowest of the runs in each month; `name` is one of Point's."""
        return [min(getattr(point, name) for point in points) for points in zip(*self.runs, strict=True)]

    def high(self, name: str) -> list[Decimal]:
        return [max(getattr(point, name) for point in points) for points in zip(*self.runs, strict=True)]


def outlook(
    start: Start, moved: Start, before: Mapping[str, int], after: Mapping[str, int], exponents: Sequence[Decimal]
) -> Outlook:
    """`moved` is the segment with its relationships as they would be; the first exponent is the likely one."""
    runs = [course(weighed(moved, before, after, exponent)) for exponent in exponents]
    return Outlook(course(start), runs[0], runs)


def together(outlooks: Sequence[Outlook]) -> Outlook:
    """That of several segments; their ends are taken run by run, for one cause moves them all."""
    runs = [added(courses) for courses in zip(*(each.runs for each in outlooks), strict=True)]
    return Outlook(added(each.today for each in outlooks), runs[0], runs)
