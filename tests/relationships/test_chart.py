"""The course of the focus as geometry: steps, both ways of time, zooms, marks, the future."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.reading import Reading
from relationships.axis import ALL, SIZES, units_in, window_of
from relationships.chart import FRAMES, LETTER, chart_of, room
from relationships.kinds import Goal
from relationships.models import Focus
from relationships.shifts import turns_of

TODAY = date(2026, 11, 27)
FA, EN = Reading.of(None, "fa"), Reading.of(None, "en")
READINGS = (FA, Reading.of(None, "ar"), EN)
FRAME = FRAMES[0]

weights = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(
    lambda cuts: (min(cuts), max(cuts) - min(cuts), 100 - max(cuts))
)
days = st.dates(date(2015, 1, 1), date(2030, 1, 1))
courses = st.lists(st.tuples(days, weights), min_size=1, max_size=12)


def turns(*decisions):
    return turns_of(
        Focus(pk=pk, from_on=day, **dict(zip(Goal.values, each, strict=True)))
        for pk, (day, each) in enumerate(decisions, 1)
    )


def draw(course, zoom=ALL, frame=FRAME, reading=EN, **kwargs):
    window = window_of(
        [turn.focus.from_on for turn in course], TODAY, reading.calendar, zoom, kwargs.pop("begin", None)
    )
    return chart_of(course, window, frame, TODAY, reading, **kwargs)


THREE = turns((date(2018, 3, 22), (70, 20, 10)), (date(2022, 6, 4), (40, 46, 14)), (date(2025, 9, 30), (25, 40, 35)))


def test_weights_hold_until_the_next_decision_in_steps():
    chart = draw(THREE)
    lower = next(area.path for area in chart.areas if area.goal == "acquisition" and not area.is_future)
    assert set(re.findall("[A-Z]", lower)) == set("MVHZ"), "no slopes"
    (first, second, third, later) = chart.runs
    assert (first.end, second.end) == (second.begin, third.begin)
    assert (third.turn, third.is_future, later.is_future) == (later.turn, False, True)


@settings(deadline=None)
@given(courses)
def test_layers_fill_the_whole_height(course):
    chart = draw(turns(*course))
    for area in chart.areas:
        ys = [float(y) for y in re.findall(r"V([\d.]+)", area.path)]
        assert all(chart.top - 0.02 <= y <= chart.bottom + 0.02 for y in ys)
    for run in chart.runs:
        heights = [chart.y(0) - chart.y(run.turn.focus.weights[goal]) for goal in Goal]
        assert abs(sum(heights) - chart.frame.plot) < 0.05


@settings(deadline=None)
@given(courses)
def test_marks_are_the_shifts(course):
    course = turns(*course)
    chart = draw(course)
    assert [mark.turn for mark in chart.marks] == [turn for turn in course if turn.is_shift]
    assert [mark.number for mark in chart.marks] == [str(i) for i in range(1, len(chart.marks) + 1)]
    places = [(mark.x, mark.y) for mark in chart.marks]
    for i, (x, y) in enumerate(places):
        assert all(abs(x - a) >= 2 * FRAME.mark or abs(y - b) >= 2 * FRAME.mark for a, b in places[:i])


@settings(deadline=None)
@given(courses, st.sampled_from(list(FRAMES)), st.sampled_from(list(READINGS)), st.sampled_from([ALL, *SIZES]))
def test_ticks_never_touch_and_stay_inside(course, frame, reading, zoom):
    chart = draw(turns(*course), zoom, frame, reading)
    for row in (chart.ticks, chart.years):
        ahead = -1 if chart.is_mirrored else 1
        places = [(tick.x * ahead, (tick.x + ahead * len(tick.text) * frame.text * LETTER) * ahead) for tick in row]
        for (_begin, end), (begin, _end) in zip(places, places[1:], strict=False):
            assert end <= begin
        assert all(-0.5 <= tick.x <= frame.width + 0.5 for tick in row)
        assert all(-0.5 <= abs(end) <= frame.width + 0.5 for _begin, end in places)


@settings(deadline=None)
@given(courses)
def test_right_to_left_is_the_mirror(course):
    ltr, rtl = (draw(turns(*course), flow=flow) for flow in ("ltr", "rtl"))
    for there, here in zip(ltr.runs, rtl.runs, strict=True):
        assert here.begin == pytest.approx(FRAME.width - there.begin, abs=0.15)
        assert here.width == pytest.approx(there.width, abs=0.25)


def test_time_follows_the_text_unless_told_otherwise():
    assert draw(THREE, reading=FA).is_mirrored and not draw(THREE, reading=EN).is_mirrored
    assert draw(THREE, reading=FA).anchor == draw(THREE, reading=EN).anchor == "start"
    assert draw(THREE, reading=FA, flow="ltr").anchor == "end"


def test_axis_is_in_the_reader_s_calendar():
    assert [tick.text for tick in draw(THREE, reading=FA).ticks][:2] == ["۱۳۹۷", "۱۳۹۸"]
    assert [tick.text for tick in draw(THREE, reading=EN).ticks][:2] == ["2019", "2020"]
    quarters = draw(THREE, "quarter", reading=FA).ticks
    assert {tick.text for tick in quarters} == {"بهار", "تابستان", "پاییز", "زمستان"}
    months = draw(THREE, "month", reading=FA)
    assert [tick.text for tick in months.ticks][-1] == "آذر"
    assert [year.text for year in months.years] == ["۱۴۰۴", "۱۴۰۵"]


def test_a_part_of_the_course_keeps_the_numbers_of_its_shifts():
    assert [mark.number for mark in draw(THREE[2:]).marks] == ["2"]


@pytest.mark.parametrize("zoom, months", SIZES.items())
def test_zooms_hold_today_and_page_through_time(zoom, months):
    days = [turn.focus.from_on for turn in THREE]
    window = window_of(days, TODAY, "jalali", zoom)
    assert window.holds(TODAY) and window.after is None
    assert len(list(units_in(window, "month", "jalali"))) == months
    steps = 0
    while window.before:
        earlier = window_of(days, TODAY, "jalali", zoom, window.before)
        assert (earlier.end, earlier.after) == (window.begin, window.begin)
        window, steps = earlier, steps + 1
    assert window.begin <= days[0] and steps == {"year": 0, "quarter": 2, "month": 8}[zoom]


def test_the_whole_course_has_room_for_all_of_it_and_today():
    course = turns((date(2026, 10, 1), (50, 30, 20)), (date(2027, 5, 1), (30, 50, 20)))
    chart = draw(course)
    assert all(chart.window.holds(day) for day in (TODAY, date(2026, 10, 1), date(2027, 5, 1)))
    assert chart.runs[-1].width > 20


def test_what_is_to_come_is_drawn_apart():
    course = turns((date(2026, 1, 1), (60, 30, 10)), (date(2027, 3, 1), (30, 60, 10)))
    chart = draw(course)
    assert [(run.turn is course[1], run.is_future) for run in chart.runs] == [
        (False, False), (False, True), (True, True)
    ]  # fmt: skip
    assert {area.is_future for area in chart.areas} == {True, False}
    assert chart.x(TODAY) == chart.today.x


def test_of_two_decisions_on_one_day_the_later_is_drawn():
    day = date(2024, 5, 1)
    course = turns((day, (60, 30, 10)), (day, (20, 60, 20)))
    chart = draw(course)
    assert all(run.turn is course[1] for run in chart.runs)
    assert len(chart.marks) == 1


def test_one_decision_only_and_none():
    chart = draw(turns((date(2026, 5, 1), (50, 30, 20))))
    assert len(chart.runs) == 2 and not chart.marks and len(chart.areas) == 6
    assert {label.text for label in chart.labels} == {"Acquisition 50", "Retention 30", "Growth 20"}
    empty = draw([])
    assert not empty.runs and not empty.areas and empty.ticks


def test_a_decision_before_the_window_holds_in_it():
    chart = draw(THREE, "month")
    assert chart.runs[0].turn is THREE[2] and chart.runs[0].begin == 0


def test_labels_stand_only_where_there_is_room():
    narrow = turns(*((date(2026, 1, 1) + timedelta(days=4 * i), (50, 48, 2)) for i in range(60)))
    chart = draw(narrow)
    for label in chart.labels:
        run = next(run for run in chart.runs if run.middle == label.x)
        assert room(label.text, FRAME.text) <= run.width
    assert "2" not in {label.text for label in chart.labels}


def test_a_chosen_day_is_pointed_at():
    assert draw(THREE, day=date(2020, 1, 1)).day is not None
    assert draw(THREE, day=date(1990, 1, 1)).day is None
