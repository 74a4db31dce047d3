"""Currencies beside the amounts of an imported table: read off, never mixed up, and told of."""

from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.reading import Reading
from relationships.imports.currency import OWN, SHARED
from relationships.imports.names import LAYOUT
from relationships.imports.plan import Plan, Planner
from relationships.imports.table import read_table
from tests.relationships.months import ABAN

HEADINGS = "segment\tmonth\tactive\trevenue\tmarketing cost\n"
TABLE = HEADINGS + "کتاب‌خوان‌ها\t1405/08\t5\t{}\t{}\nطلاب Students\t1405/08\t5\t{}\t\n"


def plan_of(cast, *amounts: str, language: str = "fa") -> Plan:
    text = TABLE.format(*(*amounts, "", "", "")[:3])
    with Reading.of(None, language).active():
        return Planner(cast.segments, [], ABAN, "jalali").of(read_table(text, LAYOUT))


def wrong(plan: Plan) -> list[tuple[int, str]]:
    return [(problem.line, problem.column) for problem in plan.problems]


@pytest.mark.parametrize(
    "text",
    [
        "1500.5 ریال", "ریال1,500.5", "﷼ 1500.5", "1500.5 irr", "۱٬۵۰۰٫۵ تومان", "۱۵۰۰٫۵تومن", "1500.5 ت",
        "١٬٥٠٠٫٥ ر.س.", "ر.س.\u200f 1,500.50", "\u200f1,500.50\u00a0ر.س.\u200f", "1500.5 ريال سعودى", "SAR 1500.5",
        "1500.5SAR", "1500.5 د.إ", "د.إ.\u200f1500.5", "1500.5 درهم اماراتي", "1500.5 ج.م", "ج.م.\u200f\u00a01500.5",
        "1500.5 جنيه مصري", "L.E. 1500.5", "1500.5 د.ا", "1500.5 DA", "$1,500.5", "$ 1500.5", "1500.5$", "US$1500.5",
        "USD 1500.5", "$1500.5 USD", "1 500,50 €", "€1500.5",
    ],
)  # fmt: skip
def test_the_amount_is_what_is_left(cast, text):
    plan = plan_of(cast, text)
    assert plan.problems == [] and plan.added[0].entry.values["revenue"] == Decimal("1500.5")
    assert len(plan.currencies) == 1 and plan.currencies[0].strip() == plan.currencies[0]


@pytest.mark.parametrize(
    "text",
    [
        "۱۲ میلیون تومان", "12 هزار ریال", "M$ 5", "5 k€", "5 XYZ", "5 عدد", "$.5", "ر.س.5", "$5 - $6", "5 $ €", "$",
        "5%", "۵٪", "5 % $",
    ],
)  # fmt: skip
def test_what_is_no_plain_amount_is_refused(cast, text):
    assert wrong(plan_of(cast, text)) == [(2, "revenue")]


@pytest.mark.parametrize("text", ["5 $", "۵ تومان", "5%", "۵٪"])
def test_customers_have_no_currency_and_no_percents(cast, text):
    lines = read_table(f"segment\tmonth\tactive\nکتاب‌خوان‌ها\t1405/08\t{text}\n", LAYOUT)
    assert wrong(Planner(cast.segments, [], ABAN, "jalali").of(lines)) == [(2, "active")]


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("5 تومان", "5 ریال"), ("5 ریال", "5 تومان"), ("5 IRR", "5 IRT"), ("5 ریال ایران", "5 ريال سعودي"),
        ("5 ر.س", "5 د.إ"), ("5 د.أ", "5 د.إ"), ("$5", "€5"), ("US$5", "CA$5"), ("£5", "5 EUR"),
    ],
)  # fmt: skip
def test_two_currencies_are_refused_in_one_column_and_in_two(cast, first, other):
    assert wrong(plan_of(cast, first, "", other)) == [(3, "revenue")]
    assert wrong(plan_of(cast, first, other)) == [(2, "marketing_cost")]


def test_problems_stand_in_the_order_of_lines_and_columns_one_a_cell(cast):
    assert wrong(plan_of(cast, "$5", "x", "5 €")) == [(2, "marketing_cost"), (3, "revenue")]
    assert wrong(plan_of(cast, "5 k", "6", "5 تومان")) == [(2, "revenue"), (2, "marketing_cost")]


@pytest.mark.parametrize(
    "amounts",
    [
        ("$5", "5 USD", "5 دولار"), ("5 ریال", "5 ﷼", "5 IRR"), ("5 ريال", "5 SAR", "5 ر.س"),
        ("5 تومان", "IRT 5", "5 تومن"), ("$5", "5", "5"), ("5", "5 €", ""),
    ],
)  # fmt: skip
def test_signs_of_one_currency_go_together_and_a_sign_need_not_be_everywhere(cast, amounts):
    plan = plan_of(cast, *amounts)
    assert plan.problems == [] and plan.added[0].entry.values["revenue"] == 5


def test_a_sign_of_several_currencies_is_that_which_the_others_leave(cast):
    assert wrong(plan_of(cast, "5 ريال", "5 SAR", "5 IRR")) == [(3, "revenue")]


