"""Above its blocks the board says which focus is in force today, and draws how it came to it."""

from datetime import date, timedelta

import pytest

from accounts.reading import Reading
from canvas.board import head_of
from live.parts import Part, render, touched_by
from record.models import Change
from relationships.focus_today import FocusToday
from tests.asking import get, queries_of
from tests.cast import actor
from tests.strategy import decide


def today_of(cast) -> FocusToday | None:
    (filling,) = head_of(cast.canvas)
    assert filling.target == "focus-today"
    return next(iter(filling.rows), None)


def board(cast) -> str:
    page = get(cast.dariush, "board", cast.team.pk, cast.canvas.pk).content.decode()
    return page.partition('id="focus-today"')[2].partition("</section>")[0]


def last_of(cast) -> Change:
    return Change.objects.of(cast.team.pk).newest_first().first()


def test_before_the_first_decision_there_is_none(cast):
    assert today_of(cast) is None
    assert board(cast).startswith(" hidden") and "<svg" not in board(cast)


def test_it_is_the_latest_that_came_into_force(cast):
    today = cast.team.today()
    for weights, days in (((70, 20, 10), -300), ((20, 30, 50), 0), ((10, 80, 10), 1)):
        decide(cast.canvas, cast.dariush, weights, today + timedelta(days))
    assert today_of(cast).entry.focus.weights == {"acquisition": 20, "retention": 30, "growth": 50}
    shown = board(cast)
    assert not shown.startswith(" hidden")
    assert [f"<b>{weight}</b>" in shown for weight in ("۲۰", "۳۰", "۵۰", "۸۰")] == [True, True, True, False]
    assert '<li class="leads"><span class="dot g">' in shown


def test_a_decision_for_a_day_to_come_alone_is_none_yet(cast):
    decide(cast.canvas, cast.dariush, (60, 30, 10), cast.team.today() + timedelta(1))
    assert today_of(cast) is None


def test_a_segments_own_and_what_was_withdrawn_are_left_out(cast):
    decide(cast.canvas, cast.dariush, (60, 30, 10), date(2026, 3, 21))
    decide(cast.canvas, cast.dariush, (0, 100, 0), date(2026, 4, 21), segment=cast.segments[0])
    decide(cast.canvas, cast.dariush, (0, 0, 100), date(2026, 5, 21)).withdraw("نه", actor(cast.dariush))
    assert today_of(cast).entry.focus.weights == {"acquisition": 60, "retention": 30, "growth": 10}


def test_one_decision_has_no_course_and_two_have(cast):
    decide(cast.canvas, cast.dariush, (60, 30, 10), date(2026, 3, 21))
    assert today_of(cast).course == [] and 'class="course' not in board(cast)
    decide(cast.canvas, cast.dariush, (20, 30, 50), cast.team.today())
    lowest, *_others = today_of(cast).course
    assert [area.goal for area in today_of(cast).course] == ["acquisition", "retention", "growth"]
    assert lowest.path.startswith("M0.0 12.8") and "H144.0" in lowest.path  # 60 of 100 from the ground, 32 high
    assert board(cast).count("<path") == 3


@pytest.mark.parametrize("whole", [True, False])
def test_open_boards_follow_what_is_decided_for_the_whole(cast, whole):
    focus = decide(
        cast.canvas, cast.dariush, (60, 30, 10), date(2026, 3, 21), segment=None if whole else cast.segments[0]
    )
    decided = touched_by([last_of(cast)], cast.canvas.pk)
    focus.withdraw("نه", actor(cast.dariush))
    withdrawn = touched_by([last_of(cast)], cast.canvas.pk)
    assert (Part("focus_today", "") in decided, Part("focus_today", "") in withdrawn) == (whole, whole)


def test_a_part_is_what_the_page_has(cast):
    decide(cast.canvas, cast.dariush, (60, 30, 10), date(2026, 3, 21))
    reading = Reading.of(cast.dariush, "fa")
    with reading.active():
        drawn = render(cast.canvas.pk, touched_by([last_of(cast)], cast.canvas.pk), [reading])
        part = drawn[reading][Part("focus_today", "")]
    assert 'id="focus-today"' + board(cast) in part


def test_it_costs_the_board_one_query(cast):
    before = queries_of(cast.layla, "board", cast.team.pk, cast.canvas.pk)
    for days in (300, 200, 100):
        decide(cast.canvas, cast.dariush, (60, 30, 10), cast.team.today() - timedelta(days))
    assert queries_of(cast.layla, "board", cast.team.pk, cast.canvas.pk) == before <= 7
