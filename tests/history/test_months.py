"""Months in the reader's calendar, with what happened in them."""

import pytest

from accounts.reading import Reading
from canvas.loading import load_history
from canvas.models import Canvas
from history.moments import lines_on
from history.months import years_of
from tests.cast import make_person

FA, EN = Reading.of(None, "fa"), Reading.of(None, "en")


@pytest.fixture
def operator(as_owner) -> Canvas:
    """Eight years of a canvas, imported."""
    names = ("mahdi", "maryam", "nader", "samira", "yusuf", "huda")
    return load_history("operator", "en", {name: make_person(name, name, "en") for name in names})


@pytest.mark.parametrize("reading", [FA, EN])
def test_months_tell_every_line_and_lead_to_the_last(operator, reading):
    years = years_of(operator, reading)
    months = [month for year in years for month in year]
    lines = list(lines_on(operator).order_by("seq"))
    assert sum(month.count for month in months) == len(lines)
    assert len(years) >= 8 and [month.begins_on for month in months] == sorted(month.begins_on for month in months)
    for month, after in zip(months, [*months[1:], None], strict=True):
        last = next(line for line in lines if line.seq == month.last).at.astimezone(reading.zone).date()
        assert month.begins_on <= last and (after is None or last < after.begins_on)
    assert months[0].name == ("فروردین" if reading is FA else "March")


def test_a_busy_month_counts_as_many(operator, monkeypatch):
    monkeypatch.setattr("history.months.MANY", 3)
    assert {month.count for year in years_of(operator, FA) for month in year} <= {1, 2, 3}
