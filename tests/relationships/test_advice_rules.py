"""Each rule from both sides of its border, on facts of unsaved rows."""

from datetime import date
from decimal import Decimal

import pytest

from relationships.advice import RULES, advise
from relationships.advice.advice import ORDER
from relationships.advice.finding import Severity
from relationships.advice.lessons import LESSONS
from relationships.facts import Facts
from tests.relationships.facts_of import facts_of, focus, month, months, relationship, segment, tie

ACQUIRE, RETAIN, GROW = (60, 25, 15), (25, 50, 25), (20, 20, 60)


def found(facts: Facts, code: str) -> list:
    return list(RULES[code](facts))


def says(facts: Facts, code: str) -> list[str]:
    """The subjects of what a rule finds."""
    return [finding.subject for finding in found(facts, code)]


def test_every_rule_has_its_place_and_its_lesson():
    assert set(ORDER) == set(RULES) == set(LESSONS)
    assert len(ORDER) == len(RULES) == 21


def test_a_canvas_with_nothing_on_it_is_left_in_peace():
    assert advise(facts_of()) == []


def test_a_canvas_with_segments_alone_gets_one_idea():
    (finding,) = advise(facts_of(segment(1), segment(2)))
    assert (finding.rule, finding.severity, finding.about) == ("lonely-segment", Severity.IDEA, {1, 2})


# What segments expect


@pytest.mark.parametrize(
    ("fields", "severity"),
    [
        ({"state": "none", "expected": 3}, Severity.SERIOUS),
        ({"state": "none", "expected": 2}, Severity.WORTH_A_LOOK),
        ({"state": "retired", "expected": 1}, Severity.IDEA),
        ({"state": "planned", "expected": 3}, Severity.IDEA),
        ({"state": "none", "expected": 0}, None),
        ({"state": "established", "expected": 3}, None),
    ],
)
def test_gap(fields, severity):
    facts = facts_of(segment(1), relationship(1, "self_service"), relationship(1, "personal", **fields))
    assert [finding.severity for finding in found(facts, "gap")] == ([severity] if severity else [])


def test_gap_is_one_finding_for_a_segment_and_none_for_a_lonely_one():
    wanted = [relationship(1, kind, state="none") for kind in ("personal", "social", "communities")]
    assert says(facts_of(segment(1), relationship(1, "automated"), wanted), "gap") == ["segment-1"]
    facts = facts_of(segment(1), segment(2), wanted, relationship(2, "personal"))
    assert says(facts, "gap") == []
    assert says(facts, "lonely-segment") == ["segment-1"]


@pytest.mark.parametrize(
    ("state", "lonely"), [("established", []), ("planned", ["segment-1"]), ("none", ["segment-1"])]
)
def test_lonely_segment(state, lonely):
    rows = relationship(1, "personal", state=state), relationship(2, "personal")
    assert says(facts_of(segment(1), segment(2), *rows), "lonely-segment") == lonely


@pytest.mark.parametrize(
    ("fields", "wasted"),
    [
        ({}, True),
        ({"expected": 1}, False),
        ({"fixed_cost": 0}, False),
        ({"state": "planned"}, False),
        ({"goals": ["retention"]}, False),  # an even part of the weight
        ({"goals": ["growth", "acquisition"]}, False),  # acquisition leads
        ({"goals": []}, True),
    ],
)
def test_waste(fields, wasted):
    row = relationship(1, "social", **{"expected": 0, "fixed_cost": 5, "goals": ["growth"], **fields})
    assert bool(found(facts_of(segment(1), row, focus((40, 34, 26))), "waste")) is wasted


def test_waste_is_not_said_of_a_goal_before_a_focus_is_decided():
    row = relationship(1, "social", expected=0, fixed_cost=5, goals=["growth"])
    assert says(facts_of(segment(1), row), "waste") == []
    row.goals = []
    assert len(found(facts_of(segment(1), row), "waste")) == 1


@pytest.mark.parametrize(("count", "kinds"), [(2, ["personal"]), (3, ["personal", "social"])])
def test_one_size_needs_three_segments_with_a_single_kind(count, kinds):
    rows = [(segment(n), relationship(n, "personal")) for n in range(1, count + 1)]
    more = [relationship(1, kind) for kind in kinds[1:]]
    assert says(facts_of(*map(list, rows), more), "one-size") == []


def test_one_size():
    rows = [[segment(n), relationship(n, "personal")] for n in (1, 2, 3)]
    (finding,) = found(facts_of(*rows), "one-size")
    assert (finding.subject, finding.about) == ("kind-personal", {1, 2, 3})


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


# Channels and ties


