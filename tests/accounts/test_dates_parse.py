"""Reading days that people type, in either calendar and any digits."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.dates import can_be_typed, parse_date, write_date
from accounts.reading import CALENDARS, DIGITS, LANGUAGES, Reading

DAY = date(2026, 11, 22)
READINGS = [
    Reading(language, calendar, digits, "UTC") for language in LANGUAGES for calendar in CALENDARS for digits in DIGITS
]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "۱۴۰۵/۹/۱",
            "۱۴۰۵/۰۹/۰۱",
            "1405-9-1",
            "١٤٠٥/٩/١",
            "1405.09.01",
            " ۱۴۰۵ ۹ ۱ ",
            "۱/۹/۱۴۰۵",
            "\u200f۱۴۰۵/۹/۱",
        ),
        *("۱ آذر ۱۴۰۵", "یکشنبه ۱ آذر ۱۴۰۵", "یک\u200cشنبه، ۱ آذر ۱۴۰۵", "1 Azar 1405", "۱۴۰۵ آذر ۱"),
        *(
            "2026-11-22",
            "2026/11/22",
            "۲۰۲۶/۱۱/۲۲",
            "22/11/2026",
            "22 Nov 2026",
            "۲۲ نوامبر ۲۰۲۶",
            "٢٢ نوفمبر ٢٠٢٦",
        ),
    ],
)
def test_a_jalali_reader_may_type_either_calendar(text):
    assert parse_date(text, "jalali") == DAY


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2026-11-22",
            "2026/11/22",
            "22/11/2026",
            "٢٠٢٦/١١/٢٢",
            "22.11.2026",
            "22 november 2026",
            "22 NOV 2026",
        ),
        *("Sunday, 22 November 2026", "الأحد، 22 نوفمبر 2026", "1 Azar 1405", "۱ آذر ۱۴۰۵"),
    ],
)
def test_a_gregorian_reader_types_gregorian_days_or_names_the_month(text):
    assert parse_date(text, "gregorian") == DAY


@pytest.mark.parametrize("calendar", CALENDARS)
@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "آذر",
            "1405",
            "۱۴۰۵/۹",
            "۰۵/۹/۱",
            "1/2/3",
            "22/11",
            "22 Foo 2026",
            "Nov Nov 2026",
            "2026/11/22/1",
        ),
        *(
            "99999/1/1",
            "0/0/0",
            "-1/1/1",
            "1/11/22x",
            "\x00",
            "\ud800",
            "9" * 5000,
            "2026/11/22 " * 20,
            "1150/1/1",
        ),
        *("22 November 1405", "1 Azar 2026"),
    ],
)
def test_what_is_no_day_is_refused_with_an_example(text, calendar):
    with pytest.raises(ValueError, match="Write the day as year/month/day, for example (1405/09/01|2026/11/22)"):
        parse_date(text, calendar)


def test_the_example_is_in_the_readers_digits():
    with Reading.of(None, "fa").active(), pytest.raises(ValueError, match="۱۴۰۵/۰۹/۰۱"):
        parse_date("؟", "jalali")


def test_a_gregorian_reader_is_not_guessed_at():
    """1447 may be meant as a year of the Lunar Hijri calendar."""
    with pytest.raises(ValueError, match="2026/11/22"):
        parse_date("1447/06/01", "gregorian")


@pytest.mark.parametrize(
    "text", ["۱۴۰۴/۱۲/۳۰", "۱۴۰۵/۷/۳۱", "1405/13/1", "1405/0/1", "2026/2/29", "2026/11/31", "11/22/2026"]
)
def test_a_day_that_its_calendar_lacks_is_refused(text):
    with pytest.raises(ValueError, match="no such day"):
        parse_date(text, "jalali")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("۱۳۹۹/۱۲/۳۰", date(2021, 3, 20)),
        ("۱۴۰۳/۱۲/۳۰", date(2025, 3, 20)),
        ("۱۴۰۴/۱/۱", date(2025, 3, 21)),
        ("2024/2/29", date(2024, 2, 29)),
    ],
)
def test_leap_days_are_days(text, day):
    assert parse_date(text, "jalali") == day


@pytest.mark.parametrize(
    ("calendar", "first", "last", "beyond"),
    [("gregorian", "1800/1/1", "2299/12/31", ("1799/12/31", "2300/1/1")), ("jalali", "1200/1/1", "1599/12/29", ())],
)
def test_bounds_of_what_can_be_typed(calendar, first, last, beyond):
    assert all(can_be_typed(parse_date(text, calendar)) for text in (first, last))
    for text in beyond:
        assert not can_be_typed(date(*map(int, text.split("/"))))
        with pytest.raises(ValueError):
            parse_date(text, calendar)


@settings(max_examples=500)
@given(
    st.sampled_from(READINGS), st.sampled_from(["long", "day", "short"]), st.dates(date(1900, 1, 1), date(2200, 1, 1))
)
def test_what_is_written_reads_the_same(reading, style, day):
    assert parse_date(write_date(day, reading, style), reading.calendar) == day


@given(st.text(max_size=20), st.sampled_from(CALENDARS))
def test_any_text_is_a_day_or_a_clear_error(text, calendar):
    try:
        assert isinstance(parse_date(text, calendar), date)
    except ValueError as error:
        assert str(error).endswith(".")


def test_names_of_months_are_known_however_they_are_typed():
    with translation.override("fa"):
        assert parse_date("۵ اُردیبهشت ۱۴۰۵", "jalali") == parse_date("5 ارديبهشت 1405", "jalali") == date(2026, 4, 25)
