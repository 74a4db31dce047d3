"""Twelve months ahead, against figures worked by hand."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from relationships.forecast import Start, added, course, effect, outlook, together, weighed

# 20,000 customers, 1,500 new, 3 % leave; 50,000 each at 40 %; CAC 60,000; relationships 13,000,000 + 150 each
START = Start(D(20_000), D(1_500), D("0.03"), D(50_000), D("0.4"), D(60_000), D(13_000_000), D(150))
TODAY = {"acquisition": 64, "retention": 25, "growth": 11}


def test_a_month_by_hand():
    first, second = course(START, 2)
    assert first.customers == 20_000 * D("0.97") + 1_500 == 20_900
    average = (20_000 + 20_900) // 2
    assert first.cost == 90_000_000 + 13_000_000 + 150 * average == 106_067_500
    assert first.profit == 20_000 * average - first.cost == 302_932_500
    assert second.customers == 20_900 * D("0.97") + 1_500 == 21_773


def test_it_tends_to_new_over_churn():
    assert round(course(START, 1200)[-1].customers) == 50_000  # 1,500 / 3 %


@pytest.mark.parametrize(
    "weight, before, exponent, expected",
    [(100, 25, "0.5", "2"), (25, 100, "0.5", "0.5"), (50, 50, "0.7", "1"), (0, 4, "0.5", "0.5"), (9, 0, "0.5", "3")],
)
def test_effect_of_a_weight(weight, before, exponent, expected):
    assert effect(weight, before, D(exponent)) == D(expected)


def test_each_weight_moves_its_own_figure():
    after = weighed(START, TODAY, {"acquisition": 16, "retention": 40, "growth": 44}, D("0.5"))
    assert after.new == 750  # a quarter of the weight, half of the new
    assert round(after.churn, 5) == round(D("0.03") / (D(40) / 25) ** D("0.5"), 5) == D("0.02372")
    assert after.arpc == 100_000  # four times the weight, twice the revenue
    assert after.active == START.active


@pytest.mark.parametrize("churn, before, after", [("0.5", 100, 0), ("1", 25, 25), ("1.7", 25, 25), ("1.7", 25, 24)])
def test_never_more_than_everybody_leaves_today_or_otherwise(churn, before, after):
    start, before, after = replace(START, churn=D(churn)), {**TODAY, "retention": before}, {**TODAY, "retention": after}
    seen = outlook(start, start, before, after, [D(1)])
    assert {point.customers for point in seen.likely} == {1_500}
    if before == after:
        assert seen.today == seen.likely
    assert min(point.customers for point in seen.today) >= 1_500


def test_the_range_holds_what_is_likely_and_is_none_where_nothing_moves():
    exponents = [D("0.5"), D("0.3"), D("0.7")]
    same = outlook(START, START, TODAY, TODAY, exponents)
    assert same.today == same.likely
    assert same.low("profit") == same.high("profit")
    moved = outlook(START, START, TODAY, {"acquisition": 30, "retention": 60, "growth": 10}, exponents)
    for low, likely, high in zip(moved.low("customers"), moved.likely, moved.high("customers"), strict=True):
        assert low <= likely.customers <= high
    assert moved.low("customers")[-1] < moved.high("customers")[-1]


def test_segments_add_up_run_by_run():
    exponents = [D("0.5"), D("0.3")]
    one = outlook(START, START, TODAY, {"acquisition": 30, "retention": 60, "growth": 10}, exponents)
    both = together([one, one])
    assert [p.customers for p in both.likely] == [2 * p.customers for p in one.likely]
    assert both.low("cost") == [2 * cost for cost in one.low("cost")]
    assert added([one.today])[0] == one.today[0]


def test_a_dearer_kind_costs_and_moves_nobody():
    moved = replace(START, customer_cost=D(1_150))
    dear = outlook(START, moved, TODAY, TODAY, [D("0.5")])
    assert dear.likely[0].customers == dear.today[0].customers
    assert dear.likely[0].cost - dear.today[0].cost == 1_000 * 20_450
