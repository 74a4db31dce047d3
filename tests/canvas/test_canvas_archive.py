"""Putting a canvas away and bringing it back: for editors; an archived one is read, not changed."""

import pytest
from django.urls import reverse

from record.models import Change
from tests.asking import get, post, post_twice
from tests.cast import actor

BOTH = pytest.mark.parametrize("verb", ["canvas_archive", "canvas_restore"])


def ask(person, cast, verb):
    return post(person, verb, cast.team.pk, cast.canvas.pk)


def test_editor_archives(cast):
    answer = ask(cast.dariush, cast, "canvas_archive")
    cast.canvas.refresh_from_db()
    assert answer.url == reverse("workspace", args=[cast.team.pk]) and cast.canvas.archived_at
    assert Change.objects.of(cast.team.pk).newest_first()[0].verb == "canvas.archive"


def test_editor_restores(cast):
    cast.canvas.archive(actor(cast.amina))
    ask(cast.dariush, cast, "canvas_restore")
    cast.canvas.refresh_from_db()
    assert cast.canvas.archived_at is None
    assert Change.objects.of(cast.team.pk).newest_first()[0].verb == "canvas.restore"


def test_archived_is_read_not_changed(cast):
    ask(cast.dariush, cast, "canvas_archive")
    assert get(cast.layla, "board", cast.team.pk, cast.canvas.pk).status_code == 200
    page = post(cast.dariush, "note_add", cast.team.pk, cast.canvas.pk, block="channels", text="late")
    assert page.status_code == 409 and not cast.canvas.notes.filter(text="late").exists()


@BOTH
def test_outsider_does_not_find_it(cast, verb):
    assert ask(cast.sara, cast, verb).status_code == 404


@BOTH
@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_may_not(cast, verb, name):
    assert ask(cast.people[name], cast, verb).status_code == 403


@BOTH
def test_asking_is_not_doing(cast, verb):
    assert get(cast.dariush, verb, cast.team.pk, cast.canvas.pk).status_code == 405


@BOTH
def test_double_click_acts_once(cast, verb):
    if verb == "canvas_restore":
        cast.canvas.archive(actor(cast.amina))
    first, second = post_twice(cast.dariush, verb, cast.team.pk, cast.canvas.pk)
    assert first.url == second.url
    assert Change.objects.of(cast.team.pk).filter(verb=verb.replace("_", ".")).count() == 1


def test_archived_twice_stays_as_it_was(cast):
    ask(cast.dariush, cast, "canvas_archive")
    ask(cast.amina, cast, "canvas_archive")
    assert Change.objects.of(cast.team.pk).filter(verb="canvas.archive").count() == 1
