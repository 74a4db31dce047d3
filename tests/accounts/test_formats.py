"""What Django itself writes, in the administration pages, follows the language as well."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django import forms
from django.utils import formats, translation

from accounts.dates import write_date
from accounts.reading import Reading

NOON = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "day", "short", "moment"),
    [
        ("fa", "22 نوامبر 2026", "2026/11/22", "22 نوامبر 2026، ساعت 14:30"),
        ("ar", "22 نوفمبر 2026", "2026/11/22", "22 نوفمبر 2026، 14:30"),
        ("en", "22 November 2026", "2026-11-22", "22 November 2026, 14:30"),
    ],
)
def test_dates_follow_the_language(language, day, short, moment):
    with translation.override(language):
        assert formats.date_format(NOON) == day
        assert formats.date_format(NOON, "SHORT_DATE_FORMAT") == short
        assert formats.date_format(NOON, "DATETIME_FORMAT") == moment


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_numbers_are_never_mistaken(language):
    """Django's own Arabic writes 1234.5 as 1.234,5."""
    with translation.override(language):
        assert formats.number_format(Decimal("1234.5"), force_grouping=True) == "1,234.5"


@pytest.mark.parametrize(("language", "weekday"), [("fa", "شنبه"), ("ar", "السبت"), ("en", "Monday")])
def test_the_week_begins_where_the_language_says(language, weekday):
    sunday = date(2026, 11, 22)
    first = sunday + timedelta(days=formats.get_format("FIRST_DAY_OF_WEEK", language))
    assert write_date(first, Reading.of(None, language), "long").startswith(weekday)


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
@pytest.mark.parametrize("text", ["2026-11-22", "2026/11/22", "22/11/2026"])
def test_days_can_be_typed_with_the_year_at_either_end(language, text):
    with translation.override(language):
        assert forms.DateField().clean(text) == date(2026, 11, 22)
