"""Months in either calendar; a month is known by its first day."""

from collections.abc import Iterator
from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

MOST = 600  # months, so that one odd date does not ask for a thousand years
YEARS = {"jalali": (1, 9377), "gregorian": (1, 9999)}  # the first and the last that can be reckoned with


def has_jalali(day: date) -> bool:
    """Whether the Jalali calendar can be reckoned as far as the day; those that people type it can."""
    return 622 < day.year < 9999


def in_calendar(day: date, calendar: str) -> tuple[int, int]:
    """The year and month that the day falls into; of a day out of all years, the first or the last."""
    if calendar == "jalali" and not has_jalali(day):
        first, last = YEARS[calendar]
        return (first, 1) if day.year < last else (last, 12)
    day = JalaliDate.to_jalali(day) if calendar == "jalali" else day
    return day.year, day.month


def month_of(day: date, calendar: str) -> date:
    """The first day of its month."""
    return first_day(*in_calendar(day, calendar), calendar)


def first_day(year: int, month: int, calendar: str) -> date:
    """Of a month out of all years: that of the first or the last that can be reckoned with."""
    first, last = YEARS[calendar]
    year, month = (first, 1) if year < first else (last, 12) if year > last else (year, month)
    return JalaliDate(year, month, 1).to_gregorian() if calendar == "jalali" else date(year, month, 1)


def month_after(day: date, calendar: str, months: int = 1) -> date:
    """The first day of the month so many months after (before, if negative) that of `day`."""
    year, month = in_calendar(day, calendar)
    years, index = divmod(month - 1 + months, 12)
    return first_day(year + years, index + 1, calendar)


def month_ends(day: date, calendar: str) -> date:
    """The last day of its month."""
    return month_after(day, calendar) - timedelta(days=1)


def month_starts(first: date, last: date, calendar: str) -> Iterator[date]:
    """The first day of each month from that of `first` to that of `last`."""
    day = month_of(first, calendar)
    for _ in range(MOST):
        if day > last:
            return
        yield day
        day = month_after(day, calendar)
