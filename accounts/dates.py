"""Days and moments as people read and type them, in the Solar Hijri (Jalali) or the Gregorian calendar.

Moments are aware datetimes, shown in the reader's time zone; a naive one is taken for UTC, as stored.
"""

import re
from datetime import UTC, date, datetime
from math import ceil

from django.utils import timezone
from django.utils.translation import gettext as _
from persiantools.jdatetime import JalaliDate

from accounts.calendar_names import DATES, FUTURE, MOMENTS, MONTHS, NOW, OTHER_MONTHS, PAST, SPANS, UNITS, WEEKDAYS
from accounts.months import has_jalali
from accounts.numbers import write_digits
from accounts.plurals import arabic_form
from accounts.reading import Reading
from accounts.text import fold

JALALI_YEARS, GREGORIAN_YEARS = range(1200, 1600), range(1800, 2300)
_MONTH_NUMBERS = {
    fold(name): (calendar, month)
    for (calendar, language), names in MONTHS.items()
    for month, full in enumerate(names, 1)
    for name in ({full, full[:3]} if (calendar, language) == ("gregorian", "en") else {full})
} | {
    fold(name): (calendar, month)
    for calendar, lines in OTHER_MONTHS.items()
    for names in lines
    for month, name in enumerate(names, 1)
    if name != "-"
}
_OF_TWO_WORDS = re.compile(r"\b(تشرین|کانون)[\s-]+(?=(?:ال)?(?:اول|ثانی)\b)")  # as folded
_WEEKDAY_NAMES = {fold(name) for names in WEEKDAYS.values() for name in names}


def write_date(value: date, reading: Reading, style: str = "day") -> str:
    """`value` by style: "long" «یکشنبه ۱ آذر ۱۴۰۵», "day" «۱ آذر ۱۴۰۵», "short", "month" and "year"."""
    local = _local(value, reading)
    calendar = reading.calendar if has_jalali(local) else "gregorian"
    year, month, day = _in_calendar(local, calendar)
    written = DATES[style][reading.language].format(
        weekday=WEEKDAYS[reading.language][local.weekday()],
        month=MONTHS[calendar, reading.language][month - 1],
        year=year,
        m=month,
        day=day,
    )
    return write_digits(written, reading)


def write_time(value: datetime, reading: Reading) -> str:
    """«۱۴:۳۰», by the reader's clock."""
    return write_digits(f"{_local(value, reading):%H:%M}", reading)


def write_moment(value: datetime, reading: Reading) -> str:
    """«۱ آذر ۱۴۰۵، ساعت ۱۴:۳۰», by the reader's clock."""
    return MOMENTS[reading.language].format(date=write_date(value, reading), time=write_time(value, reading))


