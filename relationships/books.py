"""The books of a canvas: by which calendar's months its figures are kept. A canvas keeps to one,
which months of removed segments hold to as well: a segment may come back.

A month is known by its first day, and no first day of a Jalali month is one of a Gregorian month: Jalali months
begin from the 19th to the 23rd. So the months that are there say by which calendar they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from accounts.dates import write_date
from accounts.months import month_after, month_of
from accounts.reading import CALENDARS, Reading
from canvas.models import Canvas

if TYPE_CHECKING:
    from relationships.models import Indicator

EARLIEST = date(1950, 1, 1)  # further back nobody's books go


class WrongMonth(ValueError):
    """A day that is not the first of a month of the books; says so in the reader's language."""

    def __init__(self, calendar: str):
        super().__init__(
            _("This canvas keeps its figures by months of the Solar Hijri (Jalali) calendar.")
            if calendar == "jalali"
            else _("This canvas keeps its figures by months of the Gregorian calendar.")
        )


def calendar_of(kept: Canvas | Iterable[Indicator], reading: Reading) -> str:
    """The calendar of a canvas's books (one query), or of these months of it: theirs, else the reader's."""
    if isinstance(kept, Canvas):
        days = kept.indicators.present().order_by("month_on", "pk").values_list("month_on", flat=True)[:1]
    else:
        days = (row.month_on for row in kept)
    return calendar_in(days) or reading.calendar


def calendar_in(days: Iterable[date]) -> str | None:
    """The calendar whose months begin on these days, by the first of them; None without any."""
    for day in days:
        return next((calendar for calendar in CALENDARS if is_month(day, calendar)), None)
    return None


def is_month(day: date, calendar: str) -> bool:
    """Whether a month of this calendar begins on the day."""
    return month_of(day, calendar) == day


def check_months(days: Iterable[date], kept: Iterable[date]) -> None:
    """Raises WrongMonth unless all `days` begin a month of the calendar of `kept`, or where nothing is kept yet,
    of one calendar."""
    days = list(days)
    calendar = calendar_in(kept) or calendar_in(days)
    if days and (calendar is None or not all(is_month(day, calendar) for day in days)):
        raise WrongMonth(calendar or CALENDARS[-1])


def reading_of(calendar: str, reading: Reading) -> Reading:
    """The reader's way of reading, but with the months of the books: {{ month|month:books }}."""
    return reading._replace(calendar=calendar)


def check_age(month: date, calendar: str) -> None:
    """Raises ValueError, in the reader's language, for a month from before the books: the grid does not reach it."""
    if month < EARLIEST:
        first = EARLIEST if is_month(EARLIEST, calendar) else month_after(EARLIEST, calendar)
        written = write_date(first, reading_of(calendar, Reading.current()), "month")
        raise ValueError(
            _("This is too long ago: the first month that can be recorded is {month}.").format(month=written)
        )
