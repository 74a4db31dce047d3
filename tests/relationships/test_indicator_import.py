"""Importing figures: looked at first, errors by line and column, all or nothing, whatever is sent."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.reading import Reading
from accounts.text import is_storable
from record.models import Change
from relationships.imports import MOST_BYTES, MOST_ROWS
from relationships.imports.names import LAYOUT
from relationships.imports.plan import Planner
from relationships.imports.table import read_table
from relationships.models import Indicator
from relationships.models.indicator import Entry
from tests.cast import actor, add_segment
from tests.relationships.months import ABAN, MEHR

TABLE = "segment,month,active,new,lost,revenue,marketing cost,service cost\n"
ROW = "کتاب‌خوان‌ها,1405/08,20900,1500,600,1022500000,90000000,3000000\n"


@pytest.fixture
def urls(cast) -> tuple[str, str]:
    names = ("indicator_import", "indicator_import_confirm")
    return tuple(reverse(name, args=[cast.team.pk, cast.canvas.pk]) for name in names)


def look(cast, urls, text: str | bytes, status: int = 200):
    """Looks at a table that is pasted, or uploaded if it is bytes; answers the page's plan, and its words."""
    file = {"file": SimpleUploadedFile("f.csv", text)} if isinstance(text, bytes) else {"text": text}
    response = cast.dariush.client.post(urls[0], file)
    page = response.content.decode()
    assert response.status_code == status, page
    assert not Change.objects.filter(verb="indicator.record").exists()
    return response.context["plan"], page


def confirm(cast, urls, text: str, digest: str):
    return cast.dariush.client.post(urls[1], {"text": text, "digest": digest})


def test_it_is_looked_at_and_then_recorded_in_one_act(cast, urls):
    text = TABLE + ROW + "طلاب Students,آبان ۱۴۰۵,۵٬۰۰۰,,,,,\n"
    assert cast.dariush.client.get(urls[0]).status_code == 200
    plan, page = look(cast, urls, text)
    assert (len(plan.added), len(plan.changed), plan.problems) == (2, 0, [])
    assert "۲۰٬۹۰۰" in page and "آبان ۱۴۰۵" in page
    page = cast.dariush.client.post(urls[1], {"text": text, "digest": plan.digest}, follow=True).content.decode()
    undo = reverse("change_undo", args=[cast.team.pk, Change.objects.of(cast.team.pk).latest("seq").seq])
    assert f'action="{undo}"' in page.partition('id="toasts"')[2]
    assert sorted(Indicator.objects.values_list("active", "month_on")) == [(5_000, ABAN), (20_900, ABAN)]
    assert len({line.request for line in Change.objects.filter(verb="indicator.record")}) == 1
    again = cast.dariush.client.post(urls[0], {"text": text}).context["plan"]
    assert (again.entries, len(again.unchanged)) == ([], 2)


def test_a_table_with_an_error_is_recorded_by_no_digest(cast, urls):
    text = TABLE + ROW + "?,1405/08,1,,,,,\n"
    plan, _page = look(cast, urls, text, 422)
    assert len(plan.added) == 1 and confirm(cast, urls, text, plan.digest).status_code == 422
    assert not Indicator.objects.exists()


def test_a_figure_of_the_preview_says_what_it_is_where_no_heading_shows(cast, urls):
    """On a phone, that is; what has no figure is left out there."""
    _plan, page = look(cast, urls, TABLE + "کتاب‌خوان‌ها,1405/08,20900,,,,,\n")
    assert '<td data-label="مشتریان فعال در پایان ماه"><span><ins>۲۰٬۹۰۰</ins></span></td>' in page
    assert page.count("<td ><span>—</span></td>") == 5


def test_no_line_breaks_within_the_name_of_an_encoding(cast, urls):
    page = cast.dariush.client.get(urls[0]).content.decode()
    assert "UTF‑16 یا Windows‑1256؛" in page


