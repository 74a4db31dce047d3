"""A month that lacks a figure takes nothing from the others, and no ratio is of different months."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts.reading import Reading
from relationships.economics import Lack
from relationships.models import Indicator
from relationships.models.indicator import Entry
from relationships.numbers import SegmentNumbers, months_of
from relationships.what_if import start_figures
from relationships.worked import Worked, worked
from tests.asking import read
from tests.cast import actor
from tests.relationships.facts_of import earlier, facts_of, focus, found, month, months, segment
from tests.relationships.months import ABAN, MEHR, worked_figures

OCTOBER = date(2026, 10, 1)
WHOLE = {"active": 110, "new": 20, "lost": 10, "revenue": 1_050, "marketing_cost": 40, "service_cost": 210}


def numbers_of(*figures: dict, **written) -> SegmentNumbers:
    """Of months that end with October."""
    rows = [month(1, earlier(OCTOBER, len(figures) - 1 - n), **each) for n, each in enumerate(figures)]
    return SegmentNumbers(segment(1, **written), months_of(rows))


def shown(numbers: SegmentNumbers) -> dict[str, Worked]:
    return {figure.name: figure for figure in worked(numbers, Decimal("0.01"), Reading.of(None, "en"))}


def without(*names: str) -> dict:
    return {name: figure for name, figure in WHOLE.items() if name not in names}


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def test_an_opening_stock_and_one_month_give_the_worked_figures():
    numbers = numbers_of({"active": 20_000}, worked_figures(), margin=0.4)
    assert (numbers.churn, numbers.acquisition_cost) == (Decimal("0.03"), 60_000)
    assert round(numbers.lifetime_value) == 666_667
    figures = shown(numbers)
    assert not [name for name, each in figures.items() if each.lack]
    assert figures["churn"].sum == "600 lost ÷ 20,000 at start = 3%"
    assert figures["churn"].source == figures["lifetime_value"].source == "October 2026"


def test_each_figure_is_of_the_last_three_months_that_have_what_it_needs():
    whole = [{**WHOLE, "active": 100 + n, "lost": 10 + n} for n in range(5)]
    thin = without("lost", "marketing_cost")
    figures = shown(numbers_of(*whole[:4], thin, whole[4], margin=0.5))
    assert figures["churn"].source == "July 2026, August 2026 and October 2026, added up"
    assert figures["arpc"].source == "August 2026 to October 2026, added up"
    assert figures["lifetime_value"].source == (
        "Revenue per customer: August 2026 to October 2026, added up\n"
        "Churn: July 2026, August 2026 and October 2026, added up"
    )


def test_both_sides_of_a_ratio_are_of_the_same_months():
    numbers = numbers_of(without("marketing_cost"), WHOLE, without("new"))
    assert numbers.acquisition_cost == 2, "40 for 20, in the one month that has both"
    assert shown(numbers)["acquisition_cost"].sum == "marketing cost 40 ÷ 20 new customers = 2"


def test_a_figure_of_long_ago_says_nothing_of_now():
    numbers = numbers_of(WHOLE, *[without("lost")] * 6)
    assert numbers.churn is Lack.UNKNOWN
    assert numbers_of(WHOLE, *[without("active")] * 3, customers=50).active == 50


@pytest.mark.parametrize(("month_on", "last_on"), [(OCTOBER, date(2026, 10, 31)), (ABAN, date(2026, 11, 21))])
def test_a_month_counts_from_its_last_day_on(month_on, last_on):
    days = [last_on - timedelta(days=1), last_on]
    facts = [facts_of(segment(1), month(1, month_on, **WHOLE), on=day) for day in days]
    assert [each.numbers[1].active for each in facts] == [Lack.UNKNOWN, 110]


def test_what_lacks_is_said_with_its_months():
    figures = shown(numbers_of({"active": 100}, without("lost"), without("lost", "revenue")))
    assert figures["churn"].missing == [
        "lost customers (August 2026, September 2026 and October 2026)",
        "customers at the start of the month (August 2026)",
    ]
    assert figures["acquisition_cost"].missing == []
    assert figures["margin"].missing == ["gross margin"]


def test_new_customers_of_a_what_if_are_of_the_months_that_say_how_many():
    assert start_figures(numbers_of({"active": 100}, WHOLE, margin=0.4))["new"] == 20
    nobody = start_figures(numbers_of({"active": 100}, {**WHOLE, "new": 0}, margin=0.4))
    assert (nobody["new"], nobody["acquisition_cost"]) == (0, 0), "of whom nobody comes, none costs anything"
    split = start_figures(numbers_of({**WHOLE, "new": 0}, without("marketing_cost"), margin=0.4))
    assert (split["new"], split["acquisition_cost"]) == (10, Lack.NO_NEW), "those who came were not won for nothing"


def test_a_leak_is_found_by_the_months_that_count_both():
    few = {"active": [1_000] * 3, "new": [None, 100, 10], "lost": [9, None, 9]}
    assert found(facts_of(segment(1), focus((60, 20, 20)), *months(1, **few)), "leaky-bucket")


def test_months_without_figures_are_no_months_of_data():
    dear = {"active": [100] * 6, "new": [10] * 6, "lost": [10] * 6, "revenue": [100] * 6, "marketing_cost": [900] * 6}
    rows = [segment(1, margin=0.5), *months(1, **dear)]
    assert found(facts_of(*rows), "ltv-cac")
    for name, figure in (("revenue", 100), ("marketing_cost", 900)):
        assert not found(facts_of(rows[0], *months(1, **{**dear, name: [None] * 5 + [figure]})), "ltv-cac")


def test_each_value_of_a_label_says_of_which_months_it_is(cast):
    first = cast.segments[0]
    entries = [Entry(first, on, values={**worked_figures(), "lost": lost}) for on, lost in ((MEHR, 500), (ABAN, 600))]
    Indicator.objects.record(cast.canvas, entries, actor(cast.dariush))
    cast.amina.language = "en"
    cast.amina.save()
    answer = cast.amina.client.get(reverse("numbers", args=[cast.team.pk, cast.canvas.pk]))
    card = answer.context["numbers"].cards[0]
    churn = next(course for course in card.courses if course.unit == "share")
    assert churn.last_on == ABAN
    page = read(answer)
    assert '<span class="soft">Aban 1405</span></span></li>' in page
    assert page.count('<span class="soft">Mehr 1405 to Aban 1405</span> </button>') == 3