@pytest.mark.parametrize("said", ["تومان", "ریال", "IRR"])
def test_beside_tomans_and_rials_an_amount_without_its_own_is_asked_about(cast, said):
    assert wrong(plan_of(cast, f"5 {said}", "5", "6")) == [(2, "marketing_cost"), (3, "revenue")]
    assert wrong(plan_of(cast, "5", f"5 {said}", "0")) == [(2, "revenue")]


def test_the_decimals_are_told_by_all_amounts_with_a_sign_and_without(cast):
    plan = plan_of(cast, "1.500 €", "", "12,5 €")
    assert [change.entry.values["revenue"] for change in plan.added] == [1500, Decimal("12.5")]
    assert wrong(plan_of(cast, "1.500 €")) == [(2, "revenue")]


@pytest.mark.parametrize(
    ("language", "words"), [("fa", "همان‌طور که هست"), ("ar", "وتُسجَّل كما هي"), ("en", "nothing is converted")]
)
def test_the_preview_says_in_what_the_amounts_are_read(cast, language, words):
    cast.dariush.revise(language=language)
    look = reverse("indicator_import", args=[cast.team.pk, cast.canvas.pk])
    page = cast.dariush.client.post(look, {"text": TABLE.format("$5", "5 USD", "")}).content.decode()
    assert words in page and "<bdi>$</bdi>" in page and "<bdi>USD</bdi>" in page
    assert words not in cast.dariush.client.post(look, {"text": TABLE.format("5", "5", "")}).content.decode()


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_why_amounts_are_refused_is_told_in_the_readers_language(cast, language):
    for amounts, says in [(("5 تومان", "", "5 ریال"), "ریال"), (("5 تومان", "", "5"), "تومان")]:
        (problem,) = plan_of(cast, *amounts, language=language).problems
        assert f"“{says}”" in problem.text or f"«{says}»" in problem.text
        assert ("Write" in problem.text or "write" in problem.text) == (language == "en")


def headed(cast, headings: str, *rows: str) -> Plan:
    text = "\n".join([headings, *rows])
    return Planner(cast.segments, [], ABAN, "jalali").of(read_table(text, LAYOUT))


@pytest.mark.parametrize(
    "heading",
    [
        "revenue ($)", "Revenue [USD]", "revenue, $", "revenue in US$", "revenue - IRT",
        "درآمد (ریال)", "درآمد (تومان)", "درآمد به تومان", "درآمد، ریال",
        "الإيرادات (ر.س)", "الإيرادات (د.إ.)", "الإيرادات بالدينار", "الإيرادات: جنيه مصري",
    ],
)  # fmt: skip
def test_a_heading_says_in_what_the_amounts_under_it_are(cast, heading):
    plan = headed(cast, f"segment\tmonth\tactive\t{heading}", "طلاب Students\t1405/08\t5\t12")
    assert plan.problems == [] and plan.added[0].entry.values == {"active": 5, "revenue": 12}
    assert len(plan.currencies) == 1 and plan.currencies[0] in heading


@pytest.mark.parametrize("heading", ["active ($)", "revenue (net)", "revenue (5)", "درآمد به دلخواه", "$ (revenue)"])
def test_what_a_heading_says_besides_is_refused_where_it_is_no_currency_of_amounts(cast, heading):
    with pytest.raises(ValueError, match=r"\(|دلخواه"):
        headed(cast, f"segment\tmonth\tnew\t{heading}", "طلاب Students\t1405/08\t5\t12")


def test_a_cell_and_a_heading_in_two_currencies_are_refused(cast):
    headings = "a report\nsegment\tmonth\trevenue (تومان)\tmarketing cost"
    assert wrong(headed(cast, headings, "طلاب Students\t1405/08\t5 ریال\t")) == [(3, "revenue")]
    assert wrong(headed(cast, headings, "طلاب Students\t1405/08\t5\t5 ریال")) == [(3, "marketing_cost")]
    assert wrong(headed(cast, headings, "طلاب Students\t1405/08\t5\t5")) == [(3, "marketing_cost")]
    assert wrong(headed(cast, headings, "طلاب Students\t1405/08\t5\t0")) == []
    assert wrong(headed(cast, headings + " ($)", "طلاب Students\t1405/08\t\t")) == [(2, "marketing_cost")]


SIGNS = [sign.replace("_", " ") for signs in (*OWN.values(), *SHARED) for sign in signs.split()]


WRITINGS = ["{1}{0}", "{1} {0}", "{0}{1}", "{0}\u00a0{1}"]


@given(st.sampled_from(SIGNS), st.decimals(0, 10**11, places=2), st.sampled_from(WRITINGS))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_sign_before_or_after_any_amount_leaves_it_as_it_is(cast, sign, amount, writing):
    plan = plan_of(cast, writing.format(f"{amount:,}", sign))
    assert plan.problems == [] and plan.added[0].entry.values["revenue"] == amount


@given(st.lists(st.sampled_from([*OWN]), min_size=2, max_size=3))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_amounts_are_recorded_only_if_all_can_be_of_one_currency(cast, codes):
    plan = plan_of(cast, *(f"5 {OWN[code].split()[-1].replace('_', ' ')}" for code in codes))
    assert bool(plan.problems) == (len({*codes}) > 1)