@pytest.mark.parametrize("person, status", [("amina", 200), ("kian", 403), ("layla", 403), ("sara", 404)])
def test_who_may(cast, urls, person, status):
    client = cast.people[person].client
    assert client.get(urls[0]).status_code == status
    assert client.post(urls[0], {"text": TABLE + ROW}).status_code == status
    assert client.post(urls[1], {"text": TABLE + ROW, "digest": "0" * 32}).status_code == (
        409 if status == 200 else status
    )
    assert not Indicator.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "segment;month;active\nکتاب‌خوان‌ها;1405/08;20,900\n",
        "segment\tmonth\tactive\nکتاب‌خوان‌ها\t1405/08\t20900",
        "بخش؛ماه؛مشتریان فعال\nکتاب‌خوان‌ها؛۱۴۰۵/۰۸؛۲۰٬۹۰۰",
        "الشهر،الشريحة،العملاء النشطون\nآبان 1405،كتابخوان ها،٢٠٩٠٠",
        'month,segment,active\r\nAban 1405,کتابخوان‌ها,"20,900"\r\n\r\n',
        "\ufeffactive,month,segment\n20900,8/1405,کتاب‌خوان‌ها",
        "segment,month,active\nکتاب‌خوان‌ها,2026-10-23,20900",
        "segment,month,active,,\nکتاب‌خوان‌ها,1405-08,20900,,",
        "sep=;\nsegment;month;active\nکتاب‌خوان‌ها;1405/08;20900\n",
        'SEP=,\r\nsegment,month,active\r\nکتاب‌خوان‌ها,1405/08,"20,900"\r\n',
        '"sep=|"\nsegment|month|active\nکتاب‌خوان‌ها|1405/08|20900\n',
        "sep=\t\n\nsegment\tmonth\tactive\nکتاب‌خوان‌ها\t1405/08\t20900\n",
        "گزارش ماهانه\n\nsegment,month,active\nکتاب‌خوان‌ها,1405/08,20900\n",
        "Report;;\n;;\nmonth:;1405/08;\nsegment;month;active\nکتاب‌خوان‌ها;1405/08;20900\n",
        '"تقرير، الإيرادات"،،\nالشهر،الشريحة،العملاء النشطون\nآبان 1405،كتابخوان ها،٢٠٩٠٠',
        "sep=;\nReport, monthly\nsegment;month;active\nکتاب‌خوان‌ها;1405/08;20900\n",
        "sep=,,,\nsegment,month,active,\nکتاب‌خوان‌ها,1405/08,20900,\n",
    ],
)
def test_one_table_in_many_writings(cast, urls, text):
    for sent in (text, text.encode(), text.encode("utf-16")):
        plan, _page = look(cast, urls, sent)
        (change,) = plan.added
        assert (change.entry.segment, change.entry.month_on, change.entry.values) == (
            cast.segments[0],
            ABAN,
            {"active": 20_900},
        )


@pytest.mark.parametrize("text", ["۱۴۰۵/۰۸/۰۱", "1405-08-01", "2026-10-23", "۱ آبان ۱۴۰۵"])
def test_a_first_day_in_full_is_read_by_the_readers_calendar_while_the_books_are_empty(cast, urls, text):
    plan, _page = look(cast, urls, f"segment,month,active\nکتاب‌خوان‌ها,{text},5\n")
    assert (plan.added[0].entry.month_on, plan.calendar) == (ABAN, "jalali")
    english = Reading.of(None, "en").calendar
    lines = read_table("segment,month,active\nکتاب‌خوان‌ها,2026/10/01,5\n", LAYOUT)
    plan = Planner(cast.segments, [], ABAN, english).of(lines)
    assert plan.calendar == "gregorian" and not plan.problems


def test_the_arabic_code_page_of_windows_is_understood(cast, urls):
    text = "الشريحة;الشهر;العملاء النشطون\nطلاب Students;2026-10;5\n"
    plan, _page = look(cast, urls, text.encode("cp1256"))
    assert [(c.entry.segment, c.entry.month_on) for c in plan.added] == [(cast.segments[1], date(2026, 10, 1))]


