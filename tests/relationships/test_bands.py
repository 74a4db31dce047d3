"""Bands of value: from both sides of their borders, against the median of the canvas."""

from datetime import date
from decimal import Decimal

import pytest

from canvas.models import Canvas, Segment
from relationships.bands import bands
from relationships.economics import Lack
from relationships.facts import Facts


def facts(*values: int | None, **thresholds) -> Facts:
    """Segments 1, 2, … whose customers leave `values` a month; None is not known."""
    segments = [
        Segment(pk=pk, value=None if value is None else Decimal(value), margin=Decimal(1))
        for pk, value in enumerate(values, 1)
    ]
    made = Facts(Canvas(), date(2026, 11, 27), segments, []).linked()
    made.thresholds = {**made.thresholds, **thresholds}
    return made


@pytest.mark.parametrize(
    "values, third",
    [
        ((100, 100, 501), "high"),  # over five times the median
        ((100, 100, 500), "middle"),
        ((100, 100, 50), "middle"),
        ((100, 100, 49), "low"),  # under half of it
        ((100, 100, None), Lack.UNKNOWN),
        ((0, 0, 10), Lack.NO_MARGIN),  # nothing to measure against
    ],
)
def test_borders(values, third):
    assert bands(facts(*values))[3] == third


def test_a_segment_alone_is_in_the_middle_of_itself():
    assert bands(facts(100)) == {1: "middle"}
    assert bands(facts()) == {}


def test_what_is_not_known_does_not_move_the_median():
    assert bands(facts(100, 100, 501, None)) == {1: "middle", 2: "middle", 3: "high", 4: Lack.UNKNOWN}


def test_administrators_may_draw_the_lines_elsewhere():
    assert bands(facts(100, 100, 300, high_value=Decimal(2)))[3] == "high"
