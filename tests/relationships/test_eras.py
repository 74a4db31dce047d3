"""Eras: from one shift to the next; and whether what was declared in each is what was done."""

from datetime import date
from decimal import Decimal

import pytest

from relationships.economics import Lack
from relationships.eras import Compared, GoalCompared, as_of, eras_of
from relationships.kinds import Goal
from relationships.models import Focus
from relationships.shifts import turns_of
from relationships.then import Then
from tests.relationships.facts_of import facts_of, segment

TODAY = date(2026, 11, 27)


def turns(*decisions):
    return turns_of(
        Focus(pk=pk, from_on=day, **dict(zip(Goal.values, weights, strict=True)))
        for pk, (day, weights) in enumerate(decisions, 1)
    )


COURSE = (
    (date(2018, 3, 22), (70, 20, 10)),
    (date(2020, 3, 20), (62, 28, 10)),  # no shift
    (date(2022, 6, 4), (40, 46, 14)),
    (date(2025, 9, 30), (25, 40, 35)),
    (date(2027, 4, 1), (20, 35, 45)),  # to come
)


def test_an_era_lasts_until_the_day_before_the_next_shift():
    first, second, third = eras_of(turns(*COURSE), TODAY)
    assert [era.number for era in (first, second, third)] == [1, 2, 3]
    assert (first.since_on, first.until_on) == (date(2018, 3, 22), date(2022, 6, 3))
    assert first.last.focus.from_on == date(2020, 3, 20)
    assert (third.since_on, third.until_on) == (date(2025, 9, 30), None)


def test_what_begins_and_ends_on_one_day_is_no_era():
    day = date(2022, 6, 4)
    eras = eras_of(turns((day, (70, 20, 10)), (day, (10, 80, 10))), TODAY)
    assert [(era.number, era.first.leads) for era in eras] == [(1, "retention")]


def test_none_without_a_decision():
    assert eras_of([], TODAY) == [] == eras_of(turns(COURSE[-1]), TODAY)
    assert len(eras_of(turns(COURSE[-1]), COURSE[-1][0])) == 1


@pytest.mark.parametrize(("known", "there"), [(set(), [1]), ({1}, [])])
def test_a_segment_from_before_the_record_is_there_unless_it_was_removed(known, there):
    facts = as_of(facts_of(segment(1)), TODAY, Then(known=known))
    assert [one.pk for one in facts.segments] == there


def compare(declared, cost, changes=Lack.UNKNOWN):
    (era,) = eras_of(turns((date(2026, 1, 1), (34, 33, 33))), TODAY)
    goal = GoalCompared(Goal.ACQUISITION, Decimal(declared) / 100, cost, changes)
    return Compared(era, [goal], Decimal(25))


@pytest.mark.parametrize("cost, differs", [("0.64", False), ("0.65", True), ("0.16", False), ("0.15", True)])
def test_words_and_deeds_differ_from_25_points_on(cost, differs):
    compared = compare(40, Decimal(cost))
    assert bool(compared.costs_differ) is differs and compared.is_lived is not differs
    assert not compared.changes_differ


def test_of_what_is_not_known_nothing_is_said():
    compared = compare(40, Lack.UNKNOWN)
    assert not compared.costs_differ and not compared.is_lived
    assert compared.goals[0].cost_points is None
    assert compare(40, Lack.UNKNOWN, Decimal("0.9")).changes_differ