@pytest.mark.parametrize(
    "row, column",
    [
        ("ناشناس,1405/08,1,,,,,", "segment"),
        (",1405/08,1,,,,,", "segment"),
        ("کتاب‌خوان‌ها,,1,,,,,", "month"),
        ("کتاب‌خوان‌ها,1405/13,1,,,,,", "month"),
        ("کتاب‌خوان‌ها,مهر,1,,,,,", "month"),
        ("کتاب‌خوان‌ها,مهر 2026,1,,,,,", "month"),
        ("کتاب‌خوان‌ها,2026-10-24,1,,,,,", "month"),
        ("کتاب‌خوان‌ها,1406/01,1,,,,,", "month"),
        ("کتاب‌خوان‌ها,1328/10,1,,,,,", "month"),
        ("کتاب‌خوان‌ها,1805/03,1,,,,,", "month"),
        ("کتاب‌خوان‌ها,1405/08,زیاد,,,,,", "active"),
        ("کتاب‌خوان‌ها,1405/08,1.5,,,,,", "active"),
        ("کتاب‌خوان‌ها,1405/08,1,-1,,,,", "new"),
        ("کتاب‌خوان‌ها,1405/08,1,,,9999999999999999,,", "revenue"),
        ("کتاب‌خوان‌ها,1405/08,1,,,1,000,,,", ""),
    ],
)
def test_what_is_wrong_is_said_by_line_and_column(cast, urls, row, column):
    plan, page = look(cast, urls, TABLE + ROW.replace("/08", "/07") + "\n" + row + "\n", 422)
    (problem,) = plan.problems
    assert (problem.line, problem.column) == (4, column)
    assert escape(problem.text) in page
    assert 'name="digest"' not in page


@pytest.mark.parametrize(
    ("before", "first", "said"), [("1328/10", "1328/11", "بهمن ۱۳۲۸"), ("1949-12", "1950-01", "ژانویه ۱۹۵۰")]
)
def test_the_first_month_that_is_taken_is_the_first_that_the_grid_reaches(cast, urls, before, first, said):
    line = "segment,month,active\nکتاب‌خوان‌ها,{},5\n"
    plan, _page = look(cast, urls, line.format(before), 422)
    assert said in plan.problems[0].text
    plan, _page = look(cast, urls, line.format(first))
    assert confirm(cast, urls, line.format(first), plan.digest).status_code == 302
    grid = cast.dariush.client.get(
        reverse("numbers", args=[cast.team.pk, cast.canvas.pk]), {"until": Indicator.objects.get().month_on}
    )
    assert f"{Indicator.objects.get().month_on}-active" in grid.content.decode()


def test_nothing_is_lost_in_columns_without_a_heading_at_the_end(cast, urls):
    """A number with separators takes two cells; the second is no less a part of it where such columns follow."""
    text = "segment,month,active,,\nکتاب‌خوان‌ها,1405/08,20,900,\n"
    plan, page = look(cast, urls, text, 422)
    assert [(problem.line, problem.column) for problem in plan.problems] == [(2, "")]
    plan, page = look(cast, urls, text.replace("20,900,", '"20,900",,'))
    assert plan.added[0].entry.values == {"active": 20_900}


def test_every_wrong_cell_is_told_at_once(cast, urls):
    plan, _page = look(cast, urls, TABLE + "؟,1405/20,x,y,z,,,\n", 422)
    assert [problem.column for problem in plan.problems] == ["segment", "month", "active", "new", "lost"]


def test_a_month_twice_and_months_of_two_calendars_are_refused(cast, urls):
    plan, _page = look(cast, urls, TABLE + ROW + ROW, 422)
    assert [(problem.line, problem.column) for problem in plan.problems] == [(3, "month")]
    plan, _page = look(cast, urls, TABLE + ROW + ROW.replace("1405/08", "2026-10"), 422)
    assert [(problem.line, problem.column) for problem in plan.problems] == [(3, "month")]


def test_segments_of_one_name_are_told_apart_by_number(cast, urls):
    twin = add_segment(cast.canvas, cast.dariush, name="كتابخوانها")
    plan, _page = look(cast, urls, TABLE + ROW.replace("کتاب‌خوان‌ها", "کتابخوانها"), 422)
    assert f"#{twin.pk}" in plan.problems[0].text
    plan, _page = look(cast, urls, TABLE + ROW.replace("کتاب‌خوان‌ها", f"كتابخوانها #{twin.pk}"))
    assert plan.added[0].entry.segment == twin
    with Reading.of(None, "en").active():
        lines = read_table("segment,month,active\nکتابخوانها,1405/08,1\n", LAYOUT)
        (problem,) = Planner([cast.segments[0], twin], [], ABAN, "jalali").of(lines).problems
    assert problem.text.endswith(f"write one as: کتاب‌خوان‌ها #{cast.segments[0].pk} and كتابخوانها #{twin.pk}.")


