"""Figures as CSV: what goes out comes back in without a change, and no cell is a formula."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO
from urllib.parse import quote

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.months import month_after, month_of
from accounts.reading import Reading
from accounts.text import clean_line
from canvas.models import Segment
from relationships.figures_csv import write_figures
from relationships.imports.decoding import decode
from relationships.imports.names import LAYOUT
from relationships.imports.plan import Planner
from relationships.imports.table import read_table
from relationships.models import Indicator
from relationships.spreadsheet import SIGNS
from tests.relationships.months import record_months

TODAY = date(2026, 11, 27)


def test_members_take_the_figures_with_them(cast):
    record_months(cast.canvas, cast.dariush, cast.segments, 2)
    url = reverse("indicators_csv", args=[cast.team.pk, cast.canvas.pk])
    response = cast.layla.client.get(url)
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert rows[0][:3] == ["الشريحة", "الشهر", "العملاء النشطون"]
    assert rows[1][:3] == ["کتاب‌خوان‌ها", "1405/08", "21800"]
    assert len(rows) == 5
    assert cast.sara.client.get(url).status_code == 404


@pytest.mark.parametrize("url", ["indicators_csv", "indicator_template"])
def test_their_file_is_named_as_every_table_of_the_canvas(cast, url):
    named, tables = (
        cast.layla.client.get(reverse(name, args=[cast.team.pk, cast.canvas.pk, *more]))["Content-Disposition"]
        for name, more in ((url, []), ("table_csv", ["indicators"]))
    )
    assert named == tables and quote("کتاب فروشی") in named


def test_the_template_has_a_line_for_each_segment_and_imports_as_nothing(cast):
    response = cast.dariush.client.get(reverse("indicator_template", args=[cast.team.pk, cast.canvas.pk]))
    text = response.content.decode("utf-8-sig")
    assert "کتاب‌خوان‌ها,1405/09," in text and "طلاب Students,1405/09," in text
    sent = cast.dariush.client.post(reverse("indicator_import", args=[cast.team.pk, cast.canvas.pk]), {"text": text})
    assert sent.status_code == 200 and sent.context["plan"].entries == []


def is_name(text: str) -> bool:
    try:
        return clean_line(text) == text
    except ValueError:
        return False


NAMES = st.text(
    st.sampled_from("aبیيکك=+-@'\"#;,،؛ \u200c9۹") | st.characters(codec="utf-8"), min_size=1, max_size=12
).filter(is_name)
FIGURES = st.fixed_dictionaries(
    {name: st.none() | st.integers(0, 10**12 - 1) for name in Indicator.FIGURES[:3]}
    | {name: st.none() | st.decimals(0, 10**9, places=2) for name in Indicator.FIGURES[3:]}
)


@pytest.mark.parametrize("calendar", ["jalali", "gregorian"])
@pytest.mark.parametrize("language", ["fa", "ar", "en"])
@given(st.data())
@settings(max_examples=40, deadline=None)
def test_what_goes_out_comes_back_without_a_change(calendar, language, data):
    names = data.draw(st.lists(NAMES, min_size=1, max_size=4))
    segments = [Segment(pk=pk, name=name) for pk, name in enumerate(names, 1)]
    last = month_of(TODAY, calendar)
    rows = [
        Indicator(
            segment_id=segment.pk, month_on=month_after(last, calendar, -n), version=1,
            **data.draw(FIGURES.filter(lambda figures: any(value is not None for value in figures.values()))),
        )
        for segment in segments
        for n in data.draw(st.sets(st.integers(0, 30), max_size=3))
    ]  # fmt: skip
    with Reading.of(None, language).active():
        text = write_figures(segments, rows)
        assert not any(cell.startswith(SIGNS) for row in csv.reader(StringIO(text)) for cell in row)
        if not rows:
            return
        plan = Planner(segments, rows, TODAY, calendar).of(read_table(decode(text.encode()), LAYOUT))
        assert plan.problems == []
        assert (plan.entries, len(plan.unchanged)) == ([], len(rows))
        fresh = Planner(segments, [], TODAY, calendar).of(read_table(decode(text.encode()), LAYOUT))
    assert {(c.entry.segment.pk, c.entry.month_on): c.entry.values for c in fresh.added} == {
        (row.segment_id, row.month_on): {
            name: value for name in Indicator.FIGURES if (value := getattr(row, name)) is not None
        }
        for row in rows
    }
    assert all(isinstance(value, int | Decimal) for change in fresh.added for value in change.entry.values.values())
