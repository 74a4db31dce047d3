"""Months in the reader's calendar, with what happened in them."""

from accounts.reading import Reading
from canvas.loading import load_history
from canvas.models import Canvas
from history.moments import lines_on
from history.months import Month, years_of
from tests.cast import make_writers

FA, EN = Reading.of(None, "fa"), Reading.of(None, "en")


def test_months_tell_every_line_and_lead_to_the_last(as_owner):
    """Eight years of a canvas, imported."""
    operator = load_history("operator", "en", make_writers("operator", "en"))
    for reading, first in ((FA, "فروردین"), (EN, "March")):
        assert check_months(operator, reading)[0].name == first


def check_months(canvas: Canvas, reading: Reading) -> list[Month]:
    years = years_of(canvas, reading)
    months = [month for year in years for month in year]
    lines = list(lines_on(canvas).order_by("seq"))
    assert sum(month.count for month in months) == len(lines)
    assert len(years) >= 8 and [month.begins_on for month in months] == sorted(month.begins_on for month in months)
    for month, after in zip(months, [*months[1:], None], strict=True):
        last = next(line for line in lines if line.seq == month.last).at.astimezone(reading.zone).date()
        assert month.begins_on <= last and (after is None or last < after.begins_on)
    return months


def test_a_busy_month_counts_as_many(cast, monkeypatch):
    assert [month.count for (month,) in years_of(cast.canvas, FA)] == [lines_on(cast.canvas).count()]
    monkeypatch.setattr("history.months.MANY", 3)
    assert [month.count for (month,) in years_of(cast.canvas, FA)] == [3]
