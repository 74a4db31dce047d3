"""The figures of a segment that a report lists, with their names."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from relationships.economics import Figure, Lack
from relationships.numbers import SegmentNumbers

LABELS: dict[str, Promise] = {
    "active": _("Active customers"),
    "churn": _("Churn a month"),
    "acquisition_cost": _("Cost of winning a customer"),
    "lifetime_value": _("Lifetime value"),
    "value_to_cost": _("Lifetime value for each cost of winning"),
    "payback": _("Months to pay back"),
    "cost_to_serve": _("Cost to serve a month"),
    "contribution": _("Contribution a month"),
}


@dataclass(frozen=True)
class Shown:
    label: Promise
    value: Figure
    is_share: bool

    @property
    def lack(self) -> Lack | None:
        return self.value if isinstance(self.value, Lack) else None


def figures_of(numbers: SegmentNumbers) -> list[Shown]:
    return [Shown(label, getattr(numbers, name), name == "churn") for name, label in LABELS.items()]
