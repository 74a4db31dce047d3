"""Which stretch of time a chart shows, and the ticks on it, in the reader's calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.calendar_names import MONTHS
from accounts.dates import write_date
from accounts.months import first_day, in_calendar, month_after, month_of
from accounts.numbers import write_digits
from accounts.reading import Reading

UNITS = {"year": 12, "quarter": 3, "month": 1}  # in months
SIZES = {"year": 120, "quarter": 36, "month": 12}  # months that a window of each zoom is long
ALL = "all"
ZOOMS = (ALL, *SIZES)
SEASONS = {
    "fa": ("بهار", "تابستان", "پاییز", "زمستان"),
    "ar": ("الربيع", "الصيف", "الخريف", "الشتاء"),
    "en": ("Spring", "Summer", "Autumn", "Winter"),
}


@dataclass(frozen=True)
class Window:
    """From `begin` up to `end`, which is no longer in it; `before` and `after` are where its neighbours with
    something in them begin."""

    begin: date
    end: date
    unit: str
    before: date | None = None
    after: date | None = None

    def share(self, day: date) -> float:
        """How far into the window the day lies: 0 at its begin, 1 at its end; outside below or above."""
        return (day - self.begin).days / (self.end - self.begin).days

    def holds(self, day: date) -> bool:
        return self.begin <= day < self.end


def window_of(days: Iterable[date], today: date, calendar: str, zoom: str = ALL, begin: date | None = None) -> Window:
    """The window of a zoom that begins with the unit of `begin`; without one, the latest that holds today. The
    zoom "all" has room for all `days` and today."""
    days = [*days, today]
    first, last = min(days), max(days)
    if zoom == ALL:
        return _whole(first, last, calendar)
    step = UNITS[zoom]
    at = unit_start(begin, zoom, calendar) if begin else None
    at = at or month_after(unit_start(today, zoom, calendar), calendar, step - SIZES[zoom])
    end = month_after(at, calendar, SIZES[zoom])
    before = month_after(at, calendar, -SIZES[zoom]) if first < at else None
    return Window(at, end, zoom, before, end if last >= end else None)


def _whole(first: date, last: date, calendar: str) -> Window:
    begin = month_of(first, calendar)
    months = (last - begin).days // 30
    end = month_after(last, calendar, max(1 + months // 12, 6 - months))
    unit = "year" if months > 36 else "quarter" if months > 12 else "month"
    return Window(begin, end, unit)


def unit_start(day: date, unit: str, calendar: str) -> date:
    """The first day of the year, quarter or month that the day falls into."""
    year, month = in_calendar(day, calendar)
    return first_day(year, month - (month - 1) % UNITS[unit], calendar)


def units_in(window: Window, unit: str, calendar: str) -> Iterator[date]:
    """The first day of each unit that begins in the window."""
    day = unit_start(window.begin, unit, calendar)
    while day < window.end:
        if day >= window.begin:
            yield day
        day = month_after(day, calendar, UNITS[unit])


def written(day: date, unit: str, reading: Reading) -> str:
    """What stands at the tick of a unit that begins on `day`: ۱۴۰۴, بهار or فروردین."""
    if unit == "year":
        return write_date(day, reading, "year")
    month = in_calendar(day, reading.calendar)[1]
    if unit == "month":
        return MONTHS[reading.calendar, reading.language][month - 1]
    if reading.calendar == "jalali":
        return SEASONS[reading.language][month // 3]
    return write_digits(_("Q{n}").format(n=month // 3 + 1), reading)
