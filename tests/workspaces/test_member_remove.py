"""Removing a member: an owner's business; whoever is removed is out at once."""

import pytest
from django.urls import reverse

from record.models import Change
from tests.asking import get, post, post_twice
from tests.cast import actor
from workspaces.roles import Role


@pytest.fixture
def kian(cast):
    return cast.team.members.get(user=cast.kian)


def test_owner_removes(cast, kian):
    answer = post(cast.amina, "member_remove", cast.team.pk, kian.pk)
    assert answer.url == reverse("members", args=[cast.team.pk])
    assert get(cast.kian, "workspace", cast.team.pk).status_code == 404
    assert get(cast.kian, "board", cast.team.pk, cast.canvas.pk).status_code == 404
    assert Change.objects.of(cast.team.pk).newest_first()[0].verb == "member.remove"


def test_another_owner_may(cast, kian):
    cast.team.members.get(user=cast.dariush).appoint(Role.OWNER, actor(cast.amina))
    assert post(cast.dariush, "member_remove", cast.team.pk, kian.pk).status_code == 302


def test_outsider_does_not_find_it(cast, kian):
    assert post(cast.sara, "member_remove", cast.team.pk, kian.pk).status_code == 404


def test_member_of_elsewhere_is_not_found(cast):
    assert post(cast.amina, "member_remove", cast.team.pk, cast.elsewhere.members.get().pk).status_code == 404


@pytest.mark.parametrize("name", ["dariush", "kian", "layla"])
def test_lower_roles_may_not(cast, kian, name):
    assert post(cast.people[name], "member_remove", cast.team.pk, kian.pk).status_code == 403


def test_asking_is_not_removing(cast, kian):
    assert get(cast.amina, "member_remove", cast.team.pk, kian.pk).status_code == 405


def test_last_owner_cannot_be_removed(cast):
    amina = cast.team.members.get(user=cast.amina)
    assert post(cast.amina, "member_remove", cast.team.pk, amina.pk).status_code == 409
    assert cast.team.owners().get() == amina


def test_double_click_removes_once(cast, kian):
    first, second = post_twice(cast.amina, "member_remove", cast.team.pk, kian.pk)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Change.objects.of(cast.team.pk).filter(verb="member.remove").count() == 1


def test_removed_already_is_not_found(cast, kian):
    kian.remove(actor(cast.amina))
    assert post(cast.amina, "member_remove", cast.team.pk, kian.pk).status_code == 404
