"""The rules about money, the focus and the right time, each from both sides of its border."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from relationships.advice import advise
from relationships.advice.finding import Severity
from tests.relationships.facts_of import facts_of, focus, found, month, months, relationship, says, segment

ACQUIRE, RETAIN = (60, 25, 15), (25, 50, 25)


# What customers cost and bring: value 50,000 at a margin of 40 % leaves 20,000

WORTH = {"customers": 20_000, "value": 50_000, "margin": 0.4}


@pytest.mark.parametrize(("cost", "dear"), [(20_000, False), (20_001, True)])
def test_too_dear(cost, dear):
    row = relationship(1, "dedicated", customer_cost=cost)
    assert bool(found(facts_of(segment(1, **WORTH), row), "too-dear")) is dear


@pytest.mark.parametrize("missing", ["value", "margin"])
def test_too_dear_never_guesses(missing):
    row = relationship(1, "dedicated", customer_cost=10**9)
    assert found(facts_of(segment(1, **{**WORTH, missing: None}), row), "too-dear") == []


def test_too_dear_names_dedicated_assistance_first_or_all_together():
    rows = [relationship(1, kind, customer_cost=30_000) for kind in ("personal", "dedicated")]
    assert says(facts_of(segment(1, **WORTH), rows), "too-dear") == [f"relationship-{row.pk}" for row in rows[::-1]]
    rows = [relationship(1, kind, customer_cost=12_000) for kind in ("personal", "dedicated")]
    assert says(facts_of(segment(1, **WORTH), rows), "too-dear") == ["segment-1"]


def costly(marketing: int, count: int = 6, lost: int = 30, value: int = 50_000) -> list:
    """1,000 customers that neither come nor go much, 10 new ones each month; a margin of 20,000 a month."""
    steady = {"active": [1_000] * count, "new": [30] * count, "lost": [lost] * count}
    return [
        segment(1, margin=0.4),
        months(1, **steady, revenue=[value * 1_000] * count, marketing_cost=[marketing * 30] * count),
    ]


@pytest.mark.parametrize(("cost", "slow"), [(240_000, False), (240_001, True)])
def test_payback_over_twelve_months(cost, slow):
    assert bool(found(facts_of(*costly(cost)), "payback")) is slow


@pytest.mark.parametrize(
    ("cost", "count", "severity"),
    [  # what a customer brings: 20,000 / 0.03
        (222_222, 6, None),
        (222_223, 6, Severity.WORTH_A_LOOK),
        (222_223, 5, None),
        (666_700, 6, Severity.SERIOUS),
    ],
)
def test_ltv_cac_under_three_after_six_months(cost, count, severity):
    assert [finding.severity for finding in found(facts_of(*costly(cost, count)), "ltv-cac")] == (
        [severity] if severity else []
    )


@pytest.mark.parametrize(
    ("cost", "more", "saves"),
    [
        (40, {}, False),
        (41, {}, True),
        (41, {"kind": "co_creation", "state": "planned"}, False),
        (41, {"kind": "communities", "state": "retired"}, True),
        (41, {"kind": "social", "customer_cost": 1}, False),  # nobody knows how many customers
    ],
)
def test_community_saves(cost, more, saves):
    rows = [relationship(1, "personal", fixed_cost=cost), relationship(1, "self_service", fixed_cost=100 - cost)]
    if more:
        rows.append(relationship(1, **more))
    assert bool(found(facts_of(segment(1), rows), "community-saves")) is saves


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
    long_ago = focus(RETAIN, date(2025, 1, 1), decided_at=datetime(2026, 11, 20, tzinfo=UTC))
    assert found(facts_of(segment(1), long_ago), "stale-focus") == []


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
    unfinished = months(1, last_on=date(2026, 11, 1), new=[400, 300, 200, 100], marketing_cost=[1, 1, 1, 1])
    assert found(facts_of(segment(1), unfinished, focus(ACQUIRE)), "time-to-retain") == []


def test_time_to_retain_adds_up_segments_and_is_silent_about_what_is_long_past():
    one = months(1, new=[400, 300, 200, 100], marketing_cost=[1, 1, 1, 1])
    other = months(2, new=[0, 200, 400, 600], marketing_cost=[1, 1, 1, 1])
    assert found(facts_of(segment(1), segment(2), one, other, focus(ACQUIRE)), "time-to-retain") == []
    rows = segment(1), months(1, last_on=date(2026, 1, 1), new=[4, 3, 2, 1], marketing_cost=[1] * 4), focus(ACQUIRE)
    assert found(facts_of(*rows), "time-to-retain") == []
    assert len(found(facts_of(*rows, on=date(2026, 2, 3)), "time-to-retain")) == 0, "not decided yet on that day"
    rows = (*rows[:2], focus(ACQUIRE, date(2025, 6, 1)))
    assert len(found(facts_of(*rows, on=date(2026, 2, 3)), "time-to-retain")) == 1


@pytest.mark.parametrize(
    ("changed", "weights", "time"),
    [
        ({}, (20, 61, 19), True),
        ({}, (20, 60, 20), False),
        ({"lost": [30, 30, 30, 40, 40, 40]}, (20, 61, 19), False),  # they leave more
        ({"lost": [60] * 6}, (20, 61, 19), False),  # over the threshold
        ({"new": [30, 30, 30, 40, 40, 40]}, (20, 61, 19), False),  # more come
        ({"marketing_cost": [9, 9, 9, 5, 5, 5]}, (20, 61, 19), False),  # less was spent
        ({"marketing_cost": [None] * 6}, (20, 61, 19), False),
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
