"""What can be worked out about a segment: each figure by its name, its unit and the formula that it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Quantity:
    """A figure by its name and unit; a basic one is typed, and has no formula."""

    label: str | Promise
    unit: str  # count, money, share, months, times
    formula: str | Promise = ""
    inputs: tuple[str, ...] = ()


QUANTITIES: dict[str, Quantity] = {
    "active": Quantity(_("active customers"), "count"),
    "lost": Quantity(_("lost customers"), "count"),
    "new": Quantity(_("new customers"), "count"),
    "at_start": Quantity(_("customers at the start of the month"), "count"),
    "average_active": Quantity(_("average active customers"), "count"),
    "revenue": Quantity(_("revenue"), "money"),
    "marketing_cost": Quantity(_("marketing cost"), "money"),
    "service_cost": Quantity(_("service cost"), "money"),
    "gross_margin": Quantity(_("gross margin"), "share"),
    "discount": Quantity(_("discount a month"), "share"),
    "churn": Quantity(_("Churn"), "share", _("{lost} lost ÷ {at_start} at start"), ("lost", "at_start")),
    "retention": Quantity(pgettext_lazy("figure", "Retention"), "share", _("{one} − churn {churn}"), ("churn",)),
    "expected_life": Quantity(_("Expected life"), "months", _("{one} ÷ churn {churn}"), ("churn",)),
    "acquisition_cost": Quantity(
        _("Cost of winning a customer (CAC)"), "money",
        _("marketing cost {marketing_cost} ÷ {new} new customers"), ("marketing_cost", "new"),
    ),
    "payback": Quantity(
        _("CAC payback"), "months",
        _("CAC {acquisition_cost} ÷ margin per customer {margin}"), ("acquisition_cost", "margin"),
    ),
    "arpc": Quantity(
        _("Revenue per customer"), "money",
        _("revenue {revenue} ÷ {average_active} active on average"), ("revenue", "average_active"),
    ),
    "margin": Quantity(
        _("Margin per customer"), "money",
        _("revenue per customer {arpc} × gross margin {gross_margin}"), ("arpc", "gross_margin"),
    ),
    "lifetime_value": Quantity(
        _("Customer lifetime value"), "money",
        _("margin per customer {margin} ÷ churn {churn}"), ("margin", "churn"),
    ),
    "discounted_value": Quantity(
        _("Lifetime value, discounted"), "money",
        _("margin {margin} × retention {retention} ÷ ({one} + discount {discount} − retention {retention})"),
        ("margin", "retention", "discount"),
    ),
    "value_to_cost": Quantity(
        _("LTV:CAC"), "times",
        _("lifetime value {lifetime_value} ÷ CAC {acquisition_cost}"), ("lifetime_value", "acquisition_cost"),
    ),
    "cost_to_serve": Quantity(
        _("Cost to serve a customer"), "money",
        _("added up over relationships: fixed cost ÷ {active} active customers + cost per customer"), ("active",),
    ),
    "recorded_cost_to_serve": Quantity(
        _("Recorded service cost per customer"), "money",
        _("service cost {service_cost} ÷ {average_active} active on average"), ("service_cost", "average_active"),
    ),
    "contribution": Quantity(
        _("Contribution per customer"), "money",
        _("margin per customer {margin} − cost to serve {cost_to_serve}"), ("margin", "cost_to_serve"),
    ),
    "whole_contribution": Quantity(
        _("Contribution of the segment"), "money",
        _("contribution per customer {contribution} × {active} active customers"), ("contribution", "active"),
    ),
}  # fmt: skip
