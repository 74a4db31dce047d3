"""Figures say where they are from: the months, the segment, or both."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from accounts.reading import Reading
from relationships.economics import Lack
from relationships.numbers import SegmentNumbers, months_of
from relationships.worked import Worked, worked
from tests.relationships.facts_of import month, segment

OCTOBER = date(2026, 10, 1)
OWN, BOTH = "the segment's own figures", "October 2026; for the rest, the segment's own figures"


def figures_of(figures: dict, **written) -> dict[str, Worked]:
    """Of one month with these figures, and what was written on the segment."""
    numbers = SegmentNumbers(segment(1, **written), months_of([month(1, OCTOBER, **figures)] if figures else []))
    return {figure.name: figure for figure in worked(numbers, Decimal("0.01"), Reading.of(None, "en"))}


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def test_one_month_of_revenue_hides_no_retention():
    found = figures_of({"revenue": 500}, retention=0.9, margin=0.4, value=10, customers=50)
    assert (found["churn"].value, found["retention"].value, found["expected_life"].value) == (
        Decimal("0.1"), Decimal("0.9"), 10,
    )  # fmt: skip
    assert found["retention"].formula == "as written on the segment" and not found["retention"].sum
    assert {found[name].source for name in ("churn", "retention", "expected_life", "lifetime_value")} == {OWN}


def test_months_that_give_churn_are_taken_and_the_rest_is_from_the_segment():
    moved = {"active": 110, "new": 20, "lost": 10}
    found = figures_of(moved, retention=0.5, margin=0.4, value=10)
    assert (found["churn"].value, found["churn"].source) == (Decimal("0.1"), "October 2026")
    assert (found["arpc"].source, found["lifetime_value"].source) == (OWN, BOTH)
    assert found["lifetime_value"].value == 40


def test_the_recorded_service_cost_stands_beside_the_cost_to_serve_where_it_is_known():
    months = {"active": 110, "new": 20, "lost": 10, "service_cost": 2_100}
    found = figures_of(months)
    assert found["cost_to_serve"].value == 0
    assert found["cost_to_serve"].beside.value == 20
    assert found["cost_to_serve"].beside.sum == "service cost 2,100 ÷ 105 active on average = 20"
    assert found["cost_to_serve"].beside.source == "October 2026"
    assert not found["margin"].beside
    assert not figures_of({**months, "service_cost": None})["cost_to_serve"].beside
    assert not figures_of({})["cost_to_serve"].beside


def test_what_neither_gives_is_missing_in_the_months():
    found = figures_of({"active": 110, "new": 110, "lost": 0}, margin=0.4)
    assert found["churn"].value is Lack.NO_ACTIVE
    assert found["arpc"].missing == ["revenue (October 2026)"] and found["arpc"].source == "October 2026"
    assert figures_of({})["churn"].source == OWN
