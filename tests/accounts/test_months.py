"""Months in both calendars."""

from datetime import date

import pytest

from accounts.months import in_calendar, month_after, month_ends, month_of, month_starts


def test_month_starts_in_both_calendars():
    gregorian = list(month_starts(date(2025, 11, 20), date(2026, 1, 2), "gregorian"))
    assert gregorian == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)]
    for last in (date(2026, 4, 21), date(2026, 5, 21)):  # the first and the last day of Ordibehesht
        jalali = list(month_starts(date(2026, 3, 19), last, "jalali"))
        assert jalali == [date(2026, 2, 20), date(2026, 3, 21), date(2026, 4, 21)]


def test_month_of_a_day_its_end_and_its_neighbours():
    assert month_of(date(2026, 11, 27), "gregorian") == date(2026, 11, 1)
    assert month_of(date(2026, 11, 27), "jalali") == date(2026, 11, 22)
    assert month_ends(date(2028, 2, 3), "gregorian") == date(2028, 2, 29)
    assert month_ends(date(2025, 3, 1), "jalali") == date(2025, 3, 20)  # Esfand 1403, a leap year
    assert month_after(date(2026, 12, 31), "gregorian") == date(2027, 1, 1)
    assert month_after(date(2026, 3, 21), "jalali", -1) == date(2026, 2, 20)
    assert month_after(date(2026, 3, 21), "jalali", 24) == date(2028, 3, 20)


@pytest.mark.parametrize("calendar", ["jalali", "gregorian"])
@pytest.mark.parametrize("day", [date.min, date(622, 3, 21), date(9999, 3, 20), date.max])
def test_out_of_all_years_it_is_the_first_or_the_last_month(day, calendar):
    for months in (-1, 0, 1, 24_000):
        assert in_calendar(month_after(day, calendar, months), calendar)
    assert list(month_starts(day, date.max, calendar))


def test_before_and_after_all_jalali_years_are_their_ends():
    assert [in_calendar(day, "jalali") for day in (date.min, date.max)] == [(1, 1), (9377, 12)]
