"""Leaving a workspace: everybody's own way out, but for the last owner's."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from record.models import Change
from tests.asking import get, post, post_twice
from tests.cast import actor
from workspaces.roles import Role


@pytest.mark.parametrize("name", ["dariush", "kian", "layla"])
def test_member_leaves(cast, name):
    person = cast.people[name]
    answer = post(person, "member_leave", cast.team.pk)
    assert answer.url == reverse("home") and get(person, "workspace", cast.team.pk).status_code == 404
    change = Change.objects.of(cast.team.pk).newest_first()[0]
    assert (change.verb, change.actor_id) == ("member.leave", person.pk)


def test_last_owner_stays(cast):
    page = post(cast.amina, "member_leave", cast.team.pk)
    assert page.status_code == 409 and b'role="alert"' in page.content
    assert get(cast.amina, "workspace", cast.team.pk).status_code == 200


def test_owner_leaves_to_another(cast):
    cast.team.members.get(user=cast.dariush).appoint(Role.OWNER, actor(cast.amina))
    assert post(cast.amina, "member_leave", cast.team.pk).status_code == 302
    assert cast.team.owners().get().user == cast.dariush


def close(person) -> None:
    person.is_active = False
    person.save()


def test_owner_does_not_leave_to_one_whose_account_is_closed(cast):
    cast.team.members.get(user=cast.dariush).appoint(Role.OWNER, actor(cast.amina))
    close(cast.dariush)
    assert post(cast.amina, "member_leave", cast.team.pk).status_code == 409
    assert get(cast.amina, "workspace", cast.team.pk).status_code == 200


def test_others_leave_where_the_owner_s_account_is_closed(cast):
    close(cast.amina)
    assert post(cast.kian, "member_leave", cast.team.pk).status_code == 302
    assert get(cast.kian, "workspace", cast.team.pk).status_code == 404


def test_outsider_does_not_find_it(cast):
    assert post(cast.sara, "member_leave", cast.team.pk).status_code == 404


def test_visitor_signs_in_first(cast, client):
    assert "/accounts/login/" in client.post(reverse("member_leave", args=[cast.team.pk])).url


def test_nobody_leaves_for_somebody_else(cast):
    with pytest.raises(PermissionDenied):
        cast.team.members.get(user=cast.kian).leave(actor(cast.amina))


def test_asking_is_not_leaving(cast):
    assert get(cast.kian, "member_leave", cast.team.pk).status_code == 405


def test_double_click_leaves_once_and_says_so_twice(cast):
    first, second = post_twice(cast.kian, "member_leave", cast.team.pk)
    assert first.url == second.url == reverse("home")
    assert Change.objects.of(cast.team.pk).filter(verb="member.leave").count() == 1


def test_gone_already_is_not_found(cast):
    post(cast.kian, "member_leave", cast.team.pk)
    assert post(cast.kian, "member_leave", cast.team.pk).status_code == 404
