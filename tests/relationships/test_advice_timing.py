"""The rules about the focus and the right time, each from both sides of its border."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from relationships.advice import Severity, advise
from relationships.advice.focus import SAYS
from relationships.advice.words import Name, Term
from relationships.eras import as_of
from relationships.kinds import Goal
from relationships.then import Then
from tests.relationships.facts_of import facts_of, focus, found, month, months, relationship, says, segment

ACQUIRE, RETAIN = (60, 25, 15), (25, 50, 25)


# Focus


@pytest.mark.parametrize(
    ("weights", "goals", "subjects"),
    [
        ((50, 50, 0), ["acquisition", "retention", "growth"], ["weights"]),
        ((50, 49, 1), ["acquisition", "retention", "growth"], []),
        ((50, 49, 1), ["acquisition", "retention"], ["relationships"]),
        ((50, 50, 0), ["acquisition", "retention"], ["weights"]),
        ((50, 49, 1), [], ["relationships"]),  # nobody said what any of them serves
    ],
)
def test_goal_dropped(weights, goals, subjects):
    rows = segment(1), relationship(1, "social", goals=goals), focus(weights)
    assert says(facts_of(*rows), "goal-dropped") == subjects


@pytest.mark.parametrize(
    ("goals", "severity"),
    [(["retention", "growth"], Severity.SERIOUS), (["acquisition", "growth"], Severity.WORTH_A_LOOK)],
)
def test_goal_that_leads_and_is_not_served_is_serious(goals, severity):
    rows = segment(1), relationship(1, "social", goals=goals), focus((50, 49, 1))
    assert [finding.severity for finding in found(facts_of(*rows), "goal-dropped")] == [severity]


def test_what_is_only_planned_serves_no_goal_yet():
    rows = [relationship(1, "social", goals=["acquisition", "retention"])]
    rows += [relationship(1, "personal", goals=["growth"], state="planned")]
    assert says(facts_of(segment(1), rows, focus((50, 30, 20))), "goal-dropped") == ["relationships"]


@pytest.mark.parametrize(("weights", "subjects"), [((60, 40, 0), ["segment-2"]), ((60, 39, 1), [])])
def test_goal_dropped_by_the_focus_of_a_segment(weights, subjects):
    rows = segment(1), segment(2), focus((40, 30, 30)), focus(weights, segment_id=2)
    assert says(facts_of(*rows), "goal-dropped") == subjects
    assert says(facts_of(*rows, focus((40, 30, 30), date(2026, 10, 1), segment_id=2)), "goal-dropped") == []


@pytest.mark.parametrize(
    ("fixed", "differs"),
    [((49, 51), False), ((50, 50), True), ((51, 49), True)],  # acquisition's share against a weight of 25
)
def test_says_does_by_cost(fixed, differs):
    rows = [
        relationship(1, "social", goals=["acquisition"], fixed_cost=fixed[0]),
        relationship(1, "personal", goals=["retention", "growth"], fixed_cost=fixed[1]),
    ]
    facts = facts_of(segment(1), rows, focus((25, 38, 37)))
    assert says(facts, "says-does") == (["cost"] if differs else [])


@pytest.mark.parametrize(
    ("weights", "goal", "too_much"), [((50, 25, 25), Goal.RETENTION, True), ((70, 15, 15), Goal.ACQUISITION, False)]
)
def test_says_does_is_about_the_goal_that_differs_most_or_of_two_the_one_that_gets_more(weights, goal, too_much):
    rows = [
        relationship(1, "social", goals=["acquisition", "growth"], fixed_cost=50),
        relationship(1, "personal", goals=["retention"], fixed_cost=50),
    ]
    (finding,) = found(facts_of(segment(1), rows, focus(weights)), "says-does")
    assert (finding.words["goal"].key, str(finding.says)) == (Term(goal).key, str(SAYS["cost", too_much]))


def test_says_does_needs_every_cost_and_a_focus():
    rows = [relationship(1, "social", goals=["growth"], fixed_cost=10)]
    assert says(facts_of(segment(1), rows), "says-does") == []
    unknown = relationship(1, "personal", customer_cost=5)
    assert says(facts_of(segment(1), rows, unknown, focus(RETAIN)), "says-does") == []
    assert says(facts_of(segment(1), rows, focus(RETAIN)), "says-does") == ["cost"]


@pytest.mark.parametrize(("share", "differs"), [("0.49", False), ("0.5", True)])
def test_says_does_by_changes(share, differs):
    rest = (1 - Decimal(share)) / 2
    shares = {"acquisition": Decimal(share), "retention": rest, "growth": rest}
    facts = facts_of(segment(1), focus((25, 38, 37)), change_shares=shares)
    assert says(facts, "says-does") == (["changes"] if differs else [])


STEADY = {"active": [1_000] * 6, "new": [30] * 6, "lost": [30] * 6}


@pytest.mark.parametrize(
    ("from_on", "figures", "stale"),
    [
        (date(2026, 5, 28), {}, False),
        (date(2026, 5, 27), {}, True),
        (date(2026, 5, 27), STEADY, False),
        (date(2025, 11, 27), STEADY, True),
        (date(2026, 5, 27), {**STEADY, "lost": [30, 30, 30, 40, 40, 40]}, True),
        (date(2026, 12, 21), {}, False),  # decided for a day to come
    ],
)
def test_stale_focus(from_on, figures, stale):
    rows = months(1, **figures) if figures else []
    assert bool(found(facts_of(segment(1), rows, focus(RETAIN, from_on)), "stale-focus")) is stale


def test_a_decision_for_a_day_long_past_is_no_old_decision():
    long_ago = focus(RETAIN, date(2025, 1, 1), decided_at=datetime(2026, 11, 27, tzinfo=UTC))
    assert found(facts_of(segment(1), long_ago), "stale-focus") == []


@pytest.mark.parametrize(("on", "stale"), [(date(2025, 6, 30), False), (date(2025, 7, 1), True)])
def test_what_was_written_down_after_a_day_is_as_old_as_the_day_it_is_for(on, stale):
    facts = facts_of(segment(1), focus(RETAIN, date(2025, 1, 1), decided_at=datetime(2026, 11, 20, tzinfo=UTC)))
    assert bool(found(as_of(facts, on, Then(facts.segments)), "stale-focus")) is stale


@pytest.mark.parametrize(("zone", "is_later"), [("UTC", False), ("Asia/Tehran", True)])
def test_a_decision_is_of_the_day_that_the_team_s_clock_showed(zone, is_later):
    late = datetime(2026, 5, 27, 21, tzinfo=UTC)
    facts = facts_of(segment(1), focus(RETAIN, date(2026, 1, 1), decided_at=late), zone=ZoneInfo(zone))
    assert bool(found(facts, "stale-focus")) is not is_later
    ahead = facts_of(segment(1), focus(RETAIN, date(2026, 9, 1), decided_at=late), zone=ZoneInfo(zone))
    assert bool(as_of(ahead, date(2026, 5, 27), Then(ahead.segments)).focuses) is not is_later


@pytest.mark.parametrize(("decided_on", "stale"), [(date(2025, 7, 1), False), (date(2025, 7, 2), True)])
def test_what_was_decided_after_a_day_does_not_refresh_the_focus_of_that_day(decided_on, stale):
    later = focus(ACQUIRE, decided_at=datetime.combine(decided_on, time(), UTC))
    facts = facts_of(segment(1), focus(RETAIN, date(2024, 1, 1)), later)
    assert bool(found(as_of(facts, date(2025, 7, 1), Then(facts.segments)), "stale-focus")) is stale


def test_what_was_decided_for_a_segment_that_is_gone_does_not_refresh_the_focus():
    rows = focus(RETAIN, date(2026, 1, 1)), focus(RETAIN, segment_id=2)
    assert found(facts_of(segment(1), segment(2), *rows), "stale-focus") == []
    assert len(found(facts_of(segment(1), *rows), "stale-focus")) == 1


def test_a_focus_that_goes_on_being_stale_is_no_news_each_month():
    days = date(2026, 7, 1), date(2026, 12, 31), date(2027, 1, 1)
    rows = segment(1), focus(RETAIN, date(2026, 1, 1))
    at_first, all_year, later = (found(facts_of(*rows, on=day), "stale-focus")[0].facts for day in days)
    assert at_first == all_year != later


def test_stale_focus_also_says_that_nothing_was_ever_decided():
    assert found(facts_of(segment(1)), "stale-focus") == []
    assert len(found(facts_of(segment(1), relationship(1, "personal")), "stale-focus")) == 1


# Time


@pytest.mark.parametrize(
    ("retention", "figures", "weights", "leaks"),
    [
        (0.95, {}, ACQUIRE, False),
        (0.9499, {}, ACQUIRE, True),
        (0.9499, {}, RETAIN, False),
        (None, {"new": 100, "lost": 79}, ACQUIRE, False),
        (None, {"new": 100, "lost": 80}, ACQUIRE, True),
        (None, {"new": 0, "lost": 0}, ACQUIRE, False),
        (None, {"new": 0, "lost": 1}, ACQUIRE, True),  # for those that go, none come
        (None, {}, ACQUIRE, False),
    ],
)
def test_leaky_bucket(retention, figures, weights, leaks):
    rows = month(1, date(2026, 10, 1), **figures) if figures else []
    facts = facts_of(segment(1, retention=retention), rows, focus(weights))
    assert bool(found(facts, "leaky-bucket")) is leaks


def test_leaky_bucket_names_the_segment_that_loses_most_first():
    leaky = [segment(1, retention=0.94), segment(2, retention=0.8), segment(3, retention=0.9)]
    (finding,) = found(facts_of(leaky, focus(ACQUIRE)), "leaky-bucket")
    assert [row.of.key for row in finding.behind] == [Name(leaky[n]).key for n in (1, 2, 0)]


def test_leaky_bucket_is_one_finding_for_the_canvas_and_one_for_a_focus_of_ones_own():
    leaky = [segment(n, retention=0.9) for n in (1, 2, 3)]
    facts = facts_of(leaky, focus(ACQUIRE), focus(ACQUIRE, segment_id=3))
    assert says(facts, "leaky-bucket") == ["segment-3", ""]
    assert found(facts, "leaky-bucket")[1].about == {1, 2}
    assert says(facts_of(leaky, focus(RETAIN), focus(ACQUIRE, segment_id=3)), "leaky-bucket") == ["segment-3"]
    assert [found(facts_of(leaky, focus(ACQUIRE), focus(RETAIN, segment_id=3)), "leaky-bucket")[0].about] == [{1, 2}]


@pytest.mark.parametrize(
    ("new", "cost", "weights", "time"),
    [
        ([400, 300, 200, 100], [1, 1, 1, 1], ACQUIRE, True),
        ([400, 300, 300, 100], [1, 1, 1, 1], ACQUIRE, False),
        ([300, 200, 100], [1, 1, 1], ACQUIRE, False),
        ([400, 300, 200, 100], [4, 3, 2, 1], ACQUIRE, False),  # each costs the same
        ([400, 300, 200, 100], [1, 1, 1, 1], RETAIN, False),
        ([400, 300, 200, 100], [1, 1, 1, None], ACQUIRE, False),
        ([400, 300, None, 100], [1, 1, 1, 1], ACQUIRE, False),
    ],
)
def test_time_to_retain(new, cost, weights, time):
    facts = facts_of(segment(1), months(1, new=new, marketing_cost=cost), focus(weights))
    assert bool(found(facts, "time-to-retain")) is time


def test_time_to_retain_needs_months_that_follow_each_other_and_are_over():
    rows = months(1, new=[400, 300, 200, 100], marketing_cost=[1, 1, 1, 1])
    assert len(found(facts_of(segment(1), rows, focus(ACQUIRE)), "time-to-retain")) == 1
    rows[0].month_on = date(2026, 6, 1)  # July is missing
    assert found(facts_of(segment(1), rows, focus(ACQUIRE)), "time-to-retain") == []
    november = months(1, last_on=date(2026, 11, 1), new=[400, 300, 200, 100], marketing_cost=[1, 1, 1, 1])
    for day, count in ((29, 0), (30, 1)):
        facts = facts_of(segment(1), november, focus(ACQUIRE), on=date(2026, 11, day))
        assert len(found(facts, "time-to-retain")) == count, day


def test_time_to_retain_holds_no_sums_of_other_segments_against_each_other():
    rows = segment(1), months(1, new=[400, 300, 200, 100], marketing_cost=[1, 1, 1, 1]), focus(ACQUIRE)
    given_up = segment(2), months(2, last_on=date(2026, 8, 1), new=[50, 50], marketing_cost=[1, 1])
    assert len(found(facts_of(*rows), "time-to-retain")) == 1
    assert found(facts_of(*rows, *given_up), "time-to-retain") == []


def test_time_to_retain_adds_up_segments_and_is_silent_about_what_is_long_past():
    one = months(1, new=[400, 300, 200, 100], marketing_cost=[1, 1, 1, 1])
    other = months(2, new=[0, 200, 400, 600], marketing_cost=[1, 1, 1, 1])
    assert found(facts_of(segment(1), segment(2), one, other, focus(ACQUIRE)), "time-to-retain") == []
    rows = segment(1), months(1, last_on=date(2026, 1, 1), new=[4, 3, 2, 1], marketing_cost=[1] * 4), focus(ACQUIRE)
    assert found(facts_of(*rows), "time-to-retain") == []
    assert len(found(facts_of(*rows, on=date(2026, 2, 3)), "time-to-retain")) == 0, "not decided yet on that day"
    rows = (*rows[:2], focus(ACQUIRE, date(2025, 6, 1)))
    for on, count in ((date(2026, 2, 3), 1), (date(2026, 7, 31), 1), (date(2026, 8, 1), 0)):
        assert len(found(facts_of(*rows, on=on), "time-to-retain")) == count, on


@pytest.mark.parametrize(
    ("changed", "weights", "time"),
    [
        ({}, (20, 61, 19), True),
        ({}, (20, 60, 20), False),
        ({"lost": [30, 30, 30, 40, 40, 40]}, (20, 61, 19), False),  # they leave more
        ({"lost": [50] * 6}, (20, 61, 19), True),
        ({"lost": [70, 60, 60, 60, 60, 60]}, (20, 61, 19), False),  # no more than before, and over the threshold
        ({"new": [30, 30, 30, 40, 40, 40]}, (20, 61, 19), False),  # more come, each for less
        ({"new": [30, 30, 30, 40, 40, 40], "marketing_cost": [9, 9, 9, 12, 12, 12]}, (20, 61, 19), False),  # or not
        ({"marketing_cost": [9, 9, 9, 5, 5, 5]}, (20, 61, 19), False),  # less was spent
        ({"marketing_cost": [None] * 6}, (20, 61, 19), False),
        ({"new": [40, 40, 40, 30, 20, 10]}, (20, 61, 19), True),
        ({"new": [40, 40, 40, 30, 20, 10]}, (60, 21, 19), False),  # that is time-to-retain's
    ],
)
def test_time_to_grow(changed, weights, time):
    figures = {**STEADY, "marketing_cost": [9] * 6, **changed}
    assert bool(found(facts_of(segment(1), months(1, **figures), focus(weights)), "time-to-grow")) is time


# All together


def test_the_most_severe_comes_first():
    rows = [relationship(1, "communities", channels=["broadcast_channel"]), relationship(1, "social", channels=[])]
    severities = [finding.severity for finding in advise(facts_of(segment(1), rows, focus((50, 50, 0))))]
    assert severities == sorted(severities)
    assert len(set(severities)) > 1


def test_thresholds_move_the_border():
    rows = segment(1, retention=0.94), focus(ACQUIRE)
    assert found(facts_of(*rows), "leaky-bucket")
    assert not found(facts_of(*rows, thresholds={"churn": 0.07}), "leaky-bucket")