def write_ago(value: datetime, reading: Reading, now: datetime | None = None) -> str:
    """«۳ دقیقه پیش», «منذ يومين», "in 2 weeks": how far `value` lies from `now` (None: this very moment).

    Rounded down; what is to come in minutes begun, so that a link made for a week does not say 6 days.
    """
    seconds = ((now or timezone.now()) - _aware(value)).total_seconds()
    frame = PAST if seconds >= 0 else FUTURE
    seconds = seconds if seconds >= 0 else ceil(-seconds / 60) * 60 if seconds <= -60 else 0
    for unit, length in UNITS.items():
        if seconds >= length:
            return frame[reading.language].format(span=_write_span(int(seconds // length), unit, reading))
    return NOW[reading.language]


def can_be_typed(day: date) -> bool:
    """Whether it is of the years that are taken; those of the Jalali calendar lie within the Gregorian ones."""
    return day.year in GREGORIAN_YEARS


def parse_date(text: str, calendar: str) -> date:
    """The day that `text` names, in any digits: year/month/day, day/month/year, or with the month's name.

    A reader of the Jalali calendar may also type a Gregorian year, which can't be mistaken for a Jalali one;
    a Gregorian reader may not do the opposite, for 1447 may be a year of the Lunar Hijri calendar.
    ValueError, in the reader's language.
    """
    words = [word for word in _words(text) if word not in _WEEKDAY_NAMES]
    if len(words) != 3 or len(text) > 60:
        raise ValueError(_not_a_day(calendar))
    named = [word for word in words if word in _MONTH_NUMBERS]
    numbers = [int(word) for word in words if re.fullmatch("[0-9]{1,4}", word)]
    if len(named) == 1 and len(numbers) == 2:
        year, day = sorted(numbers, reverse=True)
        calendar, month = _MONTH_NUMBERS[named[0]]
    elif len(numbers) == 3:
        year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
        calendar = "gregorian" if year in GREGORIAN_YEARS else calendar
    else:
        raise ValueError(_not_a_day(calendar))
    return _make_date(year, month, day, calendar)


def parse_month(text: str) -> tuple[date, str]:
    """The first day of the month that `text` names, and its calendar, in any digits: year/month, month/year, or
    with the month's name; also «Oct-26», which Excel makes of 2026-10. The year tells the calendar. ValueError, in the
    reader's language."""
    words = _words(text)
    named = [word for word in words if word in _MONTH_NUMBERS]
    numbers = [int(word) for word in words if re.fullmatch("[0-9]{1,4}", word)]
    if len(text) > 60 or len(words) != 2 or len(named) + len(numbers) != 2 or not numbers:
        raise ValueError(_not_a_month())
    if words[0] in named and _MONTH_NUMBERS[words[0]][0] == "gregorian" and len(words[1]) == 2:
        numbers = [numbers[0] + (2000 if numbers[0] < 30 else 1900)]  # as Excel reads them
    year, month = max(numbers), min(numbers)
    if year not in JALALI_YEARS and year not in GREGORIAN_YEARS:
        raise ValueError(_not_a_month())
    calendar = "gregorian" if year in GREGORIAN_YEARS else "jalali"
    if named and _MONTH_NUMBERS[named[0]][0] != calendar:
        raise ValueError(_("This month and this year are of two calendars."))
    month = _MONTH_NUMBERS[named[0]][1] if named else month
    return _make_date(year, month, 1, calendar), calendar


def _words(text: str) -> list[str]:
    """Folded, and one for each month: where it has two words, and where two names of it stand side by side, as in
    «تشرين الأول/أكتوبر». Each is folded alone, for «می» would become a part of what follows."""
    folded = _OF_TWO_WORDS.sub(r"\1_", " ".join(map(fold, text[:200].split())))
    words = [word for word in re.split(r"[\s/.,\-()]+", folded) if word]
    months = [_MONTH_NUMBERS.get(word) for word in words]
    return [word for n, word in enumerate(words) if not n or not months[n] or months[n] != months[n - 1]]


def _make_date(year: int, month: int, day: int, calendar: str) -> date:
    if year not in (JALALI_YEARS if calendar == "jalali" else GREGORIAN_YEARS):
        raise ValueError(_not_a_day(calendar))
    try:
        return JalaliDate(year, month, day).to_gregorian() if calendar == "jalali" else date(year, month, day)
    except ValueError:
        raise ValueError(_("The calendar has no such day.")) from None


def _not_a_month() -> str:
    reading = Reading.current()
    first, other = (write_digits(example, reading) for example in ("2026/11", "1405/09"))
    says = _("Write the month as year/month, for example {first} or {other}, or by its name and year.")
    return says.format(first=first, other=other)


def _not_a_day(calendar: str) -> str:
    example = "1405/09/01" if calendar == "jalali" else "2026/11/22"
    example = write_digits(example, Reading.current())
    return _("Write the day as year/month/day, for example {example}.").format(example=example)


def _write_span(n: int, unit: str, reading: Reading) -> str:
    form = arabic_form(n) if reading.language == "ar" else min(n, 2)
    return SPANS[reading.language][unit][form - 1].format(n=write_digits(str(n), reading))


def _in_calendar(day: date, calendar: str) -> tuple[int, int, int]:
    if calendar == "jalali":
        jalali = JalaliDate.to_jalali(day)
        return jalali.year, jalali.month, jalali.day
    return day.year, day.month, day.day


def _aware(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _local(value: date, reading: Reading) -> date:
    return _aware(value).astimezone(reading.zone) if isinstance(value, datetime) else value
