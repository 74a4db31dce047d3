"""When a day begins and ends, by the clocks of a place."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from accounts.days import day_begins, day_ends


def test_a_day_begins_at_its_own_midnight():
    tehran = ZoneInfo("Asia/Tehran")
    assert day_begins(date(2026, 11, 22), tehran) == datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
    assert day_ends(date(2026, 11, 22), tehran) == datetime(2026, 11, 22, 20, 30, tzinfo=UTC)


def test_a_day_of_other_clocks_is_longer_or_shorter():
    berlin = ZoneInfo("Europe/Berlin")
    hours = [(day_ends(day, berlin) - day_begins(day, berlin).astimezone(UTC)).total_seconds() / 3600
             for day in (date(2026, 3, 29), date(2026, 6, 1), date(2026, 10, 25))]  # fmt: skip
    assert hours == [23, 24, 25]
