"""Rows of totals and averages in an imported table: left out and told of; a segment that is called so is none."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relationships.imports.names import LAYOUT
from relationships.imports.plan import Plan, Planner
from relationships.imports.table import read_table
from relationships.imports.totals import NAMES
from tests.cast import add_segment
from tests.relationships.months import ABAN

HEADINGS = "segment,month,active,revenue"
ROWS = ("کتاب‌خوان‌ها,1405/08,5,50", "طلاب Students,1405/08,7,70")


def plan_of(segments, *rows: str) -> Plan:
    text = "\n".join([HEADINGS, *rows])
    return Planner(segments, [], ABAN, "jalali").of(read_table(text, LAYOUT))


@pytest.mark.parametrize(
    "name",
    [*NAMES, "TOTAL", "Total:", "جمع کل:", "جمع كل", "الاجمالي", "المجموع الكلى", "(Total)", "Total general"]
    + ["Total 2026", "جمع سال ۱۴۰۵", "إجمالي 2026-10", "Total octobre 2026", "جمع آبان ۱۴۰۵"]
    + ["طلاب Students Total", "جمع کتابخوان‌ها", "إجمالي طلاب Students", "Total for طلاب students"]
    + ["AVERAGE", "Average 2026", "میانگین سال ۱۴۰۵", "متوسط ۱۴۰۵", "متوسط طلاب Students", "معدل آبان ۱۴۰۵"]
    + ["طلاب students avg."],
)  # fmt: skip
def test_a_row_of_totals_is_left_out_and_told(cast, name):
    for row in (f"{name},,12,120", f"{name},1405/08,12,x", f",{name},12,120", f"طلاب Students,{name},12,"):
        plan = plan_of(cast.segments, ROWS[0], row, ROWS[1])
        assert plan.problems == [] and plan.totals == [(3, name)]
        assert [change.entry.values["active"] for change in plan.added] == [5, 7]


@pytest.mark.parametrize(
    "name",
    ["Total Energies", "مجموعه", "Summer", "الجملة", "جمعه", "المجموعة الأولى", "کل‌آفرین"]
    + ["Average Joe", "Meander", "متوسط‌ها", "متوسطة", "معدل‌ها"],
)
def test_a_name_with_such_a_word_in_it_is_asked_about(cast, name):
    plan = plan_of(cast.segments, *ROWS, f"{name},1405/08,12,120")
    assert [(each.line, each.column) for each in plan.problems] == [(4, "segment")] and plan.totals == []


@pytest.mark.parametrize("name", ["متوسط", "معدل", "معدّل"])
def test_a_name_that_may_be_a_segment_s_is_an_average_only_without_a_month(cast, name):
    plan = plan_of(cast.segments, *ROWS, f"{name},,12,120", f"طلاب Students,{name},12,")
    assert plan.problems == [] and plan.totals == [(4, name), (5, name)]
    plan = plan_of(cast.segments, *ROWS, f"{name},1405/08,12,120")
    assert [(each.line, each.column) for each in plan.problems] == [(4, "segment")] and plan.totals == []


@pytest.mark.parametrize("name", ["Total", "جمع", "المجموع", "Students total", "میانگین", "Average"])
def test_a_segment_that_is_called_so_is_no_total(cast, name):
    segments = [*cast.segments, add_segment(cast.canvas, cast.dariush, name=name)]
    plan = plan_of(segments, *ROWS, f"{name.upper()},1405/08,12,120")
    assert plan.totals == [] and plan.added[2].entry.segment == segments[2]
    plan = plan_of(segments, *ROWS, f"{name},,12,120")
    assert [(each.line, each.column) for each in plan.problems] == [(4, "month")]


def test_it_is_shown_and_looked_at_again_where_it_became_a_segment(cast):
    """Its figures, which would be lost then, are none of what was confirmed."""
    place = [cast.team.pk, cast.canvas.pk]
    look, record = reverse("indicator_import", args=place), reverse("indicator_import_confirm", args=place)
    table = {"text": "\n".join([HEADINGS, *ROWS, "Total,1405/08,12,120"])}
    seen = cast.dariush.client.post(look, table)
    assert "سطر ۴: <bdi>Total</bdi>" in seen.content.decode()
    add_segment(cast.canvas, cast.dariush, name="total")
    answer = cast.dariush.client.post(record, {**table, "digest": seen.context["plan"].digest})
    assert (answer.status_code, len(answer.context["plan"].added)) == (409, 3)


def test_a_table_of_nothing_else_is_told_from_one_that_stands_there_already(cast):
    look = reverse("indicator_import", args=[cast.team.pk, cast.canvas.pk])
    page = cast.dariush.client.post(look, {"text": f"{HEADINGS}\nجمع,,12,120"}).content.decode()
    assert "سطر ۲" in page and "جدول سطر دیگری ندارد" in page


TOTAL = st.builds("{},{},9,9".format, st.sampled_from(NAMES), st.sampled_from(["", "1405/08", "1405", "جمع", "x"]))


@given(st.lists(st.tuples(st.integers(0, 2), TOTAL), max_size=6))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_wherever_they_stand_the_rest_is_as_without_them_and_none_is_silent(cast, totals):
    rows = [*ROWS]
    for place, total in sorted(totals, reverse=True):
        rows.insert(place, total)
    plan, alone = plan_of(cast.segments, *rows), plan_of(cast.segments, *ROWS)
    assert (plan.digest, plan.problems) == (alone.digest, [])
    assert [line for line, _name in plan.totals] == [n for n, row in enumerate(rows, 2) if row not in ROWS]
