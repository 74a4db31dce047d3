"""What administrators judge for everybody: thresholds within sensible bounds, and the table of kinds and channels."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.form_fields import NumberField, PercentField
from accounts.numbers import write_number, write_percent
from accounts.reading import Reading
from canvas.blocks import Channel
from relationships.kinds import FITS, Fit, Kind
from relationships.models import ChannelFit, Threshold
from relationships.thresholds import DEFAULTS

points = partial(NumberField, min_value=1, max_value=100, decimal_places=0)
months = partial(NumberField, min_value=1, max_value=60, decimal_places=0)
times = partial(NumberField, min_value=Decimal("0.1"), max_value=100)
share = partial(PercentField, min_value=Decimal("0.001"), max_value=Decimal(1))

# What each threshold means, and how it is typed.
MEANINGS = {
    "churn": (share, _("Customers are lost too fast above this churn a month")),
    "lost_of_new": (
        partial(share, max_value=Decimal(10)),
        _("Too few are won when the lost are this share of the new"),
    ),
    "says_does": (points, _("Points by which a goal's weight and its share of cost or changes may differ")),
    "shift": (points, _("Points by which a weight must move for a decision to count as a shift")),
    "falling_months": (
        partial(months, min_value=2, max_value=12),
        _("Months in which new customers fall one after the other; also the months compared with those before"),
    ),
    "growth_low": (points, _("Growth has little weight below this")),
    "payback_months": (months, _("Months in which winning a customer should be paid back")),
    "ltv_cac": (times, _("What a customer brings should be at least so many times the cost of winning one")),
    "ltv_cac_months": (months, _("Months of figures before that is judged at all")),
    "community_share": (share, _("Personal assistance takes much of the cost above this share")),
    "stale_months": (months, _("Months after which a focus should be decided again")),
    "stale_months_steady": (months, _("The same, while the numbers are steady")),
    "one_size": (
        partial(points, min_value=2, max_value=20),
        _("Segments with the same single kind from which on they count as treated alike"),
    ),
    "high_value": (times, _("A segment is of high value above so many times the canvas's median contribution")),
    "low_value": (times, _("A segment is of low value below so many times the canvas's median contribution")),
    "high_retention": (share, _("Retention a month is high from here on")),
    "low_retention": (share, _("Retention a month is low below this")),
}


class Row(NamedTuple):
    field: forms.BoundField
    shipped: str
    is_set: bool


class Change(NamedTuple):
    """A row that was judged anew; `value` is None where it goes back to what is shipped."""

    row: Threshold | ChannelFit
    name: str
    before: object
    value: object


class ThresholdsForm(forms.Form):
    """One field for each key; an empty one is as shipped."""

    def __init__(self, *args, **kwargs):
        self.stored = {row.key: row for row in Threshold.objects.all()}
        initial = {key: row.value for key, row in self.stored.items()}
        super().__init__(*args, initial=initial, **kwargs)
        for key, (field, label) in MEANINGS.items():
            self.fields[key] = field(label=label, required=False)

    def clean(self) -> dict:
        """Borders that belong together keep their order."""
        data = {key: DEFAULTS[key] if value is None else value for key, value in self.cleaned_data.items()}
        for low, high in (
            ("low_value", "high_value"), ("low_retention", "high_retention"), ("stale_months", "stale_months_steady")
        ):  # fmt: skip
            if low in data and high in data and data[low] > data[high]:
                self.add_error(low, _("This must not be more than its counterpart."))
        return self.cleaned_data

    def rows(self) -> Iterator[Row]:
        reading = Reading.current()
        for key in MEANINGS:
            shares = isinstance(self.fields[key], PercentField)
            shipped = (write_percent if shares else write_number)(DEFAULTS[key], reading)
            yield Row(self[key], shipped, key in self.stored)

    def save(self) -> list[Change]:
        """Only what is judged otherwise than shipped is kept."""
        changes = []
        for key, value in self.cleaned_data.items():
            row, wanted = self.stored.get(key), None if value in (None, DEFAULTS[key]) else Decimal(value)
            if wanted != (row and row.value):
                changes.append(Change(row or Threshold(key=key), key, row and row.value, wanted))
        for change in changes:
            change.row.value = change.value
            change.row.delete() if change.value is None else change.row.save()
        return changes


class FitsForm(forms.Form):
    """One choice for each kind and channel."""

    def __init__(self, *args, **kwargs):
        self.stored = {(row.kind, row.channel): row for row in ChannelFit.objects.all()}
        super().__init__(*args, **kwargs)
        for pair, shipped in FITS.items():
            fit = self.stored[pair].fit if pair in self.stored else shipped
            label = f"{Kind(pair[0]).label} · {Channel(pair[1]).label}"
            self.fields["-".join(pair)] = forms.TypedChoiceField(
                choices=Fit, coerce=int, initial=fit, label=label, widget=forms.Select({"aria-label": label})
            )

    def kinds(self) -> list[str]:
        return [kind.label for kind in Kind]

    def rows(self) -> Iterator[tuple[str, list[Row]]]:
        """The channels, which are many, down the page; the kinds across."""
        for channel in Channel:
            yield channel.label, [self._row(kind.value, channel.value) for kind in Kind]

    def _row(self, kind: str, channel: str) -> Row:
        return Row(self[f"{kind}-{channel}"], Fit(FITS[kind, channel]).label, (kind, channel) in self.stored)

    def save(self) -> list[Change]:
        changes = []
        for pair, shipped in FITS.items():
            row, fit = self.stored.get(pair), self.cleaned_data["-".join(pair)]
            before = row.fit if row else shipped
            if fit != before:
                found = row or ChannelFit(kind=pair[0], channel=pair[1])
                changes.append(Change(found, str(found), before, None if fit == shipped else fit))
        for change in changes:
            change.row.fit = change.value
            change.row.delete() if change.value is None else change.row.save()
        return changes
