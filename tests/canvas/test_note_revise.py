"""Revising a note: an edit from an old version is never lost and never wins silently."""

import re

import pytest

from accounts.word_differences import THIN_SPACE
from canvas.models import Note
from record.models import Change
from tests.asking import get, post
from tests.cast import actor


def revise(cast, text: str, version: int, person=None, note=None, **fields):
    note = note or cast.notes[1]
    return post(
        person or cast.dariush,
        "note_revise",
        cast.team.pk,
        cast.canvas.pk,
        note.pk,
        text=text,
        version=version,
        **fields,
    )


def text_of(note) -> str:
    return Note.objects.get(pk=note.pk).text


def test_new_words_make_the_next_version(cast):
    assert revise(cast, "تازه", 1).status_code == 302
    note = Note.objects.get(pk=cast.notes[1].pk)
    assert (note.text, note.version) == ("تازه", 2)
    change = Change.objects.of(cast.team.pk).latest("seq")
    assert (change.before["text"], change.after["text"]) == (cast.notes[1].text, "تازه")


def test_channel_type_is_revised_with_it(cast):
    revise(cast, "سایت", 1, note=cast.notes[3], channel="app")
    assert Note.objects.get(pk=cast.notes[3].pk).channel == "app"


def test_note_that_left_the_channels_keeps_its_type(cast):
    """Its editor does not ask for the type there."""
    cast.notes[3].move("key_partners", None, actor(cast.amina))
    assert revise(cast, "سایت", 1, note=cast.notes[3]).status_code == 302
    assert Note.objects.get(pk=cast.notes[3].pk).channel == "website"


def types_offered(page: str) -> list[str]:
    """What stands chosen in each form of the conflict that asks for a type."""
    return re.findall(r'<option value="(\w*)" selected', page[page.index('class="conflict"') :])


def test_types_of_both_are_shown_and_mine_can_still_be_chosen(cast):
    revise(cast, "سایت", 1, cast.amina, note=cast.notes[3], channel="app")
    page = revise(cast, "سایت", 1, note=cast.notes[3], channel="shop").content.decode()
    assert '<span class="chip">اپلیکیشن</span>' in page
    assert set(types_offered(page)) == {"shop"}


def test_type_that_only_they_changed_is_in_what_is_merged(cast):
    cast.notes[3].revise("one two three four", 1, actor(cast.amina))
    cast.notes[3].revise("one two three FOUR", 2, actor(cast.amina), channel="app")
    page = revise(cast, "ONE two three four", 2, note=cast.notes[3], channel="website").content.decode()
    assert types_offered(page) == ["website", "app"], "mine as I sent it, and both together"


def test_type_chosen_while_it_was_removed_comes_back_with_it(cast):
    cast.notes[3].remove(1, actor(cast.amina))
    page = revise(cast, "سایت", 1, note=cast.notes[3], channel="app").content.decode()
    assert types_offered(page) == ["app"]
    place = (cast.team.pk, cast.canvas.pk, cast.notes[3].pk)
    assert post(cast.dariush, "note_restore", *place, text="سایت", channel="app").status_code == 302
    assert Note.objects.get(pk=cast.notes[3].pk).channel == "app"
    assert post(cast.dariush, "note_restore", *place, text="سایت", channel="shop").status_code == 409


def test_stale_edit_shows_both_texts_and_keeps_the_draft(cast):
    revise(cast, "از امینه", 1, cast.amina)
    response = revise(cast, "از داریوش", 1)
    page = response.content.decode()
    assert response.status_code == 409
    assert f"از <del>داریوش</del>{THIN_SPACE}<ins>امینه</ins>" in page and ">از داریوش</textarea>" in page
    assert "أمينة" in page
    assert 'name="version" value="2"' in page, "what is kept now is kept knowing of the other"
    assert text_of(cast.notes[1]) == "از امینه"


def test_the_conflict_names_who_left_the_team_since(cast):
    revise(cast, "از داریوش", 1)
    cast.team.members.get(user=cast.dariush).remove(actor(cast.amina))
    page = revise(cast, "از امینه", 1, cast.amina).content.decode()
    assert "<bdi>داریوش Rad</bdi>: عُدّلت هذه الملاحظة في هذه الأثناء" in page


def test_keeping_mine_after_the_conflict(cast):
    revise(cast, "از امینه", 1, cast.amina)
    assert revise(cast, "از داریوش", 2).status_code == 302
    assert text_of(cast.notes[1]) == "از داریوش"


def test_merge_is_offered_where_the_words_are_apart_and_never_made(cast):
    cast.notes[2].revise("one two three four", 1, actor(cast.amina))
    cast.notes[2].revise("one two three FOUR", 2, actor(cast.amina))
    response = revise(cast, "ONE two three four", 2, note=cast.notes[2])
    assert "ONE two three FOUR" in response.content.decode()
    assert text_of(cast.notes[2]) == "one two three FOUR"


def test_no_merge_is_offered_where_both_changed_the_same_word(cast):
    cast.notes[2].revise("price is 15", 1, actor(cast.amina))
    cast.notes[2].revise("price is 10", 2, actor(cast.amina))
    page = revise(cast, "price is 12", 2, note=cast.notes[2]).content.decode()
    assert f"price is <del>12</del>{THIN_SPACE}<ins>10</ins>" in page and ">price is 12</textarea>" in page
    assert 'id="merged-' not in page


def test_removed_meanwhile_is_asked(cast):
    cast.notes[1].remove(1, actor(cast.amina))
    response = revise(cast, "پیش‌نویس من", 1)
    assert response.status_code == 409
    assert "پیش‌نویس من" in response.content.decode()
    assert text_of(cast.notes[1]) == cast.notes[1].text


def test_what_was_written_before_it_was_removed_is_shown_beside_the_draft(cast):
    cast.notes[2].revise("price is 15", 1, actor(cast.amina))
    cast.notes[2].remove(2, actor(cast.amina))
    page = revise(cast, "price is 12", 1, note=cast.notes[2]).content.decode()
    assert f"price is <del>12</del>{THIN_SPACE}<ins>15</ins>" in page and ">price is 12</textarea>" in page
    assert "<ins>" not in revise(cast, "price is 15", 1, note=cast.notes[2]).content.decode()


@pytest.mark.parametrize(
    "fields", [{"text": ""}, {"text": "x" * 2001}, {"version": ""}, {"version": "x"}, {"version": 0}]
)
def test_bad_input_is_refused_with_what_was_typed(cast, fields):
    response = revise(cast, **{"text": "پیش‌نویس", "version": 1, **fields})
    assert response.status_code == 422
    assert text_of(cast.notes[1]) == cast.notes[1].text
    assert (fields.get("text", "پیش‌نویس")) in response.content.decode()


def test_version_beyond_all_numbers_is_stale(cast):
    assert revise(cast, "تازه", 10**25).status_code == 409


def test_editor_opens_with_the_version_it_started_from(cast):
    page = get(cast.dariush, "note_editor", cast.team.pk, cast.canvas.pk, cast.notes[1].pk).content.decode()
    assert 'name="version" value="1"' in page and cast.notes[1].text.split("\n")[0] in page


def test_removed_note_has_no_editor(cast):
    cast.notes[1].remove(1, actor(cast.amina))
    assert get(cast.dariush, "note_editor", cast.team.pk, cast.canvas.pk, cast.notes[1].pk).status_code == 404


@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_may_not(cast, name):
    assert revise(cast, "x", 1, cast.people[name]).status_code == 403
