"""Where the money goes: by relationship, kind and goal, and nothing made up where customers were not counted."""

from datetime import date
from decimal import Decimal

from canvas.models import Canvas, Segment
from relationships.costs import Costs
from relationships.economics import Lack
from relationships.facts import Facts
from relationships.models import Relationship


def costs_of(*rows: Relationship, customers: int | None = 100) -> Costs:
    segment = Segment(pk=1, customers=customers)
    for pk, row in enumerate(rows, 1):
        row.pk, row.segment_id = pk, 1
    return Costs(Facts(Canvas(), date(2026, 11, 27), [segment], list(rows)).linked())


def row(kind: str, fixed: int = 0, each: int = 0, goals: tuple = (), state: str = "established") -> Relationship:
    return Relationship(
        kind=kind, state=state, fixed_cost=Decimal(fixed), customer_cost=Decimal(each), goals=list(goals)
    )


def test_lines_dearest_first_with_their_share():
    costs = costs_of(row("social", 100), row("personal", 0, 3), row("communities", 900, state="planned"))
    assert [(line.relationship.kind, line.monthly, line.each, line.share) for line in costs.lines] == [
        ("personal", 300, 3, Decimal("0.75")),
        ("social", 100, 1, Decimal("0.25")),
    ]
    assert costs.by_kind == {"personal": 300, "social": 100}


def test_a_cost_is_split_evenly_over_its_goals():
    costs = costs_of(
        row("personal", 300, goals=("acquisition", "retention")),
        row("social", 50, goals=("acquisition",)),
        row("communities", 10),
    )
    assert costs.by_goal == {"acquisition": 200, "retention": 150, "growth": 0, None: 10}
    assert [slice.percent for slice in costs.goals] == [56, 42, 0, 3]


def test_customers_nobody_counted():
    costs = costs_of(row("personal", 0, 3), row("social", 100), row("dedicated", 0, 5), customers=None)
    assert (costs.whole, costs.unknown) == (100, 2)
    assert [line.monthly for line in costs.lines] == [100, Lack.UNKNOWN, Lack.UNKNOWN]
    assert [line.each for line in costs.lines] == [Lack.UNKNOWN, 3, 5]
    assert costs.lines[-1].percent == 0


def test_nothing_established():
    costs = costs_of()
    assert (costs.lines, costs.kinds, costs.goals, costs.whole) == ([], [], [], 0)