@pytest.mark.parametrize(
    ("channels", "kind", "state", "wrong"),
    [
        (["sms"], "personal", "established", True),
        (["sms", "post"], "personal", "planned", True),
        (["sms", "email"], "personal", "established", False),
        (["sms"], "personal", "retired", False),
        ([], "personal", "established", False),
        (["broadcast_channel"], "communities", "established", False),  # that is broadcast-community's
    ],
)
def test_wrong_channel(channels, kind, state, wrong):
    row = relationship(1, kind, channels=channels, state=state)
    assert bool(found(facts_of(segment(1), row), "wrong-channel")) is wrong


def test_wrong_channel_follows_the_curated_table_and_the_tied_notes():
    row = relationship(1, "personal", channels=["sms"])
    assert found(facts_of(segment(1), row, fits={("personal", "sms"): 1}), "wrong-channel") == []
    assert found(facts_of(segment(1), row, tie(row, "channels", "shop")), "wrong-channel") == []


@pytest.mark.parametrize(
    ("channels", "state", "broadcast"),
    [
        (["broadcast_channel"], "established", True),
        (["broadcast_channel"], "planned", True),
        (["broadcast_channel"], "none", False),
        (["broadcast_channel", "messaging_group"], "established", False),
        ([], "established", False),
    ],
)
def test_broadcast_community(channels, state, broadcast):
    row = relationship(1, "communities", channels=channels, state=state)
    assert bool(found(facts_of(segment(1), row), "broadcast-community")) is broadcast


@pytest.mark.parametrize(
    ("fields", "tied", "loose"),
    [
        ({}, [], []),
        ({"channels": []}, [], ["channels"]),
        ({"channels": []}, ["channels"], []),
        ({"fixed_cost": 5}, [], ["costs"]),
        ({"fixed_cost": 5}, ["cost_structure"], []),
        ({"fixed_cost": 5, "channels": []}, [], ["channels", "costs"]),
        ({"fixed_cost": 5, "channels": [], "state": "planned"}, [], []),
    ],
)
def test_loose_end(fields, tied, loose):
    row = relationship(1, "personal", **fields)
    ties = [tie(row, block, "shop" if block == "channels" else "") for block in tied]
    assert says(facts_of(segment(1), row, ties), "loose-end") == loose


@pytest.mark.parametrize(
    ("fields", "tied", "idea"),
    [
        ({"knows_customer": True}, [], True),
        ({"knows_customer": True}, ["value_propositions"], False),
        ({"knows_customer": True, "state": "planned"}, [], False),
        ({"knows_customer": False}, [], False),
    ],
)
def test_automated_value(fields, tied, idea):
    row = relationship(1, "automated", **fields)
    facts = facts_of(segment(1), row, [tie(row, block) for block in tied])
    assert bool(found(facts, "automated-value")) is idea


# Bands of value: the canvas's median is 100


def banded(value: int, retention: float | None = None, *rows) -> Facts:
    others = [segment(n, customers=10, value=100, margin=1) for n in (2, 3, 4)]
    return facts_of(segment(1, customers=10, value=value, margin=1, retention=retention), others, *rows)


@pytest.mark.parametrize(
    ("value", "rows", "touch"),
    [
        (501, ["self_service"], True),
        (500, ["self_service"], False),
        (501, ["self_service", "personal"], False),
        (501, ["self_service", "dedicated"], False),
        (501, [], False),  # lonely: another rule says so
    ],
)
def test_low_touch_high_value(value, rows, touch):
    facts = banded(value, None, [relationship(1, kind) for kind in rows])
    assert bool(found(facts, "low-touch-high-value")) is touch


def test_low_touch_high_value_is_silent_where_a_gap_says_so():
    rows = [relationship(1, "self_service"), relationship(1, "personal", state="none")]
    facts = banded(501, None, rows)
    assert (says(facts, "low-touch-high-value"), says(facts, "gap")) == ([], ["segment-1"])


@pytest.mark.parametrize(
    ("value", "retention", "rule"),
    [
        (501, 0.8999, "butterflies"), (501, 0.9, ""), (500, 0.8999, ""), (501, None, ""),
        (49, 0.97, "barnacles"), (49, 0.9699, ""), (50, 0.97, ""), (49, None, ""),
    ],
)  # fmt: skip
def test_butterflies_and_barnacles(value, retention, rule):
    facts = banded(value, retention)
    assert [code for code in ("butterflies", "barnacles") if found(facts, code)] == ([rule] if rule else [])


# Focus


@pytest.mark.parametrize(
    ("weights", "goals", "subjects"),
    [
        ((50, 50, 0), ["acquisition", "retention", "growth"], ["weights"]),
        ((50, 49, 1), ["acquisition", "retention", "growth"], []),
        ((50, 49, 1), ["acquisition", "retention"], ["relationships"]),
        ((50, 50, 0), ["acquisition", "retention"], ["weights"]),
        ((50, 49, 1), [], []),  # nobody said what any of them serves
    ],
)
def test_goal_dropped(weights, goals, subjects):
    rows = segment(1), relationship(1, "social", goals=goals), focus(weights)
    assert says(facts_of(*rows), "goal-dropped") == subjects


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
