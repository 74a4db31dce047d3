"""Renaming a canvas: for editors; two who do so at once both see it."""

import pytest
from django.urls import reverse

from tests.asking import get, post, post_twice
from tests.cast import actor


def rename(person, cast, name="نام نو", version=1, **fields):
    return post(person, "canvas_rename", cast.team.pk, cast.canvas.pk, name=name, version=version, **fields)


@pytest.mark.parametrize("name", ["amina", "dariush"])
def test_editors_rename(cast, name):
    answer = rename(cast.people[name], cast)
    cast.canvas.refresh_from_db()
    assert answer.url == reverse("board", args=[cast.team.pk, cast.canvas.pk])
    assert (cast.canvas.name, cast.canvas.version) == ("نام نو", 2)


def test_form_has_the_name(cast):
    page = get(cast.dariush, "canvas_editor", cast.team.pk, cast.canvas.pk)
    assert page.status_code == 200 and page.context["form"].initial["name"] == cast.canvas.name


def test_stale_name_shows_both_and_can_be_kept(cast):
    rename(cast.amina, cast, "Hers")
    page = rename(cast.dariush, cast, "His")
    text = page.content.decode()
    assert page.status_code == 409 and "<ins>Hers</ins>" in text and "<del>His</del>" in text
    assert 'value="His"' in text and 'value="2"' in text
    assert rename(cast.dariush, cast, "His", version=2).status_code == 302


def test_outsider_does_not_find_it(cast):
    assert rename(cast.sara, cast).status_code == 404
    assert post(cast.sara, "canvas_rename", cast.elsewhere.pk, cast.canvas.pk, name="X", version=1).status_code == 404


@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_may_not(cast, name):
    assert rename(cast.people[name], cast).status_code == 403
    assert get(cast.people[name], "canvas_editor", cast.team.pk, cast.canvas.pk).status_code == 403


def test_asking_is_not_renaming(cast):
    assert get(cast.dariush, "canvas_rename", cast.team.pk, cast.canvas.pk).status_code == 405


def test_archived_cannot_be_renamed(cast):
    cast.canvas.archive(actor(cast.amina))
    assert rename(cast.dariush, cast).status_code == 409
    cast.canvas.refresh_from_db()
    assert cast.canvas.version == 1


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "x" * 121}, {"version": "one"}, {"version": 0}])
def test_bad_field_is_told(cast, wrong):
    assert rename(cast.dariush, cast, **wrong).status_code == 422


def test_double_click_renames_once(cast):
    first, second = post_twice(cast.dariush, "canvas_rename", cast.team.pk, cast.canvas.pk, name="Once", version=1)
    cast.canvas.refresh_from_db()
    assert first.url == second.url and cast.canvas.version == 2
