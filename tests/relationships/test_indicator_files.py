"""Tables as spreadsheets of many countries write them: what each number means, and which line a problem is in."""

from decimal import Decimal

import pytest

from accounts.reading import Reading
from relationships.imports.names import LAYOUT
from relationships.imports.plan import Plan, Planner
from relationships.imports.table import read_table
from tests.relationships.months import ABAN

MONEY = "segment;month;active;revenue\nکتاب‌خوان‌ها;1405/08;{}\nطلاب Students;1405/08;{}\n"


def plan_of(cast, text: str, language: str = "fa") -> Plan:
    with Reading.of(None, language).active():
        return Planner(cast.segments, [], ABAN, "jalali").of(read_table(text, LAYOUT))


def wrong(plan: Plan) -> list[tuple[int, str]]:
    return [(problem.line, problem.column) for problem in plan.problems]


def revenues(plan: Plan) -> list[Decimal | None]:
    assert plan.problems == []
    return [change.entry.values.get("revenue") for change in plan.added]


@pytest.mark.parametrize(
    ("first", "second", "are"),
    [
        ("5;1,500", "5;12,5", ("1.5", "12.5")),
        ("5;۱,۵۰۰", "5;۱۲,۵", ("1.5", "12.5")),
        ("5;1.500", "5;1.500,5", ("1500", "1500.5")),
        ("5;1.500", "5;1.022.500", ("1500", "1022500")),
        ("5;1 500,00", "5;2\u202f500,000", ("1500", "2500")),
        ("5;1,500", "5;0,500", ("1.5", "0.5")),
        ("5;1,500", "5;1234,500", ("1.5", "1234.5")),
        ("1.000;1,500", "5;", ("1.5", None)),
        ("5;1,500", "5;1,022,500", ("1500", "1022500")),
        ("5;1,500", "5;1500.5", ("1500", "1500.5")),
        ("5;1.500", "5;12.5", ("1.5", "12.5")),
        ("20,900;1,500", "5;", ("1500", None)),
        ("5;۱٬۵۰۰", "5;۱۲٫۵", ("1500", "12.5")),
        ("5;1500", "5;1\u00a0500", ("1500", "1500")),
    ],
)
def test_the_sign_before_decimals_is_what_the_table_says(cast, first, second, are):
    text = MONEY.format(first, second)
    for written in (text, text.replace(";", "\t")):
        assert revenues(plan_of(cast, written)) == [value and Decimal(value) for value in are]


def test_whole_numbers_are_grouped_by_the_other_sign(cast):
    plan = plan_of(cast, MONEY.format("1.000;12,5", "20.900;1"))
    assert [change.entry.values["active"] for change in plan.added] == [1000, 20900]


@pytest.mark.parametrize(
    ("first", "second", "lines"),
    [("5;1,500", "5;", [2]), ("5;1.500", "6;-2,500", [2, 3]), ("5;12.5", "5;12,5", [3]), ("5;1,500", "5;x", [2, 3])],
)
def test_between_semicolons_a_number_that_can_be_two_is_refused(cast, first, second, lines):
    assert wrong(plan_of(cast, MONEY.format(first, second))) == [(line, "revenue") for line in lines]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_whole_number_is_asked_about_where_the_table_contradicts_itself(cast, separator):
    """As it would be a thousand by one sign, and 1 by the other."""
    text = MONEY.format("1.000;12.5", "5;1").replace(";", separator)
    assert wrong(plan_of(cast, text)) == [(2, "active")]


@pytest.mark.parametrize(
    ("language", "more", "less"), [("fa", "۱٬۲۳۴", "۱٫۲۳۴"), ("ar", "1,234", "1.234"), ("en", "1,234", "1.234")]
)
def test_the_two_are_told_in_the_readers_language(cast, language, more, less):
    (problem,) = plan_of(cast, MONEY.format("5;1.234", "5;"), language).problems
    assert more in problem.text and less in problem.text and problem.text.isascii() == (language == "en")


def test_a_point_that_can_group_is_asked_about_also_in_what_is_copied_from_a_spreadsheet(cast):
    """1.500 is fifteen hundred in Algiers; a comma between tabs groups, as it does almost everywhere."""
    assert wrong(plan_of(cast, MONEY.format("5;1.500", "5;1").replace(";", "\t"))) == [(2, "revenue")]


@pytest.mark.parametrize("separator", ["\t", "|", ","])
def test_between_other_signs_a_comma_groups_unless_the_table_says_otherwise(cast, separator):
    text = f"sep={separator}\n" + MONEY.format('5;"1,500"', "5;").replace(";", separator)
    assert revenues(plan_of(cast, text)) == [1500, None]


@pytest.mark.parametrize(("above", "line"), [("sep=;\n", 3), ("Report\n\n", 4), ("sep=;\n\nReport;;\n;;;\n", 6)])
def test_lines_are_counted_from_the_files_first(cast, above, line):
    assert wrong(plan_of(cast, above + "segment;month;active\nکتاب‌خوان‌ها;1405/08;x\n")) == [(line, "active")]


@pytest.mark.parametrize("above", ["کتاب‌خوان‌ها,1405/07,5\n", "Report\nکتاب‌خوان‌ها,1405/07,5\n", "Report\n" * 10])
def test_no_row_is_taken_for_a_title(cast, above):
    """A table that was sorted with its headings has some of its rows above them."""
    with pytest.raises(ValueError, match="سطر نخست"):
        plan_of(cast, above + "segment,month,active\nکتاب‌خوان‌ها,1405/08,5\n")


@pytest.mark.parametrize("cells", ["20,900,", ",5,900", "note,5,"])
def test_nothing_is_lost_in_a_column_without_a_heading(cast, cells):
    """The first part of a number with separators, say."""
    text = "segment,month,,active,\n"
    assert wrong(plan_of(cast, f"{text}کتاب‌خوان‌ها,1405/08,{cells}\n")) == [(2, "")]
    assert revenues(plan_of(cast, f"{text}کتاب‌خوان‌ها,1405/08,,900,\n")) == [None]


def test_rows_may_be_numbered_before_the_first_heading(cast):
    assert revenues(plan_of(cast, ",segment,month,revenue\n1,کتاب‌خوان‌ها,1405/08,900\n")) == [900]


def test_a_row_of_several_lines_is_known_by_its_first(cast):
    text = 'segment,month,active\n"طلاب\nStudents",1405/08,x\nکتاب‌خوان‌ها,1405/08,y\n'
    assert wrong(plan_of(cast, text)) == [(2, "active"), (4, "active")]


@pytest.mark.parametrize("row", ['"کتاب‌خوان‌ها,1405/08,1', '"کتاب" خوان‌ها,1405/08,1'])
def test_the_line_of_an_odd_quotation_mark_is_told(cast, row):
    with pytest.raises(ValueError, match="Line 3 can't"):
        plan_of(cast, f"segment,month,active\nطلاب Students,1405/08,1\n{row}\nکتاب‌خوان‌ها,1405/07,1\n", "en")


@pytest.mark.parametrize("written", ["2026-10-23 00:00:00", "2026-10-23T00:00", "23/10/2026 0:00", "۱۴۰۵/۰۸/۰۱ ۰۰:۰۰"])
def test_a_day_may_have_its_midnight(cast, written):
    plan = plan_of(cast, f"segment,month,revenue\nکتاب‌خوان‌ها,{written},5\n")
    assert [change.entry.month_on for change in plan.added] == [ABAN] and plan.problems == []
    assert wrong(plan_of(cast, f"segment,month,revenue\nکتاب‌خوان‌ها,{written[:-1]}5,5\n")) == [(2, "month")]
