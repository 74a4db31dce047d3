"""Which goal leads, and what counts as a shift: from both sides of its border."""

from datetime import date

import pytest

from relationships.models import Focus
from relationships.shifts import leading, turn_on, turns_of

GOALS = ("acquisition", "retention", "growth")


def course(*weights: tuple[int, int, int]) -> list[Focus]:
    """One decision a year, from 2020 on."""
    return [
        Focus(pk=i, from_on=date(2020 + i, 1, 1), **dict(zip(GOALS, each, strict=True)))
        for i, each in enumerate(weights)
    ]


def test_largest_weight_leads_and_a_tie_keeps_the_earlier_leader():
    assert leading({"acquisition": 30, "retention": 50, "growth": 20}) == "retention"
    tie = {"acquisition": 45, "retention": 45, "growth": 10}
    assert leading(tie) == "acquisition"
    assert leading(tie, "retention") == "retention"
    assert leading(tie, "growth") == "acquisition"


@pytest.mark.parametrize(
    "before, after, shifts",
    [
        ((70, 20, 10), (56, 34, 10), False),  # 14 points
        ((70, 20, 10), (55, 35, 10), True),  # 15 points
        ((70, 20, 10), (56, 29, 15), False),
        ((45, 44, 11), (45, 45, 10), False),  # a tie keeps the leader
        ((45, 44, 11), (44, 45, 11), True),  # one point, and another goal leads
        ((60, 30, 10), (60, 30, 10), False),
    ],
)
def test_shift_is_another_leader_or_fifteen_points(before, after, shifts):
    first, second = turns_of(course(before, after))
    assert not first.is_shift
    assert second.is_shift is shifts


def test_turn_tells_what_moved_and_who_led():
    first, second = turns_of(course((70, 20, 10), (40, 46, 14)))
    assert (first.led, first.leads, first.moved) == ("", "acquisition", {})
    assert (second.led, second.leads) == ("acquisition", "retention")
    assert second.moved == {"acquisition": -30, "retention": 26, "growth": 4}
    assert second.changes_leader


def test_turn_on_a_day_is_the_last_that_came_into_force():
    turns = turns_of(reversed(course((70, 20, 10), (40, 46, 14))))
    assert turn_on(turns, date(2019, 12, 31)) is None
    assert turn_on(turns, date(2020, 12, 31)).leads == "acquisition"
    assert turn_on(turns, date(2021, 1, 1)).leads == "retention"


def test_of_two_on_one_day_the_later_decision_holds():
    first, second = course((70, 20, 10), (40, 46, 14))
    second.from_on = first.from_on
    assert turn_on(turns_of([second, first]), first.from_on).focus is second
