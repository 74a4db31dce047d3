"""Removing a note, and bringing it back: a change like any other, and never of what one has not seen."""

import uuid

import pytest

from canvas.models import Note
from record.models import Change
from tests.asking import get, post, post_twice
from tests.cast import actor


def ask(cast, verb: str, note=None, person=None, **fields):
    note = note or cast.notes[1]
    return post(person or cast.dariush, f"note_{verb}", cast.team.pk, cast.canvas.pk, note.pk, **fields)


def row(cast) -> Note:
    return Note.objects.get(pk=cast.notes[1].pk)


def test_removed_note_leaves_the_board_and_stays_on_record(cast):
    assert ask(cast, "remove", version=1).status_code == 302
    assert row(cast).removed_at
    assert f'id="note-{row(cast).pk}"' not in get(cast.layla, "board", cast.team.pk, cast.canvas.pk).content.decode()
    assert Change.objects.of(cast.team.pk).latest("seq").verb == "note.remove"


def test_revised_meanwhile_is_asked(cast):
    cast.notes[1].revise("مهم است", 1, actor(cast.amina))
    response = ask(cast, "remove", version=1)
    assert response.status_code == 409
    assert "مهم است" in response.content.decode()
    assert not row(cast).removed_at


def test_removed_twice_by_two(cast):
    cast.notes[1].remove(1, actor(cast.amina))
    assert ask(cast, "remove", version=1).status_code == 409


def test_double_click_removes_once(cast):
    place = ("note_remove", cast.team.pk, cast.canvas.pk, cast.notes[1].pk)
    first, second = post_twice(cast.dariush, *place, version=1)
    assert (first.status_code, second.status_code) == (302, 302)


def test_same_name_for_another_note_is_refused(cast):
    """Both ask in the same words: which note it is stands in the address alone."""
    first, other, name = cast.notes[1], cast.notes[2], str(uuid.uuid4())
    assert ask(cast, "remove", first, version=1, request=name).status_code == 302
    assert ask(cast, "remove", other, version=1, request=name).status_code == 422
    assert Note.objects.present().filter(pk=other.pk).exists()


def test_it_comes_back_to_its_place(cast):
    before = list(cast.canvas.notes.present().order_by("position", "pk").values_list("pk", flat=True))
    ask(cast, "remove", version=1)
    assert ask(cast, "restore").status_code == 302
    assert list(cast.canvas.notes.present().order_by("position", "pk").values_list("pk", flat=True)) == before


def test_it_comes_back_in_the_words_of_the_draft(cast):
    cast.notes[1].remove(1, actor(cast.amina))
    assert ask(cast, "restore", text="با متن من").status_code == 302
    assert (row(cast).text, row(cast).removed_at) == ("با متن من", None)


@pytest.mark.parametrize("version", ["", "9" * 23, "9" * 5000])
def test_brought_back_by_another_meanwhile_is_no_way_around_their_words(cast, version):
    cast.notes[1].remove(1, actor(cast.amina))
    cast.notes[1].restore(actor(cast.amina), "متن امینه")
    response = ask(cast, "restore", text="متن من", version=version)
    assert response.status_code == 409
    assert "متن امینه" in response.content.decode() and "متن من" in response.content.decode()
    assert row(cast).text == "متن امینه"


def test_bringing_back_what_is_there_changes_nothing(cast):
    lines = Change.objects.of(cast.team.pk).count()
    assert ask(cast, "restore").status_code == 302
    assert Change.objects.of(cast.team.pk).count() == lines


@pytest.mark.parametrize("verb", ["remove", "restore"])
@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_may_not(cast, verb, name):
    assert ask(cast, verb, person=cast.people[name], version=1).status_code == 403
