"""Ctrl+Z and its opposite: one's own acts on a canvas, backwards and forwards."""

from datetime import timedelta

import pytest
from django.urls import reverse

from history.latest import last_done, last_undone
from history.moments import lines_on
from tests.asking import get, post, post_twice
from tests.cast import actor, add_note
from tests.history.driving import head_of


def press(person, cast, name: str = "undo_last"):
    return post(person, name, cast.team.pk, cast.canvas.pk)


def text_of(note) -> str:
    note.refresh_from_db()
    return note.text


@pytest.fixture
def revised(cast):
    """A note that Dariush revised three times, from A over B and C back to A."""
    note = add_note(cast.canvas, cast.dariush, "channels", "A")
    for version, text in enumerate("BCA", start=1):
        note.revise(text, version, actor(cast.dariush))
    return note


def test_back_and_forth(cast, revised):
    for text in "CBA":
        assert press(cast.dariush, cast).status_code == 302
        assert text_of(revised) == text
    press(cast.dariush, cast)
    assert text_of(revised) == "A" and revised.removed_at
    for removed, text in ((None, "A"), (None, "B"), (None, "C"), (None, "A")):
        assert press(cast.dariush, cast, "redo_last").status_code == 302
        assert (text_of(revised), revised.removed_at) == (text, removed)
    assert press(cast.dariush, cast, "redo_last").status_code == 409
    press(cast.dariush, cast)
    assert text_of(revised) == "C"


def test_something_new_ends_redoing(cast, revised):
    press(cast.dariush, cast)
    add_note(cast.canvas, cast.dariush, "channels", "new")
    assert last_undone(cast.canvas, cast.dariush.pk) is None
    assert press(cast.dariush, cast, "redo_last").status_code == 409


def test_only_ones_own(cast, revised):
    cast.notes[1].revise("Hers", 1, actor(cast.amina))
    press(cast.dariush, cast)
    assert (text_of(revised), text_of(cast.notes[1])) == ("C", "Hers")


def test_what_somebody_changed_since_is_told_and_not_skipped(cast, revised):
    revised.revise("Hers", revised.version, actor(cast.amina))
    page = press(cast.dariush, cast)
    assert page.status_code == 409 and "أمينة" in page.content.decode() and text_of(revised) == "Hers"


def test_not_what_was_long_ago_or_happened_elsewhere(cast, revised, monkeypatch):
    lines = list(lines_on(cast.canvas).newest_first())
    for line in lines:
        line.imported = True
    with monkeypatch.context() as brought:
        brought.setattr("history.latest.lines_for", lambda wish: lines)
        assert last_done(cast.canvas, cast.dariush.pk) is None
    monkeypatch.setattr("history.latest.RECENT", timedelta(0))
    assert last_done(cast.canvas, cast.dariush.pk) is None
    assert press(cast.dariush, cast).status_code == 409


def test_nothing_to_undo_is_said(cast):
    assert press(cast.amina, cast).status_code == 409
    answer = cast.amina.htmx.post(reverse("undo_last", args=[cast.team.pk, cast.canvas.pk]))
    assert answer.status_code == 409 and 'hx-target="#toasts"' in answer.content.decode()


def test_other_canvases_are_left_alone(cast, revised):
    copy = cast.canvas.duplicate("Copy", actor(cast.dariush))
    press(cast.dariush, cast)
    copy.refresh_from_db()
    assert text_of(revised) == "C" and copy.archived_at is None


@pytest.mark.parametrize("name", ["undo_last", "redo_last"])
def test_doors(cast, revised, name):
    assert press(cast.sara, cast, name).status_code == 404
    assert post(cast.dariush, name, cast.team.pk, cast.other_canvas.pk).status_code == 404
    assert press(cast.layla, cast, name).status_code == 403
    assert get(cast.dariush, name, cast.team.pk, cast.canvas.pk).status_code == 405
    cast.canvas.archive(actor(cast.amina))
    assert press(cast.dariush, cast, name).status_code == 409
    assert text_of(revised) == "A"


def test_one_press_sent_twice_undoes_once(cast, revised):
    head = head_of(cast.team.pk)
    first, second = post_twice(cast.dariush, "undo_last", cast.team.pk, cast.canvas.pk)
    assert first.url == second.url and head_of(cast.team.pk) == head + 1
