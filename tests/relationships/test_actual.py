"""What a team does by goal: its money and its changes, split evenly over the goals that each serves."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from time import sleep

import pytest

from relationships.actual import change_shares, change_shares_of_each, goal_cost_shares
from relationships.economics import Lack
from relationships.eras import compared, eras_of
from relationships.facts import Facts
from relationships.models import Indicator
from relationships.models.indicator import Entry
from relationships.then import then_on
from tests.cast import actor
from tests.strategy import add_relationship, decide

TODAY = datetime.now(UTC).date()
FIRST = TODAY - timedelta(days=1)


def add(cast, kind, segment=0, **fields):
    fields = {"state": "established", **fields}
    return add_relationship(cast.canvas, cast.segments[segment], kind, cast.dariush, **fields)


def cost_shares(cast, segment=None):
    return goal_cost_shares(Facts.of(cast.canvas, TODAY), segment and segment.pk)


def test_cost_is_split_evenly_over_the_goals(cast):
    add(cast, "personal", goals=["acquisition"], fixed_cost=Decimal(600))
    add(cast, "social", goals=["acquisition", "growth"], fixed_cost=Decimal(200))
    add(cast, "automated", goals=["retention"], fixed_cost=Decimal(200))
    assert cost_shares(cast) == {"acquisition": Decimal("0.7"), "retention": Decimal("0.2"), "growth": Decimal("0.1")}


def test_only_what_is_established_and_serves_a_goal_counts(cast):
    add(cast, "personal", goals=["acquisition"], fixed_cost=Decimal(100))
    add(cast, "social", goals=["growth"], fixed_cost=Decimal(900), state="planned")
    add(cast, "automated", goals=[], fixed_cost=Decimal(900))
    assert cost_shares(cast)["acquisition"] == 1


def test_of_one_segment(cast):
    add(cast, "personal", goals=["acquisition"], fixed_cost=Decimal(100))
    add(cast, "personal", segment=1, goals=["retention"], fixed_cost=Decimal(100))
    assert cost_shares(cast, cast.segments[1])["retention"] == 1
    assert cost_shares(cast)["retention"] == Decimal("0.5")


def test_cost_per_customer_counts_customers_and_lacks_them(cast):
    add(cast, "personal", goals=["acquisition"], customer_cost=Decimal(1))
    add(cast, "social", goals=["growth"], fixed_cost=Decimal(12_400))
    assert cost_shares(cast)["growth"] == Decimal("0.5")
    add(cast, "personal", segment=1, goals=["acquisition"], customer_cost=Decimal(1))
    assert cost_shares(cast) is Lack.UNKNOWN


def test_without_cost_there_is_no_share(cast):
    assert cost_shares(cast) is Lack.NOTHING
    add(cast, "personal", goals=["acquisition"])
    assert cost_shares(cast) is Lack.NOTHING


def test_changes_are_counted_by_the_goals_of_their_row(cast):
    row = add(cast, "personal", goals=["acquisition"])
    row.revise(row.version, actor(cast.dariush), text="تلفن")
    row.retire(row.version, actor(cast.dariush))
    add(cast, "automated", segment=1, goals=["retention", "growth"])
    add(cast, "social", goals=[])
    (shares,) = change_shares(cast.canvas, [(TODAY, TODAY)])
    assert shares == {"acquisition": Decimal("0.75"), "retention": Decimal("0.125"), "growth": Decimal("0.125")}
    (of_segment,) = change_shares(cast.canvas, [(TODAY, TODAY)], cast.segments[1].pk)
    assert of_segment["retention"] == Decimal("0.5")
    assert change_shares(cast.other_canvas, [(TODAY, TODAY)]) == [Lack.NOTHING]


def test_changes_of_several_canvases_are_one_query(cast, django_assert_num_queries):
    add(cast, "personal", goals=["acquisition"])
    add_relationship(cast.other_canvas, cast.other_segment, "social", cast.sara, goals=["growth"])
    with django_assert_num_queries(1):
        own, other = change_shares_of_each(
            [(canvas, (TODAY, TODAY), UTC) for canvas in (cast.canvas, cast.other_canvas)]
        )
    assert (own["acquisition"], other["growth"]) == (1, 1)


def test_changes_of_several_spans_are_one_query(cast, django_assert_num_queries):
    add(cast, "personal", goals=["acquisition"])
    with django_assert_num_queries(1):
        before, now = change_shares(cast.canvas, [(date(2020, 1, 1), FIRST), (TODAY, TODAY)])
    assert before is Lack.NOTHING and now["acquisition"] == 1


@pytest.mark.parametrize("hours", [14, -12])  # one of them is on another day than UTC
def test_days_begin_and_end_by_the_clocks_of_the_zone(cast, hours):
    zone = timezone(timedelta(hours=hours))
    here = datetime.now(zone).date()
    add(cast, "personal", goals=["acquisition"])
    before, today, after = (here + timedelta(days=n) for n in (-1, 0, 1))
    found = change_shares(cast.canvas, [(before, before), (today, today), (after, after)], zone=zone)
    assert [shares is Lack.NOTHING for shares in found] == [True, False, True]


@pytest.mark.parametrize("days", [[FIRST, TODAY], []])
def test_what_stood_on_past_days_comes_from_the_record(cast, django_assert_max_num_queries, days):
    row = add(cast, "personal", goals=["acquisition"], fixed_cost=Decimal("12.5"))
    add(cast, "social").remove(1, actor(cast.dariush))
    gone, stays = cast.segments[1], cast.segments[0]
    gone.remove(gone.version, actor(cast.dariush))
    with django_assert_max_num_queries(1):
        found = then_on(cast.canvas, days)
    assert list(found) == days
    if days:
        assert (found[FIRST].relationships, found[FIRST].segments, found[FIRST].known) == ([], [], set())
        (then,) = found[TODAY].relationships
        assert (then.pk, then.fixed_cost, then.goals) == (row.pk, Decimal("12.5"), ["acquisition"])
        assert (found[TODAY].segments, found[TODAY].known) == ([stays], {stays.pk, gone.pk})


def next_second() -> tuple[datetime, timezone]:
    """When it has begun; with the zone, within half a day of UTC, in which it is midnight then."""
    moment = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=1)
    sleep((moment - datetime.now(UTC)).total_seconds() + 0.01)
    since = moment - datetime.combine(moment.date(), time(), UTC)
    return moment, timezone(-since if since < timedelta(hours=12) else timedelta(days=1) - since)


def test_an_era_keeps_the_cost_and_the_figures_of_a_segment_that_was_removed_later(cast):
    """The clocks strike midnight between what was done before and after: the first era ends there."""
    gone, stays = cast.segments
    add(cast, "personal", goals=["acquisition"], customer_cost=Decimal(1))
    add(cast, "personal", segment=1, goals=["retention"], customer_cost=Decimal(1))
    active = [
        Entry(gone, date(2020, 1, 1), values={"active": 600}),
        Entry(stays, date(2020, 1, 1), values={"active": 400}),
    ]
    Indicator.objects.record(cast.canvas, active, actor(cast.dariush))
    moment, zone = next_second()
    gone.refresh_from_db()
    gone.remove(gone.version, actor(cast.dariush))
    decide(cast.canvas, cast.dariush, (60, 30, 10), date(2020, 1, 1))
    decide(cast.canvas, cast.dariush, (10, 80, 10), moment.astimezone(zone).date())
    facts = Facts.of(cast.canvas, moment.astimezone(zone).date())
    first, second = compared(facts, eras_of(facts.turns, facts.on), zone=zone)
    assert [goal.cost for goal in first.goals] == [Decimal("0.6"), Decimal("0.4"), 0]
    assert [goal.cost for goal in second.goals] == [0, 1, 0]
    assert [row.segment for row in facts.relationships] == [stays]
