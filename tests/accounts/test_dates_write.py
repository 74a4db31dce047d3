"""Writing days and moments as their reader has them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from persiantools.jdatetime import JalaliDate

from accounts.dates import write_ago, write_date, write_moment, write_time
from accounts.plurals import arabic_form
from accounts.reading import Reading

FA, AR, EN = (Reading.of(None, language) for language in ("fa", "ar", "en"))
ARAB = Reading("ar", "gregorian", "arab", "UTC")
DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("style", "fa", "arab", "en"),
    [
        ("long", "یکشنبه ۱ آذر ۱۴۰۵", "الأحد، ٢٢ نوفمبر ٢٠٢٦", "Sunday, 22 November 2026"),
        ("day", "۱ آذر ۱۴۰۵", "٢٢ نوفمبر ٢٠٢٦", "22 November 2026"),
        ("short", "۱۴۰۵/۰۹/۰۱", "٢٠٢٦/١١/٢٢", "2026-11-22"),
        ("month", "آذر ۱۴۰۵", "نوفمبر ٢٠٢٦", "November 2026"),
        ("year", "۱۴۰۵", "٢٠٢٦", "2026"),
    ],
)
def test_a_day_is_written_by_style(style, fa, arab, en):
    assert [write_date(DAY, reading, style) for reading in (FA, ARAB, EN)] == [fa, arab, en]


@pytest.mark.parametrize(
    ("language", "calendar", "written"),
    [
        ("fa", "gregorian", "یکشنبه 22 نوامبر 2026"),
        ("ar", "jalali", "الأحد، 1 آذر 1405"),
        ("en", "jalali", "Sunday, 1 Azar 1405"),
    ],
)
def test_any_language_can_have_either_calendar(language, calendar, written):
    assert write_date(DAY, Reading(language, calendar, "latn", "UTC"), "long") == written


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2021, 3, 20), "شنبه ۳۰ اسفند ۱۳۹۹"),
        (date(2021, 3, 21), "یکشنبه ۱ فروردین ۱۴۰۰"),
        (date(2025, 3, 20), "پنجشنبه ۳۰ اسفند ۱۴۰۳"),
        (date(2025, 3, 21), "جمعه ۱ فروردین ۱۴۰۴"),
        (date(2026, 3, 20), "جمعه ۲۹ اسفند ۱۴۰۴"),
        (date(2024, 2, 29), "پنجشنبه ۱۰ اسفند ۱۴۰۲"),
        (date(1979, 2, 11), "یکشنبه ۲۲ بهمن ۱۳۵۷"),
        (date(2026, 11, 24), "سه\u200cشنبه ۳ آذر ۱۴۰۵"),
    ],
)
def test_jalali_years_leap_as_the_official_calendar_does(day, written):
    assert write_date(day, FA, "long") == written


def test_every_month_of_a_year_has_its_name():
    names = [write_date(JalaliDate(1405, month, 1).to_gregorian(), FA, "month").split()[0] for month in range(1, 13)]
    assert " ".join(names) == "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
    names = [write_date(date(2026, month, 1), AR, "month").split()[0] for month in range(1, 13)]
    assert " ".join(names) == "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"


def test_persian_names_are_written_with_persian_letters():
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    for calendar in ("jalali", "gregorian"):
        reading = Reading("fa", calendar, "arabext", "UTC")
        assert not set("".join(write_date(day, reading, "long") for day in year)) & set("يكةى٠١٢٣٤٥٦٧٨٩")


def test_a_moment_is_written_by_the_readers_clock():
    assert write_moment(NOON, FA) == "۱ آذر ۱۴۰۵، ساعت ۱۵:۳۰"
    assert write_moment(NOON, ARAB) == "٢٢ نوفمبر ٢٠٢٦، ١٢:٠٠"
    assert write_moment(NOON, EN) == "22 November 2026, 12:00"
    assert write_time(NOON, Reading("en", "gregorian", "latn", "Asia/Kabul")) == "16:30"


def test_a_day_is_the_readers_day():
    late = datetime(2026, 11, 21, 21, 0, tzinfo=UTC)
    assert [write_date(late, reading) for reading in (FA, EN)] == ["۱ آذر ۱۴۰۵", "21 November 2026"]
    assert write_date(late.astimezone(timezone(timedelta(hours=9))), FA) == "۱ آذر ۱۴۰۵"


def test_a_moment_without_a_zone_is_utc():
    assert write_moment(NOON.replace(tzinfo=None), FA) == write_moment(NOON, FA)


MINUTE, HOUR, DAYS, WEEK, MONTH, YEAR = 60, 3600, 86_400, 604_800, 2_629_746, 31_556_952


@pytest.mark.parametrize(
    ("seconds", "fa", "ar", "en"),
    [
        (0, "همین حالا", "الآن", "just now"),
        (59.9, "همین حالا", "الآن", "just now"),
        (MINUTE, "۱ دقیقه پیش", "منذ دقيقة", "1 minute ago"),
        (2 * MINUTE, "۲ دقیقه پیش", "منذ دقيقتين", "2 minutes ago"),
        (3 * MINUTE, "۳ دقیقه پیش", "منذ 3 دقائق", "3 minutes ago"),
        (11 * MINUTE, "۱۱ دقیقه پیش", "منذ 11 دقيقة", "11 minutes ago"),
        (HOUR, "۱ ساعت پیش", "منذ ساعة", "1 hour ago"),
        (2 * HOUR, "۲ ساعت پیش", "منذ ساعتين", "2 hours ago"),
        (10 * HOUR, "۱۰ ساعت پیش", "منذ 10 ساعات", "10 hours ago"),
        (23 * HOUR, "۲۳ ساعت پیش", "منذ 23 ساعة", "23 hours ago"),
        (DAYS, "۱ روز پیش", "منذ يوم", "1 day ago"),
        (6 * DAYS, "۶ روز پیش", "منذ 6 أيام", "6 days ago"),
        (2 * WEEK, "۲ هفته پیش", "منذ أسبوعين", "2 weeks ago"),
        (3 * MONTH, "۳ ماه پیش", "منذ 3 أشهر", "3 months ago"),
        (11 * MONTH, "۱۱ ماه پیش", "منذ 11 شهرًا", "11 months ago"),
        (2 * YEAR, "۲ سال پیش", "منذ سنتين", "2 years ago"),
        (11 * YEAR, "۱۱ سال پیش", "منذ 11 سنة", "11 years ago"),
        (100 * YEAR, "۱۰۰ سال پیش", "منذ 100 سنة", "100 years ago"),
        (103 * YEAR, "۱۰۳ سال پیش", "منذ 103 سنوات", "103 years ago"),
        (-30, "همین حالا", "الآن", "just now"),
        (-61, "۲ دقیقه دیگر", "بعد دقيقتين", "in 2 minutes"),
        (-HOUR, "۱ ساعت دیگر", "بعد ساعة", "in 1 hour"),
        (0.5 - 3 * DAYS, "۳ روز دیگر", "بعد 3 أيام", "in 3 days"),
        (0.5 - WEEK, "۱ هفته دیگر", "بعد أسبوع", "in 1 week"),
    ],
)
def test_how_long_ago(seconds, fa, ar, en):
    then = NOON - timedelta(seconds=seconds)
    assert [write_ago(then, reading, NOON) for reading in (FA, AR, EN)] == [fa, ar, en]


def test_how_long_ago_has_the_readers_digits():
    assert write_ago(NOON - timedelta(days=3), ARAB, NOON) == "منذ ٣ أيام"


def test_without_a_now_it_is_now():
    assert write_ago(datetime.now(UTC) - timedelta(hours=3, seconds=5), EN) == "3 hours ago"


def test_arabic_days_follow_the_forms():
    """0, 1, 2, 3, 11, 100, 103: the six forms, of which a span never has the first."""
    assert [arabic_form(n) for n in (0, 1, 2, 3, 11, 100, 103)] == [0, 1, 2, 3, 4, 5, 3]


def test_a_day_that_the_jalali_calendar_does_not_reach_is_said_by_the_gregorian():
    assert [write_date(day, FA, "short") for day in (date.min, date(622, 3, 21), date.max)] == [
        "۱/۰۱/۰۱", "۶۲۲/۰۳/۲۱", "۹۹۹۹/۱۲/۳۱",
    ]  # fmt: skip
    assert write_date(date.min, FA) == "۱ ژانویه ۱"
