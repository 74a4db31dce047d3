"""A course in small: what is known of it, where it ends, and which way time runs."""

from decimal import Decimal

import pytest

from relationships.economics import Lack
from relationships.sparkline import HEIGHT, WIDTH, Sparkline


def test_one_known_month_makes_no_course():
    assert not Sparkline([Decimal(1), Lack.UNKNOWN, None])
    assert Sparkline([Decimal(1), Decimal(1)])


def test_higher_is_higher_up_and_time_runs_on():
    (x1, y1), (x2, y2), (x3, _y3) = Sparkline([1, 3, 2]).points
    assert 0 < x1 < x2 < x3 < WIDTH and 0 < y2 < y1 < HEIGHT
    assert {y for _x, y in Sparkline([5, 5, 5]).points} == {HEIGHT / 2}


def test_it_breaks_where_a_month_is_missing():
    line = Sparkline([Decimal(1), Lack.UNKNOWN, Decimal(2), Decimal(3)])
    assert [len(part.split()) for part in line.lines] == [1, 2]
    assert line.end == tuple(line.lines[-1].split()[-1].split(","))


def test_mirrored_it_runs_from_right_to_left_with_its_mark():
    plain, mirrored = Sparkline([1, 3, 2], mark=0.5), Sparkline([1, 3, 2], mark=0.5, is_mirrored=True)
    assert float(mirrored.end[0]) == pytest.approx(WIDTH - float(plain.end[0]))
    assert plain.points[0][0] < float(plain.at) < plain.points[1][0]
    assert float(mirrored.at) == pytest.approx(WIDTH - float(plain.at))
