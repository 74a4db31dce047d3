"""The rules about what relationships and customers cost and bring, each from both sides of its border."""

from decimal import Decimal

import pytest

from relationships.advice.finding import Severity
from relationships.advice.words import Money
from tests.relationships.facts_of import facts_of, found, months, relationship, says, segment

# A value of 50,000 at a margin of 40 % leaves 20,000
WORTH = {"customers": 20_000, "value": 50_000, "margin": 0.4}


@pytest.mark.parametrize(("cost", "dear"), [(20_000, False), (20_001, True)])
def test_too_dear(cost, dear):
    row = relationship(1, "dedicated", customer_cost=cost)
    assert bool(found(facts_of(segment(1, **WORTH), row), "too-dear")) is dear


def test_too_dear_is_nothing_that_is_only_planned():
    rows = [relationship(1, kind, customer_cost=20_001, state="planned") for kind in ("personal", "dedicated")]
    assert found(facts_of(segment(1, **WORTH), rows), "too-dear") == []


@pytest.mark.parametrize("missing", ["value", "margin"])
def test_too_dear_never_guesses(missing):
    row = relationship(1, "dedicated", customer_cost=10**9)
    assert found(facts_of(segment(1, **{**WORTH, missing: None}), row), "too-dear") == []


def test_too_dear_names_dedicated_assistance_first_or_all_together():
    rows = [relationship(1, kind, customer_cost=30_000) for kind in ("personal", "dedicated")]
    assert says(facts_of(segment(1, **WORTH), rows), "too-dear") == [f"relationship-{row.pk}" for row in rows[::-1]]
    rows = [relationship(1, kind, customer_cost=12_000) for kind in ("personal", "dedicated")]
    assert says(facts_of(segment(1, **WORTH), rows), "too-dear") == ["segment-1"]


def test_too_dear_together_shows_what_costs_the_dearest_first():
    costs = {"personal": 9_000, "dedicated": 12_000, "social": 0}
    rows = [relationship(1, kind, customer_cost=cost) for kind, cost in costs.items()]
    (finding,) = found(facts_of(segment(1, **WORTH), rows), "too-dear")
    assert [row.value.key for row in finding.behind[2:]] == [Money(Decimal(cost)).key for cost in (12_000, 9_000)]


def costly(marketing: int, count: int = 6, lost: int = 30, value: int = 50_000, pk: int = 1) -> list:
    """1,000 customers that neither come nor go much, 30 new ones each month; a margin of 20,000 a month."""
    steady = {"active": [1_000] * count, "new": [30] * count, "lost": [lost] * count}
    return [
        segment(pk, margin=0.4),
        months(pk, **steady, revenue=[value * 1_000] * count, marketing_cost=[marketing * 30] * count),
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


def test_what_brings_just_what_it_costs_loses_nothing():
    """A margin of 20,000 at a churn of 4 % brings 500,000."""
    won = months(1, new=[30] * 6, marketing_cost=[15_000_000] * 6)
    (finding,) = found(facts_of(segment(1, **WORTH, retention=0.96), won), "ltv-cac")
    assert finding.severity == Severity.WORTH_A_LOOK


@pytest.mark.parametrize("rule", ["payback", "ltv-cac"])
def test_the_worst_segment_comes_first(rule):
    facts = facts_of(*costly(400_000), *costly(500_000, pk=2), *costly(450_000, pk=3))
    assert says(facts, rule) == ["segment-2", "segment-3", "segment-1"]


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
