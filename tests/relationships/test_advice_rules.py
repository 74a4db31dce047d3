"""The rules about segments and their relationships, each from both sides of its border."""

from dataclasses import replace

import pytest

from relationships.advice import RULES, advise
from relationships.advice.advice import ORDER
from relationships.advice.finding import Severity
from relationships.advice.lessons import LESSONS
from relationships.advice.words import Term
from relationships.facts import Facts
from relationships.kinds import Kind
from tests.relationships.facts_of import facts_of, focus, found, relationship, says, segment, tie


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


def test_gap_is_as_urgent_as_what_is_expected_most():
    wanted = [relationship(1, kind, state="none", expected=n) for kind, n in (("personal", 1), ("social", 3))]
    (finding,) = found(facts_of(segment(1), relationship(1, "automated"), wanted), "gap")
    assert (finding.severity, finding.behind[0].label.key) == (Severity.SERIOUS, Term(Kind.SOCIAL).key)


def test_gap_is_one_finding_for_a_segment_and_none_for_a_lonely_one():
    wanted = [relationship(1, kind, state="none") for kind in ("personal", "social", "communities")]
    assert says(facts_of(segment(1), relationship(1, "automated"), wanted), "gap") == ["segment-1"]
    facts = facts_of(segment(1), segment(2), wanted, relationship(2, "personal"))
    assert says(facts, "gap") == []
    assert says(facts, "lonely-segment") == ["segment-1"]


@pytest.mark.parametrize(
    ("state", "expected", "lonely"),
    [
        ("established", 2, []),
        ("planned", 2, [("segment-1", Severity.SERIOUS)]),
        ("none", 1, [("segment-1", Severity.SERIOUS)]),
        ("none", 0, [("segment-1", Severity.WORTH_A_LOOK)]),
    ],
)
def test_lonely_segment(state, expected, lonely):
    rows = relationship(1, "personal", state=state, expected=expected), relationship(2, "personal")
    findings = found(facts_of(segment(1), segment(2), *rows), "lonely-segment")
    assert [(finding.subject, finding.severity) for finding in findings] == lonely


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


def test_waste_is_judged_by_the_focus_of_its_own_segment_the_dearest_first():
    rows = [relationship(n, "social", expected=0, fixed_cost=5 * n, goals=["growth"]) for n in (1, 2)]
    segments = segment(1), segment(2)
    dearest_first = [f"relationship-{row.pk}" for row in rows[::-1]]
    assert says(facts_of(*segments, rows, focus((60, 30, 10))), "waste") == dearest_first
    facts = facts_of(*segments, rows, focus((60, 30, 10)), focus((10, 30, 60), segment_id=2))
    assert says(facts, "waste") == dearest_first[1:]


def test_waste_is_not_said_of_a_goal_before_a_focus_is_decided():
    row = relationship(1, "social", expected=0, fixed_cost=5, goals=["growth"])
    assert says(facts_of(segment(1), row), "waste") == []
    row.goals = []
    assert len(found(facts_of(segment(1), row), "waste")) == 1


@pytest.mark.parametrize(("count", "kinds"), [(2, ["personal"]), (3, ["personal", "social"])])
def test_one_size_needs_three_segments_with_a_single_kind(count, kinds):
    rows = [(segment(n), relationship(n, "personal")) for n in range(1, count + 1)]
    more = [relationship(n, kind) for n in range(1, count + 1) for kind in kinds[1:]]
    assert says(facts_of(*map(list, rows), more), "one-size") == []


def test_one_size():
    rows = [[segment(n), relationship(n, "personal")] for n in (1, 2, 3)]
    (finding,) = found(facts_of(*rows), "one-size")
    assert (finding.subject, finding.about) == ("kind-personal", {1, 2, 3})


def test_one_size_is_about_what_they_have_not_what_is_planned():
    rows = [[segment(n), relationship(n, "personal"), relationship(n, "social", state="planned")] for n in (1, 2, 3)]
    assert says(facts_of(*rows), "one-size") == ["kind-personal"]


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
    assert found(replace(facts_of(segment(1), row), fits={}), "wrong-channel") == [], "of which nothing is said"


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


def test_broadcast_community_that_is_tied_to_its_broadcast_channel_is_one_still():
    row = relationship(1, "communities", channels=["broadcast_channel"])
    facts = facts_of(segment(1), row, tie(row, "channels", "broadcast_channel"))
    assert (len(found(facts, "broadcast-community")), found(facts, "wrong-channel")) == (1, [])


@pytest.mark.parametrize(
    ("fields", "tied", "loose"),
    [
        ({}, [], []),
        ({"channels": []}, [], ["channels"]),
        ({"channels": []}, ["channels"], []),
        ({"fixed_cost": 5}, [], ["costs"]),
        ({"fixed_cost": 5}, ["channels"], ["costs"]),
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


def test_low_touch_high_value_is_silent_where_a_person_is_planned_whom_nobody_expects():
    rows = [relationship(1, "self_service"), relationship(1, "personal", state="planned", expected=0)]
    facts = banded(501, None, rows)
    assert (says(facts, "low-touch-high-value"), says(facts, "gap")) == ([], [])


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
