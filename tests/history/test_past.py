"""A canvas as it was at a moment: for every member, read-only, the same board."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.dates import write_date
from canvas.models import Canvas
from history.fold import instance_of
from history.moments import last_before, moment_at, stops_of
from history.restore import rewind
from tests.asking import get, queries_of
from tests.cast import actor, add_note
from tests.history.driving import Driver, head_of, picture_of
from tests.strategy import add_relationship


def past(person, cast, query: str = "", canvas=None):
    return person.client.get(reverse("past", args=[cast.team.pk, (canvas or cast.canvas).pk]) + query)


@pytest.mark.parametrize("name", ["amina", "dariush", "kian", "layla"])
def test_every_member_sees_it(cast, name):
    page = past(cast.people[name], cast)
    assert page.status_code == 200 and page.context["is_now"]
    assert cast.notes[0].text in page.content.decode()


@pytest.mark.parametrize("name", ["past", "difference"])
def test_a_block_says_what_it_lacks(cast, name):
    canvas = Canvas.objects.create_in(cast.team, "خالی", actor(cast.dariush))
    told = cast.dariush.client.get(reverse(name, args=[cast.team.pk, canvas.pk])).content.decode()
    assert (told.count("هنوز بخشی نیست"), told.count("هنوز یادداشتی نیست")) == (1, 8)


def test_the_board_of_every_moment(cast):
    driver = Driver(cast.canvas, cast.dariush, 6)
    driver.drive(30)
    for seq, picture in driver.pictures[::4]:
        page = past(cast.layla, cast, f"?seq={seq}")
        assert page.context["moment"].seq == seq
        assert picture_of(page.context["board"]) == picture


def test_a_line_in_the_middle_of_an_act_means_its_end(cast):
    copy = cast.canvas.duplicate("Copy", actor(cast.dariush))
    head = head_of(cast.team.pk)
    assert past(cast.layla, cast, f"?seq={head - 3}", canvas=copy).context["moment"].seq == head


def test_before_the_first_line_is_the_first(cast):
    page = past(cast.layla, cast, "?seq=0")
    assert page.status_code == 200 and page.context["before"] is None and page.context["after"]


def test_steps_lead_from_moment_to_moment(cast):
    """An act of several lines is one of them."""
    head = head_of(cast.team.pk)
    for text in ("1", "2"):
        add_note(cast.canvas, cast.amina, "channels", text)
    rewind(cast.canvas, head, head_of(cast.team.pk), actor(cast.amina))
    add_note(cast.canvas, cast.amina, "channels", "3")
    stops = stops_of(cast.canvas)
    assert stops[-2:] == [head + 4, head + 5], "the two notes were taken off at once"
    for before, stop, after in zip([None, *stops], stops, [*stops[1:], None], strict=False):
        context = past(cast.layla, cast, f"?seq={stop}").context
        led_to = [seq and moment_at(cast.canvas, seq).seq for seq in (context["before"], context["after"])]
        assert led_to == [before, after]
        assert past(cast.layla, cast, f"?stop={context['stop']}").context["moment"].seq == stop


def test_slider_of_a_long_history_stops_at_real_moments(cast, monkeypatch):
    every = stops_of(cast.canvas)
    Driver(cast.canvas, cast.dariush, 6).drive(60)
    lines = set(cast_lines(cast))
    for few in range(4, 10):
        monkeypatch.setattr("history.moments.STOPS", few)
        stops = stops_of(cast.canvas)
        assert len(stops) <= few + 3 and stops == sorted(stops) and set(stops) <= lines
        assert stops[-1] == max(lines) and stops[0] == every[0]


def cast_lines(cast) -> list[int]:
    from history.moments import lines_on

    return list(lines_on(cast.canvas).values_list("seq", flat=True))


def test_day_and_time(cast):
    today = past(cast.dariush, cast).context["moment"]
    local = today.at.astimezone(past(cast.dariush, cast).wsgi_request.reading.zone).date()
    assert past(cast.dariush, cast, f"?day={local.isoformat()}").context["moment"].seq == today.seq
    assert last_before(cast.team.pk, today.at) == today.seq - 1
    assert past(cast.dariush, cast, "?day=1398/01/01").context["before"] is None
    assert past(cast.dariush, cast, "?at=2000-01-01T00:00:00Z").context["before"] is None
    assert past(cast.dariush, cast, "?at=2999-01-01T00:00:00Z").context["is_now"]


@pytest.mark.parametrize(("days", "said"), [(-400, "هنوز نبود"), (0, ""), (1, "هنوز نرسیده است")])
def test_a_day_outside_of_its_past_is_said_to_be_so(cast, days, said):
    day = cast.team.today() + timedelta(days=days)
    page = past(cast.dariush, cast, f"?day={day.isoformat()}")
    words = page.content.decode()
    assert page.status_code == 200 and ("trouble-line" in words) == bool(said)
    assert said in words and (not said or write_date(day, page.wsgi_request.reading) in words)


@pytest.mark.parametrize("query", ["?day=1405/13/01", "?seq=abc", "?at=noon", "?stop=-1", f"?seq={10**30}"])
def test_what_makes_no_sense_is_told(cast, query):
    page = past(cast.dariush, cast, query)
    assert page.status_code == 422 and 'role="alert"' in page.content.decode() and page.context["is_now"]


def test_outsiders_and_ids_of_elsewhere_find_nothing(cast):
    assert past(cast.sara, cast).status_code == 404
    assert past(cast.dariush, cast, canvas=cast.other_canvas).status_code == 404
    assert get(cast.sara, "past", cast.elsewhere.pk, cast.canvas.pk).status_code == 404


def test_nothing_can_be_edited_there(cast):
    text = past(cast.amina, cast, "?seq=12").content.decode()
    for name in ("note_menu", "note_editor"):
        assert reverse(name, args=[cast.team.pk, cast.canvas.pk, cast.notes[0].pk]) not in text
    assert "/notes/new/" not in text and "/segments/new/" not in text


def test_going_back_is_offered_to_editors_of_a_canvas_in_use(cast):
    address = reverse("canvas_rewind", args=[cast.team.pk, cast.canvas.pk])
    assert address in past(cast.dariush, cast, "?seq=12").content.decode()
    assert address not in past(cast.kian, cast, "?seq=12").content.decode()
    cast.canvas.archive(actor(cast.amina))
    page = past(cast.dariush, cast, "?seq=12")
    assert page.status_code == 200 and address not in page.content.decode()


@pytest.mark.parametrize("view", ["matrix", "advice"])
def test_queries_do_not_grow_with_the_relationships(cast, strategy, view):
    def asked() -> int:
        return queries_of(cast.layla, "past", cast.team.pk, cast.canvas.pk, data={"view": view})

    add_relationship(cast.canvas, cast.segments[1], "automated", cast.dariush, owner=cast.amina)
    before = asked()
    for kind in ("social", "personal", "communities"):
        add_relationship(cast.canvas, cast.segments[1], kind, cast.dariush, state="established", text="هست")
    assert asked() == before


def test_queries_do_not_grow_with_the_canvas(cast):
    few = queries_of(cast.layla, "past", cast.team.pk, cast.canvas.pk)
    for number in range(30):
        add_note(cast.canvas, cast.amina, "channels", f"note {number}")
    assert queries_of(cast.layla, "past", cast.team.pk, cast.canvas.pk) <= few + 1 <= 22


def test_the_name_of_then(cast):
    old = cast.canvas.name
    seq = head_of(cast.team.pk)
    cast.canvas.rename("New name", cast.canvas.version, actor(cast.amina))
    assert past(cast.layla, cast, f"?seq={seq}").context["board"].canvas.name == old
    assert past(cast.layla, cast).context["board"].canvas.name == "New name"


def test_columns_come_and_go(cast):
    """A column that the table no longer has is passed over; one that it did not have yet is as if new."""
    row = instance_of(Canvas, {"id": 7, "name": "Old", "mood": "gone since"})
    assert (row.pk, row.name, row.version, row.archived_at) == (7, "Old", 1, None)


def test_a_block_that_is_no_more_shows_nothing(cast, monkeypatch):
    from history import past as board
    from history.fold import state_at

    state = state_at(cast.canvas, head_of(cast.team.pk))
    next(iter(state.rows["canvas_note"].values()))["block"] = "mood"
    built = board.board_of(cast.canvas, state)
    assert sum(len(column.notes) for column in built.columns) == len(cast.notes) - 1
