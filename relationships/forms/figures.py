"""The grid of figures: a year of one segment's months, saved in one act; and what they are discounted by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.form_fields import NumberField, PercentField
from accounts.months import month_after
from canvas.models import Segment
from relationships.books import check_age, is_month
from relationships.models import Indicator
from relationships.models.indicator import Entry

WHOLE = ("active", "new", "lost")
MOST_MONTHS = 36  # at one time; the page shows twelve
CELL = re.compile(rf"((?:19|20|21)\d\d-\d\d-\d\d)-({'|'.join(Indicator.FIGURES)})", re.ASCII)
EMPTY = "|" * (len(Indicator.FIGURES) - 1)


def figure_field(name: str) -> NumberField:
    """The field of one of Indicator.FIGURES."""
    label = Indicator._meta.get_field(name).verbose_name
    return NumberField(label=label, min_value=0, decimal_places=0 if name in WHOLE else 2, required=False)


FIELDS = {name: figure_field(name) for name in Indicator.FIGURES}


def plain(value: Decimal | int | None) -> str:
    """A figure as the page's script and the hidden fields write it: "" or ASCII digits without a group."""
    return "" if value is None else f"{Decimal(value).normalize():f}"


@dataclass
class Row:
    """A month of the grid, as it is shown."""

    month_on: date
    cells: list[forms.BoundField]
    version: int
    was: str
    expected: int | None = None  # active customers, by the month before, new and lost
    differs: bool = False
    unsaved: bool = False

    @property
    def filled(self) -> int:
        """How many figures are there."""
        return sum(cell.initial is not None for cell in self.cells)

    @property
    def is_whole(self) -> bool:
        return self.filled == len(Indicator.FIGURES)


class FiguresForm(forms.Form):
    """Fields are called "2026-10-23-active"; beside each month go the version and the figures ("was") it began
    with, so that only what was changed is saved."""

    def __init__(
        self, months: Iterable[date], stored: Mapping[date, Indicator], calendar: str, data: Mapping | None = None
    ):
        super().__init__(data)
        self.months, self.stored, self.calendar = sorted(months, reverse=True), stored, calendar
        for month in self.months:
            row = stored.get(month)
            for name in Indicator.FIGURES:
                self.fields[f"{month}-{name}"] = figure_field(name)
                self.initial[f"{month}-{name}"] = getattr(row, name, None)

    @cached_property
    def changed(self) -> dict[date, dict[str, Decimal | int | None]]:
        """By month, the figures that are not what the page began with."""
        found = {}
        for month in self.months:
            was = self._was(month).split("|")
            sent = {name: self.cleaned_data.get(f"{month}-{name}") for name in Indicator.FIGURES}
            values = {name: value for (name, value), old in zip(sent.items(), was, strict=True) if plain(value) != old}
            if values and self.data.get(f"{month}-keep") != "theirs":
                found[month] = values
        return found

    def entries(self, segment: Segment) -> list[Entry]:
        return [Entry(segment, month, self.version(month), values) for month, values in self.changed.items()]

    def version(self, month: date) -> int:
        """That from which the sender began, or over which they chose their own."""
        for name in ("keep", "version"):
            sent = self.data.get(f"{month}-{name}", "")
            if re.fullmatch("[0-9]{1,9}", sent, re.ASCII):
                return int(sent)
        return 0

    def _was(self, month: date) -> str:
        was = self.data.get(f"{month}-was", "")
        return was if was.count("|") == EMPTY.count("|") else EMPTY

    @property
    def columns(self) -> list[tuple[str, NumberField]]:
        return [*FIELDS.items()]

    @property
    def rows(self) -> list[Row]:
        """Newest first."""
        return [self._row(month) for month in self.months]

    def _row(self, month: date) -> Row:
        stored = self.stored.get(month)
        cells = [self[f"{month}-{name}"] for name in Indicator.FIGURES]
        hint = expected(stored, self.stored.get(month_after(month, self.calendar, -1)))
        if not self.is_bound:
            return Row(month, cells, stored.version if stored else 0, was_of(stored), *hint)
        was = self._was(month)
        return Row(month, cells, self.version(month), was, *hint, unsaved=self._typed(cells) != was)

    def _typed(self, cells: list[forms.BoundField]) -> str:
        known = self.cleaned_data if hasattr(self, "cleaned_data") else {}
        return "|".join(plain(known[cell.name]) if cell.name in known else "?" for cell in cells)


def was_of(row: Indicator | None) -> str:
    return "|".join(plain(getattr(row, name, None)) for name in Indicator.FIGURES)


def expected(row: Indicator | None, before: Indicator | None) -> tuple[int | None, bool]:
    """The active customers that the month before, new and lost make, and whether those written differ."""
    if row is None or before is None or None in (before.active, row.new, row.lost):
        return None, False
    made = before.active + row.new - row.lost
    return made, row.active is not None and row.active != made


class DiscountForm(forms.Form):
    discount = PercentField(label=gettext_lazy("Discount a month (%)"), max_value=Decimal("0.2"), required=False)


def months_in(data: Mapping, calendar: str, latest: date) -> set[date]:
    """The months that a sent grid has cells of. ValueError, in the reader's language, for one that can't be: after
    `latest`, too long ago, or of other books."""
    found = {match[1] for key in data if (match := CELL.fullmatch(key))}
    try:
        months = {date.fromisoformat(text) for text in found}
    except ValueError:
        months = None
    if months is None or len(months) > MOST_MONTHS or any(month > latest for month in months):
        raise ValueError(_("These months can't be recorded. Open the page again."))
    for month in months:
        check_age(month, calendar)
    if not all(is_month(month, calendar) for month in months):
        raise ValueError(
            _(
                "Meanwhile somebody saved figures of this canvas first, by the months of another calendar, and those "
                "hold for everybody. Nothing of yours was saved: copy what you typed into the grid, and save again."
            )
        )
    return months


def typed_by_month(data: Mapping) -> dict[date, list[str]]:
    """The cells of a sent grid as they were typed, newest month first: of those months that have any."""
    found: dict[date, list[str]] = {}
    for text in sorted({match[1] for key in data if (match := CELL.fullmatch(key))}, reverse=True):
        cells = [data.get(f"{text}-{name}", "").strip() for name in Indicator.FIGURES]
        with suppress(ValueError):  # no day at all
            found |= {date.fromisoformat(text): cells} if any(cells) else {}
    return found