@pytest.mark.parametrize(
    "text",
    [
        "", "  \n ", "sep=;", "sep=;\n", 'sep="\nx',
        "segment,month\nx,1405/08", "active,new\n1,2", "segment,month,active", TABLE, b"PK\x03\x04rest",
        "segment,month,active,colour\nx,1405/08,1,red", "segment,month,active,active\nx,1405/08,1,1",
        'segment,month,active\n"x,1405/08,1', b"\xff\xfe\x00", b"\x00\x01\x02", b"a\x00b", b"\x81\x02\xff",
        "x" * (MOST_BYTES + 1), TABLE + ROW * (MOST_ROWS + 1),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words(cast, urls, text):
    plan, page = look(cast, urls, text, 422)
    assert plan is None and "errors" in page


def test_what_changed_meanwhile_is_looked_at_again(cast, urls):
    plan, _page = look(cast, urls, TABLE + ROW)
    entry = Entry(cast.segments[0], ABAN, values={"active": 7})
    Indicator.objects.record(cast.canvas, [entry], actor(cast.amina))
    response = confirm(cast, urls, TABLE + ROW, plan.digest)
    assert response.status_code == 409
    again = response.context["plan"]
    assert (len(again.changed), Indicator.objects.get().active) == (1, 7)
    assert confirm(cast, urls, TABLE + ROW, again.digest).status_code == 302
    assert Indicator.objects.get().active == 20_900


def test_an_empty_cell_says_nothing(cast, urls):
    Indicator.objects.record(
        cast.canvas, [Entry(cast.segments[0], MEHR, values={"active": 7, "new": 3})], actor(cast.amina)
    )
    response = cast.dariush.client.post(urls[0], {"text": "segment,month,active,new\nکتاب‌خوان‌ها,1405/07,8,\n"})
    assert response.context["plan"].changed[0].entry.values == {"active": 8}


def test_an_archived_canvas_takes_nothing(cast, urls):
    plan, _page = look(cast, urls, TABLE + ROW)
    cast.canvas.archive(actor(cast.amina))
    assert confirm(cast, urls, TABLE + ROW, plan.digest).status_code == 409
    assert not Indicator.objects.exists()


CELL = st.one_of(
    st.sampled_from(["کتاب‌خوان‌ها", "طلاب Students", "1405/08", "آبان ۱۴۰۵", "2026-10"]),
    st.sampled_from(["۱٬۰۰۰", "5", "", "-1", "=1+1", '"', "٪"]),
    st.text(max_size=12),
)  # fmt: skip


@given(
    st.lists(st.sampled_from(["segment", "month", "active", "new", "ماه", "بخش", "x"]), max_size=5),
    st.lists(st.lists(CELL, max_size=5), max_size=4), st.sampled_from(",;\t؛"), st.booleans(),
)  # fmt: skip
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_table_is_recorded_whole_or_not_at_all(cast, urls, headings, rows, separator, quoted):
    text = StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerows([["segment", "month", "active", *headings], *rows])
    response = cast.dariush.client.post(urls[0], {"text": text.getvalue()})
    if not is_storable(text.getvalue()):
        assert response.status_code == 400
        return
    plan = response.context["plan"]
    assert response.status_code == (200 if plan and not plan.problems else 422)
    digest, before = (plan.digest if plan else "0" * 32), Indicator.objects.count()
    confirmed = confirm(cast, urls, text.getvalue(), digest)
    assert confirmed.status_code == (302 if response.status_code == 200 else 422)
    assert Indicator.objects.count() == before + (len(plan.added) if confirmed.status_code == 302 else 0)


@given(st.binary(max_size=60))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_are_answered(cast, urls, data):
    for sent in (data, (TABLE + ROW).encode()[:40] + data):
        response = cast.dariush.client.post(urls[0], {"file": SimpleUploadedFile("f.csv", sent)})
        assert response.status_code in (200, 422)
