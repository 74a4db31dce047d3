"""The formulas: what customers cost, bring and are worth. Pure functions of figures of one month.

Money is in the canvas's currency, shares are fractions, lives and paybacks are months. Each takes Decimals (or ints)
or a Lack, and answers a Decimal, or the Lack that says why there is none: never 0 or infinity in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import wraps

from django.db import models
from django.utils.translation import gettext_lazy as _


class Lack(models.TextChoices):
    """Why a number can't be had."""

    UNKNOWN = "unknown", _("not enough data: a figure is missing")
    NO_ACTIVE = "no_active", _("not enough data: no active customers")
    NO_CHURN = "no_churn", _("not enough data: nobody was seen to leave")
    NO_NEW = "no_new", _("not enough data: no new customers")
    NO_MARGIN = "no_margin", _("not enough data: customers leave no margin")
    NO_COST = "no_cost", _("not enough data: no cost of winning customers")
    NOTHING = "nothing", _("not enough data: nothing of it yet")
    FEW_MONTHS = "few_months", _("not enough data: too few months")


Figure = Decimal | Lack


def formula(function: Callable[..., Figure]) -> Callable[..., Figure]:
    """A missing figure, or the first Lack among those given, is the answer; ints are taken exactly."""

    @wraps(function)
    def answer(*given: Decimal | int | Lack | None) -> Figure:
        for figure in given:
            if figure is None or isinstance(figure, Lack):
                return figure or Lack.UNKNOWN
        return function(*map(Decimal, given))

    return answer


@formula
def churn(lost: Decimal, active: Decimal) -> Figure:
    """Share of the customers `active` at a month's start that were lost in it: lost / active at start."""
    return lost / active if active > 0 else Lack.NO_ACTIVE


@formula
def retention(churn: Decimal) -> Figure:
    """Share of customers that stayed: 1 - churn."""
    return 1 - churn


@formula
def expected_life(churn: Decimal) -> Figure:
    """Months that a customer stays, at constant churn: 1 / churn."""
    return 1 / churn if churn > 0 else Lack.NO_CHURN


@formula
def acquisition_cost(marketing_cost: Decimal, new: Decimal) -> Figure:
    """CAC, the cost of winning one customer: marketing cost / new customers."""
    return marketing_cost / new if new > 0 else Lack.NO_NEW


@formula
def revenue_per_customer(revenue: Decimal, active_before: Decimal, active_after: Decimal) -> Figure:
    """ARPC a month: revenue / the average of customers active at the month's start and end."""
    average = (active_before + active_after) / 2
    return revenue / average if average > 0 else Lack.NO_ACTIVE


@formula
def margin_per_customer(arpc: Decimal, gross_margin: Decimal) -> Figure:
    """Money a month: ARPC x gross margin."""
    return arpc * gross_margin


@formula
def lifetime_value(margin: Decimal, churn: Decimal) -> Figure:
    """LTV (simple), a customer's margin over the expected life: margin / churn. Skok, on LTV:CAC."""
    return margin / churn if churn > 0 else Lack.NO_CHURN


@formula
def discounted_lifetime_value(margin: Decimal, retention: Decimal, discount: Decimal) -> Figure:
    """CLV at a monthly discount i: m r / (1 + i - r). Gupta et al., Journal of Service Research 2006."""
    left = 1 + discount - retention
    return margin * retention / left if left > 0 else Lack.NO_CHURN


@formula
def value_to_cost(lifetime_value: Decimal, acquisition_cost: Decimal) -> Figure:
    """LTV:CAC. Skok."""
    return lifetime_value / acquisition_cost if acquisition_cost > 0 else Lack.NO_COST


@formula
def payback(acquisition_cost: Decimal, margin: Decimal) -> Figure:
    """Months until a customer's margin has paid for winning it: CAC / margin per customer."""
    return acquisition_cost / margin if margin > 0 else Lack.NO_MARGIN


@formula
def relationship_cost(fixed: Decimal, per_customer: Decimal, active: Decimal) -> Figure:
    """What one relationship costs for each customer a month: fixed / active + per customer."""
    if not fixed:
        return per_customer
    return fixed / active + per_customer if active > 0 else Lack.NO_ACTIVE


def cost_to_serve(costs: Iterable[Figure]) -> Figure:
    """For each customer a month: the sum of its relationships' costs per customer."""
    return total(costs)


def recorded_cost_to_serve(service_cost: Figure, active_before: Figure, active_after: Figure) -> Figure:
    """The same as the books have it: service cost / the average of customers, as revenue per customer is."""
    return revenue_per_customer(service_cost, active_before, active_after)


@formula
def contribution(margin: Decimal, cost_to_serve: Decimal) -> Figure:
    """Money a customer leaves a month after service: margin - cost to serve. Campbell & Frei 2010."""
    return margin - cost_to_serve


@formula
def whole(each: Decimal, customers: Decimal) -> Figure:
    """What so many customers bring or leave together: each x customers."""
    return each * customers


@formula
def share(part: Decimal, whole: Decimal) -> Figure:
    """A fraction; of a whole without any cost there is no share."""
    return part / whole if whole > 0 else Lack.NO_COST


def total(figures: Iterable[Figure | None]) -> Figure:
    """The sum; the first that is missing makes it a Lack."""
    return _sum(*figures)


@formula
def _sum(*figures: Decimal) -> Figure:
    return sum(figures, Decimal(0))


def is_known(figure: Figure | None) -> bool:
    return figure is not None and not isinstance(figure, Lack)
