"""Months for tests: a year or more of a segment's figures, in the books of the Jalali calendar."""

from datetime import date
from decimal import Decimal

from accounts.models import User
from accounts.months import month_after
from canvas.models import Canvas, Segment
from relationships.models import Indicator
from relationships.models.indicator import Entry
from tests.cast import actor

MEHR, ABAN = date(2026, 9, 23), date(2026, 10, 23)


def worked_figures(active: int = 20_900) -> dict:
    """Those of the domain's worked example: 600 of 20,000 lost, 1,500 new."""
    return {
        "active": active, "new": 1_500, "lost": 600, "revenue": Decimal(1_022_500_000),
        "marketing_cost": Decimal(90_000_000), "service_cost": Decimal(3_000_000),
    }  # fmt: skip


def record_months(canvas: Canvas, by: User, segments: list[Segment], months: int, last: date = ABAN) -> None:
    entries = [
        Entry(segment, month_after(last, "jalali", -n), values=worked_figures(20_900 + 900 * (months - 1 - n)))
        for segment in segments
        for n in range(months)
    ]
    Indicator.objects.record(canvas, entries, actor(by))
