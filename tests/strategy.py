"""What the cast's team decided about its customers: one row of each kind, and the same elsewhere."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.models import User
from canvas.models import Canvas, Note, Segment
from relationships.models import Dismissal, Focus, Indicator, Relationship, Scenario, Tie
from relationships.models.indicator import Entry
from tests.cast import Cast, actor


@dataclass
class Strategy:
    relationship: Relationship
    tie: Tie
    focus: Focus
    indicator: Indicator
    dismissal: Dismissal
    scenario: Scenario


def make_strategy(cast: Cast) -> Strategy:
    """Of the team's canvas, by Dariush; the first segment has an app of self-service on its website."""
    return strategy_of(cast.canvas, cast.segments[0], cast.notes[3], cast.dariush)


def make_other_strategy(cast: Cast) -> Strategy:
    return strategy_of(cast.other_canvas, cast.other_segment, cast.other_note, cast.sara)


def strategy_of(canvas: Canvas, segment: Segment, note: Note, by: User) -> Strategy:
    relationship = add_relationship(
        canvas, segment, "self_service", by,
        expected=3, state="established", text="اپ «من»", goals=["retention"], channels=["app"],
        fixed_cost=Decimal(13_000_000), customer_cost=Decimal(150),
    )  # fmt: skip
    relationship.tie(note, actor(by))
    focus = decide(canvas, by, (60, 30, 10), date(2026, 3, 21))
    entry = Entry(segment, date(2026, 10, 23), values={"active": 20_900, "new": 1_500, "lost": 600})
    (indicator,) = Indicator.objects.record(canvas, [entry], actor(by))
    dismissal = Dismissal.objects.dismiss(
        canvas, actor(by), rule="gap", subject=f"segment-{segment.pk}", facts="1", reason="می‌دانیم"
    )
    scenario = Scenario.objects.keep(canvas, actor(by), name="اگر نگه داریم", acquisition=30, retention=60, growth=10)
    return Strategy(relationship, relationship.ties.get(), focus, indicator, dismissal, scenario)


def add_relationship(canvas: Canvas, segment: Segment, kind: str, by: User, **fields) -> Relationship:
    row = Relationship.objects.in_cell(canvas, segment, kind)
    row.revise(row.version, actor(by), **fields)
    return row


def decide(canvas: Canvas, by: User, weights: tuple[int, int, int], from_on: date, **fields) -> Focus:
    """`weights` in the order of acquisition, retention, growth."""
    named = dict(zip(("acquisition", "retention", "growth"), weights, strict=True))
    return Focus.objects.decide(canvas, actor(by), **named, from_on=from_on, **{"reason": "چون", **fields})
