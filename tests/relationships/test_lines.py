"""Courses as lines: inside their frame, mirrored with the reader, broken where a month is missing."""

from decimal import Decimal
from itertools import pairwise

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from accounts.months import month_after
from accounts.reading import Reading
from relationships.economics import Lack
from relationships.line_chart import GAP, HEIGHT, WIDTH, LineChart, round_step
from relationships.sparkline import Sparkline
from tests.relationships.months import ABAN

FONT = str(settings.BASE_DIR / "node_modules/vazirmatn/fonts/ttf/Vazirmatn-Regular.ttf")
MONTHS = [month_after(ABAN, "jalali", n) for n in range(12)]


def chart(figures: list, language: str = "fa") -> LineChart:
    figures = [Decimal(figure) for figure in figures]
    return LineChart(figures, figures, figures, figures, MONTHS, Reading.of(None, language))


def points(line: str) -> list[tuple[float, float]]:
    return [tuple(map(float, point.split(","))) for point in line.split(" ")]


@given(
    st.lists(st.decimals(-(10**12), 10**12, places=2), min_size=12, max_size=12), st.sampled_from(["fa", "ar", "en"])
)
def test_lines_stay_in_their_frame_and_ticks_hold_them(figures, language):
    drawn = chart(figures, language)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points(drawn.likely_line))
    low, high, step = drawn.scale
    assert low <= min(figures) and max(figures) <= high and step > 0
    assert 2 <= len(drawn.ticks) <= 6
    assert len({tick.text for tick in drawn.ticks}) == len(drawn.ticks)


@pytest.mark.parametrize(
    "ends, language, expected",
    [
        ((2_850_000_000, 3_050_000_000), "fa", ["۲٫۸ میلیارد", "۲٫۹ میلیارد", "۳ میلیارد", "۳٫۱ میلیارد"]),
        ((1_493_100_000, 1_495_900_000), "en", ["1.493 billion", "1.494 billion", "1.495 billion", "1.496 billion"]),
        ((1_200_000, 1_310_000), "ar", ["1.2 مليون", "1.25 مليون", "1.3 مليون", "1.35 مليون"]),
        ((1_000_000_000, 1_000_000_300), "en", ["1,000,000,000", "1,000,000,100", "1,000,000,200", "1,000,000,300"]),
    ],
)
def test_ticks_have_the_decimals_that_tell_them_apart(ends, language, expected):
    assert [tick.text for tick in chart(ends * 6, language).ticks] == expected


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_the_axis_has_room_for_its_longest_figure(language):
    letters = ImageFont.truetype(FONT, 130)
    for power in range(4, 24):
        for ends in (("1.3", "4.7"), ("1.0000013", "1.0000047")):
            drawn = chart([Decimal(end).scaleb(power) for end in ends] * 6, language)
            longest = max(letters.getlength(tick.text) / 10 for tick in drawn.ticks)
            start = min(float(drawn.start_edge), WIDTH - float(drawn.start_edge))
            assert longest < start - GAP, f"{drawn.ticks[-1].text} is cut"
            names = [(letters.getlength(tick.text) / 20, float(tick.x)) for tick in drawn.month_ticks]
            assert all(abs(x - y) > one + other for (one, x), (other, y) in pairwise(names)), "months touch"


def test_time_runs_as_one_reads():
    assert [xs[0] < xs[-1] for xs in (points(chart(range(12), language).likely_line) for language in ("en", "fa"))] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    "step, expected", [("1", 1), ("1.2", 2), ("3", 5), ("7", 10), ("0.03", "0.05"), ("9999", 10_000)]
)
def test_round_steps(step, expected):
    assert round_step(Decimal(step)) == Decimal(expected)


def test_a_sparkline_is_broken_where_a_month_is_missing():
    line = Sparkline([Decimal(1), Decimal(2), None, Lack.NO_ACTIVE, Decimal(3)])
    assert len(line.lines) == 2 and line.last == 3
    assert not Sparkline([Decimal(1), None]) and not Sparkline([])
    assert Sparkline([Decimal(5), Decimal(5)]).end == ("117.0", "16.0")
