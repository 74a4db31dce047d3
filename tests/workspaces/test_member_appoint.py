"""Giving a member another role: an owner's business, and somebody stays owner."""

import pytest
from django.urls import reverse

from record.models import Change
from tests.asking import get, post, post_twice
from workspaces.roles import Role


@pytest.fixture
def kian(cast):
    return cast.team.members.get(user=cast.kian)


def test_owner_appoints(cast, kian):
    answer = post(cast.amina, "member_appoint", cast.team.pk, kian.pk, role=Role.EDITOR)
    kian.refresh_from_db()
    at = f"{reverse('members', args=[cast.team.pk])}#person-{kian.pk}"
    assert answer.url == at and kian.role == Role.EDITOR
    change = Change.objects.of(cast.team.pk).newest_first()[0]
    assert (change.verb, change.before["role"], change.after["role"]) == ("member.appoint", 20, 30)


def test_last_owner_stays_owner(cast):
    amina = cast.team.members.get(user=cast.amina)
    page = post(cast.amina, "member_appoint", cast.team.pk, amina.pk, role=Role.VIEWER)
    amina.refresh_from_db()
    assert page.status_code == 409 and b'role="alert"' in page.content and amina.role == Role.OWNER


def test_owner_steps_down_where_another_is(cast, kian):
    post(cast.amina, "member_appoint", cast.team.pk, kian.pk, role=Role.OWNER)
    amina = cast.team.members.get(user=cast.amina)
    post(cast.kian, "member_appoint", cast.team.pk, amina.pk, role=Role.VIEWER)
    assert get(cast.amina, "invitation_new", cast.team.pk).status_code == 403


def test_owner_does_not_step_down_where_the_others_account_is_closed(cast, kian):
    post(cast.amina, "member_appoint", cast.team.pk, kian.pk, role=Role.OWNER)
    cast.kian.is_active = False
    cast.kian.save()
    amina = cast.team.members.get(user=cast.amina)
    assert post(cast.amina, "member_appoint", cast.team.pk, amina.pk, role=Role.VIEWER).status_code == 409
    assert get(cast.amina, "invitation_new", cast.team.pk).status_code == 200


def test_outsider_does_not_find_it(cast, kian):
    assert post(cast.sara, "member_appoint", cast.team.pk, kian.pk, role=Role.OWNER).status_code == 404


def test_member_of_elsewhere_is_not_found(cast):
    theirs = cast.elsewhere.members.get()
    assert post(cast.amina, "member_appoint", cast.team.pk, theirs.pk, role=Role.VIEWER).status_code == 404


@pytest.mark.parametrize("name", ["dariush", "kian", "layla"])
def test_lower_roles_may_not(cast, kian, name):
    person = cast.people[name]
    assert post(person, "member_appoint", cast.team.pk, kian.pk, role=Role.OWNER).status_code == 403


def test_asking_is_not_appointing(cast, kian):
    assert get(cast.amina, "member_appoint", cast.team.pk, kian.pk).status_code == 405


@pytest.mark.parametrize("role", ["", "35", "9999999999999999999", "owner"])
def test_role_that_is_none_is_told(cast, kian, role):
    page = post(cast.amina, "member_appoint", cast.team.pk, kian.pk, role=role)
    kian.refresh_from_db()
    assert page.status_code == 422 and kian.role == Role.COMMENTER


def test_who_is_out_gets_no_role(cast, kian):
    post(cast.amina, "member_remove", cast.team.pk, kian.pk)
    assert post(cast.amina, "member_appoint", cast.team.pk, kian.pk, role=Role.OWNER).status_code == 404


def test_double_click_appoints_once(cast, kian):
    first, second = post_twice(cast.amina, "member_appoint", cast.team.pk, kian.pk, role=Role.VIEWER)
    assert first.url == second.url
    assert Change.objects.of(cast.team.pk).filter(verb="member.appoint").count() == 1
