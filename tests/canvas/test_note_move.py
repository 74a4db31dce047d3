"""Moving a note: "after that one" is the command, wherever the others went meanwhile."""

import re
import uuid

import pytest

from canvas.models import Note
from record.models import Change
from tests.asking import get, post
from tests.cast import actor, add_note


def move(cast, note, block: str, after=None, person=None, **fields):
    fields = {"block": block, "after": after.pk if after else "", **fields}
    return post(person or cast.dariush, "note_move", cast.team.pk, cast.canvas.pk, note.pk, **fields)


def order(cast, block: str) -> list[int]:
    return list(cast.canvas.notes.present().filter(block=block).order_by("position").values_list("pk", flat=True))


def test_within_its_block(cast):
    one, two, three = cast.notes[:3]
    assert move(cast, one, one.block, after=two).status_code == 302
    assert order(cast, one.block) == [two.pk, one.pk, three.pk]
    move(cast, three, one.block)
    assert order(cast, one.block) == [three.pk, two.pk, one.pk]


def test_to_another_block(cast):
    first, second = cast.notes[3:5]
    move(cast, cast.notes[0], "channels", after=first)
    assert order(cast, "channels") == [first.pk, cast.notes[0].pk, second.pk]
    assert cast.notes[0].pk not in order(cast, cast.notes[0].block)


def test_moving_leaves_the_version_of_an_open_editor(cast):
    """Who revises a note while somebody moves it is in nobody's way."""
    move(cast, cast.notes[1], "channels")
    cast.notes[1].revise("هنگام جابه‌جایی", 1, actor(cast.amina))
    note = Note.objects.get(pk=cast.notes[1].pk)
    assert (note.text, note.block) == ("هنگام جابه‌جایی", "channels")


def test_removed_meanwhile(cast):
    cast.notes[1].remove(1, actor(cast.amina))
    assert move(cast, cast.notes[1], "channels").status_code == 409


@pytest.mark.parametrize("block", ["", "nowhere", "customer_segments"])
def test_block_that_holds_no_notes(cast, block):
    assert move(cast, cast.notes[0], block).status_code == 422


def test_after_one_of_another_canvas(cast):
    assert move(cast, cast.notes[0], "channels", after=cast.other_note).status_code == 422
    assert Note.objects.get(pk=cast.notes[0].pk).block == cast.notes[0].block


def gone(cast, note):
    note.remove(note.version, actor(cast.amina))


def elsewhere(cast, note):
    note.move("key_partners", None, actor(cast.amina))


def elsewhere_and_gone(cast, note):
    elsewhere(cast, note)
    gone(cast, note)


@pytest.mark.parametrize("leave", [gone, elsewhere, elsewhere_and_gone])
def test_after_one_that_left_it_stands_where_that_one_stood(cast, meanwhile, leave):
    first, left, last = [add_note(cast.canvas, cast.dariush, "key_resources", text) for text in "ABC"]
    moved, again = cast.notes[:2]
    meanwhile(lambda: leave(cast, left))
    assert move(cast, moved, "key_resources", after=left).status_code == 302
    assert order(cast, "key_resources") == [first.pk, moved.pk, last.pk]
    assert move(cast, again, "key_resources", after=left).status_code == 302, "also where it was seen before"
    assert order(cast, "key_resources")[0::3] == [first.pk, last.pk]


def test_after_itself_it_stays_where_it_is(cast):
    one, two, three = cast.notes[:3]
    head = Change.objects.of(cast.team.pk).count()
    assert move(cast, two, two.block, after=two).status_code == 302
    assert order(cast, two.block) == [one.pk, two.pk, three.pk]
    assert Change.objects.of(cast.team.pk).count() == head


def test_after_one_that_never_stood_there_it_comes_last(cast):
    first, second = cast.notes[3:5]
    assert move(cast, cast.notes[0], "channels", after=cast.notes[1]).status_code == 302
    assert order(cast, "channels") == [first.pk, second.pk, cast.notes[0].pk]


def test_request_that_comes_again_is_answered_as_before_though_it_would_be_refused_now(cast):
    """It was carried out, its answer was lost, and the neighbour it names went meanwhile."""
    name = str(uuid.uuid4())
    assert move(cast, cast.notes[0], "channels", after=cast.notes[3], request=name).status_code == 302
    cast.notes[3].remove(1, actor(cast.amina))
    assert move(cast, cast.notes[0], "channels", after=cast.notes[3], request=name).status_code == 302
    cast.canvas.archive(actor(cast.amina))
    assert move(cast, cast.notes[0], "channels", after=cast.notes[3], request=name).status_code == 302
    assert Change.objects.of(cast.team.pk).filter(verb="note.move").count() == 1


def test_menu_says_where_it_can_go(cast):
    one, two, three = cast.notes[:3]
    assert (one.steps(), two.steps()) == ({"down": two, "last": three}, {"up": None, "down": three})
    assert three.steps() == {"up": one, "first": None}
    page = get(cast.dariush, "note_menu", cast.team.pk, cast.canvas.pk, three.pk).content.decode()
    assert re.findall(r'name="after" value="(\d*)"', page) == [str(one.pk), ""]
    page = get(cast.dariush, "note_menu", cast.team.pk, cast.canvas.pk, one.pk).content.decode()
    assert re.findall(r'name="after" value="(\d*)"', page) == [str(two.pk), str(three.pk)]


@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_may_not(cast, name):
    assert move(cast, cast.notes[0], "channels", person=cast.people[name]).status_code == 403
