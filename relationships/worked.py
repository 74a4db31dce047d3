"""Figures that show how they came about: the formula, the formula with its figures put in, and where these are from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from accounts.compact import write_compact
from accounts.numbers import write_number, write_percent
from accounts.reading import Reading
from relationships.economics import Figure, Lack, is_known
from relationships.numbers import RATES, Month, SegmentNumbers, added
from relationships.quantities import QUANTITIES, Quantity
from relationships.spans import added_up, listed, span

BIG = 100_000  # from here on a figure is first said in words: 6.2 million
SHOWN = (
    "churn", "retention", "expected_life", "acquisition_cost", "payback", "value_to_cost", "arpc", "margin",
    "lifetime_value", "discounted_value", "cost_to_serve", "contribution", "whole_contribution",
)  # fmt: skip
MONTHLY_MONEY = ("arpc", "margin", "cost_to_serve", "contribution", "whole_contribution")


@dataclass
class Worked:
    """One figure of one segment, ready to be read."""

    name: str
    numbers: SegmentNumbers
    discount: Decimal
    reading: Reading

    @property
    def quantity(self) -> Quantity:
        return QUANTITIES[self.name]

    @property
    def label(self) -> str | Promise:
        return self.quantity.label

    @property
    def value(self) -> Figure:
        return self._figure(self.name)

    @property
    def lack(self) -> str:
        """Why there is none; "" where there is one."""
        return "" if is_known(self.value) else str(self.value.label)

    @property
    def per_month(self) -> bool:
        return self.name in MONTHLY_MONEY

    @property
    def short(self) -> str:
        value = self.value
        if self.quantity.unit == "money" and abs(value) >= BIG:
            return write_compact(value, self.reading)
        return write(value, self.quantity.unit, self.reading)

    @property
    def formula(self) -> str:
        """In words alone: "lost ÷ at start"."""
        if self._is_written(self.name):
            return gettext("as written on the segment")
        bare = self._filled(dict.fromkeys(QUANTITIES, ""))
        return " ".join(bare.split()).replace("( ", "(").replace(" )", ")")

    @property
    def sum(self) -> str:
        """With its figures put in: "600 lost ÷ 20,000 at start = 3%"; "" where one is missing."""
        if self.lack or self._is_written(self.name):
            return ""
        figures = {name: self._put_in(name) for name in self.quantity.inputs}
        return f"{self._filled(figures)} = {self._written(self.name)}"

    def _filled(self, figures: Mapping[str, str]) -> str:
        return str(self.quantity.formula).format(one=write_number(1, self.reading), **figures)

    @property
    def source(self) -> str:
        """Which months, or that the figures stand on the segment itself, or both."""
        of_segment = set(map(self._is_written, self._typed(self.name)))
        if not self.numbers.months or of_segment == {True}:
            return gettext("the segment's own figures")
        if True in of_segment:
            return gettext("{months}; for the rest, the segment's own figures").format(months=self._months)
        return self._months

    @property
    def _months(self) -> str:
        """Those of each rate that it comes from, where they are not the same for all; of what lacks, all that were
        looked at."""
        if self.lack:
            return added_up(self.numbers.recent, self.reading)
        found = {rate: self._over(rate) for rate in dict.fromkeys(self._rates(self.name))}
        if len(set(found.values())) > 1:
            return "\n".join(f"{QUANTITIES[rate].label}: {months}" for rate, months in found.items())
        counted = [self.numbers.counted] if self.numbers.counted else self.numbers.recent
        return next(iter(found.values()), "") or added_up(counted, self.reading)

    @property
    def over(self) -> str:
        """The months of a rate, to stand beside it: its label also names what a single month says."""
        is_of_months = self.name in RATES and not self.lack and not self._is_written(self.name)
        return span(self.numbers.months_behind(self.name), self.reading) if is_of_months else ""

    def _over(self, rate: str) -> str:
        return added_up(self.numbers.months_behind(rate), self.reading)

    @property
    def beside(self) -> Worked | None:
        """What the months say of the same, to compare with; None where they say nothing."""
        if self.name != "cost_to_serve":
            return None
        recorded = Worked("recorded_cost_to_serve", self.numbers, self.discount, self.reading)
        return None if recorded.lack else recorded

    @property
    def missing(self) -> list[str]:
        """The typed figures that nobody gave, where that is why, and in which of the last months."""
        if self.value is not Lack.UNKNOWN:
            return []
        return [self._without(name) for name in dict.fromkeys(self._unknown(self.name))]

    def _without(self, name: str) -> str:
        label, months = str(QUANTITIES[name].label), self._thin(name)
        return f"{label} ({listed(months, self.reading)})" if months else label

    def _thin(self, name: str) -> list[Month]:
        """The last months that have no such figure."""
        if name in ("gross_margin", "discount"):
            return []
        return [month for month in self.numbers.recent if month.given(name) is None]

    def _is_written(self, name: str) -> bool:
        """On the segment, as a figure of its own, rather than in its months."""
        by_months = {
            "active": self.numbers.counts_by_months,
            "arpc": self.numbers.earns_by_months,
            **dict.fromkeys(("churn", "retention"), self.numbers.retains_by_months),
        }
        return not by_months.get(name, True)

    def _typed(self, name: str) -> Iterator[str]:
        """The figures that it comes from, each in the months or on the segment. The gross margin, which is always on
        the segment, and the reader's discount say nothing of that."""
        inputs = () if self._is_written(name) else QUANTITIES[name].inputs
        if not inputs and name not in ("gross_margin", "discount"):
            yield name
        for each in inputs:
            yield from self._typed(each)

    def _rates(self, name: str) -> Iterator[str]:
        """Those of RATES that it comes from, taken over months."""
        if name in RATES and not self._is_written(name):
            yield name
        elif not self._is_written(name):
            for each in QUANTITIES[name].inputs:
                yield from self._rates(each)

    def _unknown(self, name: str) -> Iterator[str]:
        if name in RATES:
            inputs = QUANTITIES[name].inputs
            yield from (each for each in inputs if self._thin(each) or not self.numbers.months)
            return
        inputs = [each for each in QUANTITIES[name].inputs if self._figure(each) is Lack.UNKNOWN]
        if not inputs:
            yield name
        for each in inputs:
            yield from self._unknown(each)

    def _put_in(self, name: str) -> str:
        """A figure as it stands in the formula: in a rate's, added up over its months."""
        if self.name not in RATES:
            return self._written(name)
        return write(added(self.numbers.months_behind(self.name), name), QUANTITIES[name].unit, self.reading)

    def _figure(self, name: str) -> Figure:
        special: dict[str, Callable[[], Figure | None]] = {
            "gross_margin": lambda: self.numbers.segment.margin,
            "discount": lambda: self.discount,
            "discounted_value": lambda: self.numbers.discounted_value(self.discount),
        }
        found = special[name]() if name in special else getattr(self.numbers, name)
        return Lack.UNKNOWN if found is None else found

    def _written(self, name: str) -> str:
        figure = self._figure(name)
        return write(figure, QUANTITIES[name].unit, self.reading) if is_known(figure) else "—"


def worked(numbers: SegmentNumbers, discount: Decimal, reading: Reading) -> list[Worked]:
    """Every figure of a segment that is shown, in order; `discount` is a fraction a month."""
    return [Worked(name, numbers, discount, reading) for name in SHOWN]


def write(value: Decimal, unit: str, reading: Reading) -> str:
    """A figure as its reader writes it."""
    if unit == "share":
        return write_percent(value, reading, 1 if abs(value) >= Decimal("0.1") else 2)
    if unit == "count":
        return write_number(value, reading, 0)
    if unit == "money":
        return write_number(value, reading, 0 if abs(value) >= 1000 else 2)
    written = write_number(value, reading, 1)
    if unit == "times":
        return written
    rounded = round(value, 1)
    n = int(rounded) if rounded == int(rounded) else 100  # a fraction takes the form of the hundreds
    return ngettext("{n} month", "{n} months", n).format(n=written)
