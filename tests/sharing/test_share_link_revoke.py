"""Revoking a link: for editors and owners, whoever made it; it opens nothing from then on."""

import pytest
from django.urls import reverse

from record.models import Change
from tests.asking import get, post, post_twice
from tests.cast import actor
from tests.sharing.links import holder_of, look, make_link


def ask(person, cast, link):
    return post(person, "share_link_revoke", cast.team.pk, cast.canvas.pk, link.pk)


def test_owner_revokes_what_an_editor_made(cast):
    link, token = make_link(cast)
    client = holder_of(token)
    assert look(client, link).status_code == 200
    assert ask(cast.amina, cast, link).status_code == 302
    link.refresh_from_db()
    assert link.state == "revoked" and look(client, link).status_code == 404
    assert Change.objects.of(cast.team.pk).newest_first()[0].verb == "share_link.revoke"
    assert "سرمایه‌گذار" in get(cast.amina, "activity", cast.team.pk).content.decode()


def test_twice_is_once(cast):
    link, _token = make_link(cast)
    first, second = post_twice(cast.dariush, "share_link_revoke", cast.team.pk, cast.canvas.pk, link.pk)
    assert first.url == second.url


def test_one_that_somebody_revoked_meanwhile_is_revoked(cast):
    link, _token = make_link(cast)
    first, second = ask(cast.dariush, cast, link), ask(cast.amina, cast, link)
    assert first.url == second.url == reverse("share_links", args=[cast.team.pk, cast.canvas.pk])
    assert Change.objects.of(cast.team.pk).filter(verb="share_link.revoke").count() == 1


@pytest.mark.parametrize("name, status", [("sara", 404), ("kian", 403), ("layla", 403)])
def test_others_may_not(cast, name, status):
    link, _token = make_link(cast)
    assert ask(cast.people[name], cast, link).status_code == status
    link.refresh_from_db()
    assert link.state == "open"


def test_through_another_canvas_it_is_not_found(cast):
    link, _token = make_link(cast)
    sibling = cast.team.canvases.model.objects.create_in(cast.team, "بوم دوم", actor(cast.dariush))
    assert post(cast.amina, "share_link_revoke", cast.team.pk, sibling.pk, link.pk).status_code == 404


def test_asking_is_not_revoking(cast):
    link, _token = make_link(cast)
    assert get(cast.amina, "share_link_revoke", cast.team.pk, cast.canvas.pk, link.pk).status_code == 405
