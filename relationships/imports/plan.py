"""What an imported table would do to the figures of a canvas: months added, changed, unchanged, or errors by line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.dates import parse_date, parse_month
from accounts.numbers import with_numbers
from accounts.text import fold
from canvas.models import Segment
from relationships.books import WrongMonth, calendar_in, check_age, is_month
from relationships.forms.figures import FIELDS, WHOLE, plain
from relationships.imports.currency import at_odds, read_off
from relationships.imports.decimals import decimal_sign, with_point
from relationships.imports.names import LAYOUT
from relationships.imports.table import Line, Problem, listed
from relationships.imports.totals import total
from relationships.models import Indicator
from relationships.models.indicator import Entry

MIDNIGHT = re.compile(r"[ T][0۰٠]{1,2}:[0۰٠]{2}(?::[0۰٠]{2})?$")  # which some programs write after every day


@dataclass
class Change:
    """One month as it would be: figures by name, and as they are now."""

    entry: Entry
    before: dict[str, Decimal | int | None]

    @property
    def figures(self) -> list[tuple[Decimal | int | None, Decimal | int | None, bool]]:
        """For each of Indicator.FIGURES: as it is, as it would be, whether they differ."""
        after = {**self.before, **self.entry.values}
        return [(self.before[n], after[n], plain(self.before[n]) != plain(after[n])) for n in Indicator.FIGURES]

    @property
    def cells(self) -> list[tuple]:
        """The same, each after its label."""
        return [(FIELDS[name].label, *figure) for name, figure in zip(Indicator.FIGURES, self.figures, strict=True)]

    @property
    def is_change(self) -> bool:
        return any(differs for _before, _after, differs in self.figures)


@dataclass
class Plan:
    added: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    totals: list[tuple[int, str]] = field(default_factory=list)  # and averages, left out: the line of each, its name
    currencies: list[str] = field(default_factory=list)  # as they are written beside the amounts
    calendar: str = ""

    @property
    def entries(self) -> list[Entry]:
        return [change.entry for change in (*self.added, *self.changed)]

    @property
    def digest(self) -> str:
        """What was looked at; another once somebody else changed one of these months."""
        said = [
            (each.entry.segment.pk, str(each.entry.month_on), each.entry.version, str(each.figures))
            for each in (*self.added, *self.changed, *self.unchanged)
        ]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


class Planner:
    """Plans against the segments and rows of one canvas. Where it has no rows yet, the table's first month tells the
    calendar; a day that is written in full is then read by `calendar`, the reader's."""

    def __init__(self, segments: Iterable[Segment], rows: Iterable[Indicator], today: date, calendar: str):
        self.rows = {(row.segment_id, row.month_on): row for row in rows}
        self.months = {month for _segment, month in self.rows}  # one to come may be there, from a canvas's file
        self.labels = labels_of(segments)
        self.today, self.calendar, self.seen = today, calendar, {}
        self.plan = Plan(calendar=calendar_in(row.month_on for row in self.rows.values()) or "")

    def of(self, lines: Iterable[Line]) -> Plan:
        lines = self._without_totals(lines)
        self._read_off_currencies(lines)
        self.sign = decimal_sign((line.cells.get(name, ""), name in WHOLE) for line in lines for name in FIELDS)
        for line in lines:
            before = len(self.plan.problems)
            segment, month, values = self._segment(line), self._month(line), self._values(line)
            if len(self.plan.problems) == before:
                self._take(line, segment, month, values)
        self.plan.problems.sort(key=lambda each: (each.line, LAYOUT.place(each.column)))
        return self.plan

    def _without_totals(self, lines: Iterable[Line]) -> list[Line]:
        rest = []
        for line in lines:
            if name := total(line, self._called):
                self.plan.totals.append((line.number, name))
            else:
                rest.append(line)
        return rest

    def _read_off_currencies(self, lines: list[Line]) -> None:
        amounts = read_off(lines, [name for name in FIELDS if name not in WHOLE])
        self.plan.currencies = [*dict.fromkeys(amount.sign for amount in amounts if amount.sign)]
        for amount, text in at_odds(amounts):
            self._refuse(amount.line, amount.column, text)

    def _called(self, name: str) -> Segment | list[str] | None:
        return self.labels.get(name) or self.labels.get(fold(name[:200]))

    def _take(self, line: Line, segment: Segment, month: date, values: dict) -> None:
        if first := self.seen.get((segment.pk, month)):
            text = with_numbers(_("This segment and month stand in line {n} already."), n=first)
            return self._refuse(line, "month", text)
        self.seen[segment.pk, month] = line.number
        row = self.rows.get((segment.pk, month))
        before = {name: getattr(row, name, None) for name in Indicator.FIGURES}
        change = Change(Entry(segment, month, row.version if row else 0, values), before)
        group = self.plan.unchanged if not change.is_change else self.plan.changed if row else self.plan.added
        group.append(change)

    def _segment(self, line: Line) -> Segment | None:
        text = line.cells.get("segment", "")
        if line.is_long:
            says = _(
                "A cell has no heading over it: put a number with separators into quotation marks, or empty the cell."
            )
            return self._refuse(line, "", says)
        found = self._called(text)
        if isinstance(found, Segment):
            return found
        if found:
            return self._refuse(
                line,
                "segment",
                _("Several segments are called so; write one as: {names}.").format(names=listed(found)),
            )
        if not text:
            return self._refuse(line, "segment", _("The segment is missing."))
        return self._refuse(line, "segment", _("This canvas has no segment “{name}”.").format(name=text[:80]))

    def _month(self, line: Line) -> date | None:
        text = line.cells.get("month", "")
        try:
            month, calendar = _month(text, self.plan.calendar, self.calendar)
            if month > self.today and month not in self.months:
                raise ValueError(_("This month has not begun yet."))
            check_age(month, calendar)
            self.plan.calendar = self.plan.calendar or calendar
            if calendar != self.plan.calendar:
                raise WrongMonth(self.plan.calendar)
        except ValueError as error:
            return self._refuse(line, "month", str(error))
        return month

    def _values(self, line: Line) -> dict[str, Decimal | int | None]:
        """An empty cell says nothing of its figure."""
        values = {}
        for name, number in FIELDS.items():
            if text := line.cells.get(name, ""):
                try:
                    values[name] = number.clean(with_point(text, self.sign, line.separator))
                except ValidationError as error:
                    self._refuse(line, name, " ".join(error.messages))
                except ValueError as error:
                    self._refuse(line, name, str(error))
        return values

    def _refuse(self, line: Line, column: str, text: str) -> None:
        self.plan.problems.append(Problem(line.number, column, text, LAYOUT))


def _month(text: str, books: str, calendar: str) -> tuple[date, str]:
    """A month by year and month, or by its first day in full: by the calendar of the books if there is one, else by
    the reader's."""
    try:
        return parse_month(text)
    except ValueError as problem:
        try:
            day = parse_date(MIDNIGHT.sub("", text), books or calendar)
        except ValueError:
            raise problem from None
    calendar = books or calendar_in([day])
    if not calendar or not is_month(day, calendar):
        raise ValueError(_("This day is not the first of a month."))
    return day, calendar


def labels_of(segments: Iterable[Segment]) -> dict[str, Segment | list[str]]:
    """What a table may call each segment: its name however it is typed, or where several are called so, its name
    and number. A name that is not enough alone gives the names that are."""
    alike: dict[str, list[Segment]] = {}
    for segment in segments:
        alike.setdefault(fold(segment.name), []).append(segment)
    labels: dict[str, Segment | list[str]] = {}
    for key, those in alike.items():
        labels[key] = those[0] if len(those) == 1 else [label(each, alone=False) for each in those]
        labels |= {label(each, alone=len(those) == 1): each for each in those}
    return labels


def label(segment: Segment, *, alone: bool) -> str:
    return segment.name if alone else f"{segment.name} #{segment.pk}"
