"""Taking the whole canvas back to a moment: the same board as then, as one new act."""

import pytest
from django.urls import reverse

from canvas.board import Board
from history.restore import MovedOn, rewind
from record.models import Change
from tests.asking import get, post, post_twice
from tests.cast import actor, add_note
from tests.history.driving import Driver, head_of, picture_of


def look(board: Board) -> list:
    """What people see, but for comments and versions: those go on."""
    return [
        (block, [note[:3] + note[4:6] for note in notes], [segment[:-1] for segment in segments])
        for block, _comments, notes, segments in picture_of(board)
    ]


def picture_then(picture: list) -> list:
    return [(b, [n[:3] + n[4:6] for n in notes], [s[:-1] for s in segments]) for b, _c, notes, segments in picture]


def ask(person, cast, seq: int, seen: int | None = None, **fields):
    seen = head_of(cast.team.pk) if seen is None else seen
    return post(person, "canvas_rewind", cast.team.pk, cast.canvas.pk, seq=seq, seen=seen, **fields)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_board_is_the_same_as_then(cast, seed):
    driver = Driver(cast.canvas, cast.dariush, seed)
    driver.drive(80)
    for seq, picture in driver.pictures[::13]:
        rewind(cast.canvas, seq, head_of(cast.team.pk), actor(cast.dariush))
        assert look(Board.of(cast.canvas)) == picture_then(picture), seq
    driver.drive(10)  # and work goes on


def test_comments_stay(cast):
    seq = head_of(cast.team.pk) - 2
    cast.canvas.duplicate("Copy", actor(cast.amina))  # what happens on others is none of it
    rewind(cast.canvas, seq, seq + 2, actor(cast.dariush))
    cast.comment.refresh_from_db()
    assert cast.comment.removed_at is None and cast.comment.version == 1


def test_it_is_one_act_with_its_reason(cast):
    seq = head_of(cast.team.pk)
    for note in cast.notes[1:4]:
        note.remove(note.version, actor(cast.amina))
    answer = ask(cast.dariush, cast, seq, reason="  They are needed\u202e ")
    lines = Change.objects.of(cast.team.pk).filter(seq__gt=seq + 3)
    assert answer.url == reverse("board", args=[cast.team.pk, cast.canvas.pk])
    assert {(line.verb, line.reason, line.request) for line in lines} == {
        ("canvas.rewind", f"#{seq} They are needed", lines[0].request)
    }
    assert len(lines) == 3
    page = get(cast.layla, "activity", cast.team.pk)
    (_day, entries), *_rest = page.context["days"]
    assert (entries[0].act.count, entries[0].reason, entries[0].reference) == (3, "They are needed", seq)


def test_a_row_that_needs_nothing_gets_no_line(cast):
    seq = head_of(cast.team.pk)
    cast.notes[1].revise("for a while", 1, actor(cast.amina))
    ask(cast.dariush, cast, seq)
    assert head_of(cast.team.pk) == seq + 2


def test_what_came_meanwhile_is_shown_first(cast):
    seen = head_of(cast.team.pk)
    note = add_note(cast.canvas, cast.amina, "channels", "Just now")
    page = ask(cast.dariush, cast, seen - 5, seen=seen)
    assert page.status_code == 409 and "Just now" in page.content.decode()
    assert page.context["form"].initial["seen"] == head_of(cast.team.pk) == seen + 1
    with pytest.raises(MovedOn):
        rewind(cast.canvas, seen - 5, seen, actor(cast.dariush))
    assert ask(cast.dariush, cast, seen - 5).status_code == 302
    note.refresh_from_db()
    assert note.removed_at


def test_outsiders_and_ids_of_elsewhere_find_nothing(cast):
    head = head_of(cast.team.pk)
    assert ask(cast.sara, cast, 9).status_code == 404
    elsewhere = {"seq": 1, "seen": head}
    assert post(cast.sara, "canvas_rewind", cast.elsewhere.pk, cast.canvas.pk, **elsewhere).status_code == 404
    assert head_of(cast.team.pk) == head


@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_may_not(cast, name):
    assert ask(cast.people[name], cast, 9).status_code == 403


def test_asking_is_not_acting(cast):
    assert get(cast.dariush, "canvas_rewind", cast.team.pk, cast.canvas.pk).status_code == 405


def test_archived_canvas_stays_as_it_is(cast):
    cast.canvas.archive(actor(cast.amina))
    assert ask(cast.dariush, cast, 9).status_code == 409


@pytest.mark.parametrize("wrong", [{"seq": "x"}, {"seq": -1}, {"seen": ""}, {"seq": 10**30}, {"reason": "x" * 1001}])
def test_bad_field_is_told(cast, wrong):
    head = head_of(cast.team.pk)
    assert ask(cast.dariush, cast, **{"seq": 9, "seen": head, **wrong}).status_code == 422
    assert head_of(cast.team.pk) == head


def test_double_click_goes_back_once(cast):
    seen = head_of(cast.team.pk)
    fields = {"seq": seen - 3, "seen": seen}
    first, second = post_twice(cast.dariush, "canvas_rewind", cast.team.pk, cast.canvas.pk, **fields)
    after = head_of(cast.team.pk)
    assert first.url == second.url and after > seen
    assert {line.verb for line in Change.objects.of(cast.team.pk).filter(seq__gt=seen)} == {"canvas.rewind"}
