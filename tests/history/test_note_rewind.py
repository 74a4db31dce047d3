"""Taking one note or segment back to what it said, from its history."""

import pytest
from django.urls import reverse

from record.models import Change
from tests.asking import get, post, post_twice
from tests.cast import actor
from tests.history.driving import head_of


def ask(person, cast, note, seq: int, version: int | None = None):
    note.refresh_from_db(fields=["version"])
    fields = {"seq": seq, "version": version or note.version}
    return post(person, "note_rewind", cast.team.pk, cast.canvas.pk, note.pk, **fields)


def added(note) -> int:
    return Change.objects.of(note.workspace_id).get(table="canvas_note", row_id=note.pk, op="I").seq


def test_note_is_as_it_was_then(cast):
    note, by = cast.notes[0], lambda: actor(cast.dariush)
    text, block, seq = note.text, note.block, head_of(cast.team.pk)
    note.revise("Other words", note.version, by())
    note.move("channels", None, by())
    note.recolour(None, by())
    note.remove(note.version, by())
    answer = ask(cast.dariush, cast, note, seq)
    note.refresh_from_db()
    assert (note.text, note.block, note.segment_id, note.removed_at) == (text, block, cast.segments[0].pk, None)
    assert note.version == 4, "whoever began from an earlier one is in conflict"
    assert answer.url == reverse("activity", args=[cast.team.pk]) + f"?canvas={cast.canvas.pk}&note={note.pk}"
    line = Change.objects.of(cast.team.pk).newest_first().first()
    assert (line.verb, line.reason) == ("note.rewind", f"#{seq}")


def test_it_finds_a_place_where_its_own_is_taken(cast):
    first, second = cast.notes[3], cast.notes[4]
    seq = head_of(cast.team.pk)
    second.move("key_partners", None, actor(cast.dariush))
    third = type(first).objects.add_to(cast.canvas, "channels", "heir", actor(cast.dariush))
    ask(cast.dariush, cast, second, seq)
    second.refresh_from_db()
    assert first.position < third.position < second.position and second.block == "channels"


def test_segment_too(cast):
    segment = cast.segments[0]
    seq = head_of(cast.team.pk)
    segment.revise(1, actor(cast.amina), name="Others", customers=None)
    segment.remove(2, actor(cast.amina))
    fields = {"seq": seq, "version": 3}
    answer = post(cast.dariush, "segment_rewind", cast.team.pk, cast.canvas.pk, segment.pk, **fields)
    segment.refresh_from_db()
    assert answer.url.endswith(f"&segment={segment.pk}")
    assert (segment.name, segment.customers, segment.removed_at) == ("کتاب‌خوان‌ها", 12400, None)


def test_history_offers_older_versions_only(cast):
    note = cast.notes[1]
    note.revise("Two", 1, actor(cast.dariush))
    page = cast.dariush.client.get(reverse("activity", args=[cast.team.pk]) + f"?note={note.pk}")
    (_day, entries), *_rest = page.context["days"]
    assert [bool(entry.version_of) for entry in entries] == [False, True]
    form = f'action="{reverse("note_rewind", args=[cast.team.pk, cast.canvas.pk, note.pk])}"'
    assert page.content.decode().count(form) == 1
    note.remove(2, actor(cast.dariush))
    page = cast.dariush.client.get(reverse("activity", args=[cast.team.pk]) + f"?note={note.pk}")
    assert page.content.decode().count(form) == 3, "of one that is gone each, also the one that took it off"


def test_stale_page_is_told_and_nothing_happens(cast):
    note = cast.notes[1]
    note.revise("Two", 1, actor(cast.amina))
    page = ask(cast.dariush, cast, note, added(note), version=1)
    assert page.status_code == 409 and "Two" in page.content.decode()
    note.refresh_from_db()
    assert note.text == "Two"


def test_from_the_moment_that_took_it_off_it_comes_back(cast):
    note = cast.notes[0]
    note.remove(note.version, actor(cast.dariush))
    ask(cast.dariush, cast, note, head_of(cast.team.pk))
    note.refresh_from_db()
    assert note.removed_at is None


def test_a_moment_before_it_was_there_is_not_found(cast):
    assert ask(cast.dariush, cast, cast.notes[0], 1).status_code == 404


def test_outsiders_and_ids_of_elsewhere_find_nothing(cast):
    assert ask(cast.sara, cast, cast.notes[0], 9).status_code == 404
    fields = {"seq": 9, "version": 1}
    for row in (cast.other_note, cast.notes[0]):
        args = (cast.elsewhere.pk, cast.canvas.pk, row.pk)
        assert post(cast.sara, "note_rewind", *args, **fields).status_code == 404
    args = (cast.team.pk, cast.canvas.pk, cast.other_note.pk)
    assert post(cast.dariush, "note_rewind", *args, **fields).status_code == 404


@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_may_not(cast, name):
    assert ask(cast.people[name], cast, cast.notes[0], 9).status_code == 403


def test_asking_is_not_acting(cast):
    assert get(cast.dariush, "note_rewind", cast.team.pk, cast.canvas.pk, cast.notes[0].pk).status_code == 405


def test_archived_canvas_stays_as_it_is(cast):
    cast.canvas.archive(actor(cast.amina))
    assert ask(cast.dariush, cast, cast.notes[0], added(cast.notes[0])).status_code == 409


@pytest.mark.parametrize("wrong", [{"seq": "x"}, {"version": 0}, {"seq": 10**30}])
def test_bad_field_is_told(cast, wrong):
    args = (cast.team.pk, cast.canvas.pk, cast.notes[0].pk)
    assert post(cast.dariush, "note_rewind", *args, **{"seq": 9, "version": 1, **wrong}).status_code == 422


def test_double_click_goes_back_once(cast):
    note = cast.notes[1]
    note.revise("Two", 1, actor(cast.dariush))
    head = head_of(cast.team.pk)
    args = (cast.team.pk, cast.canvas.pk, note.pk)
    first, second = post_twice(cast.dariush, "note_rewind", *args, seq=added(note), version=2)
    assert first.url == second.url and head_of(cast.team.pk) == head + 1
    page = cast.dariush.client.get(second.url)
    assert [str(word) for word in page.context["messages"]] == ["به وضع آن زمان بازگشت."]
