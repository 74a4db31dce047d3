"""Coming in by an invitation: its link is opened, then, signed in, accepted; once, and only by whom it is for."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from record.models import Change
from tests.asking import get, post, post_twice
from tests.cast import actor, make_person
from workspaces.acting import acting
from workspaces.models import Invitation, InvitationRefused, Membership
from workspaces.roles import Role


def invite(cast, **fields) -> tuple[Invitation, str]:
    return Invitation.objects.invite(cast.team, Role.COMMENTER, 7, actor(cast.amina), **fields)


def spend(cast, invitation, **fields) -> None:
    with acting(actor(cast.amina), cast.team.pk, "invitation.revoke"):
        Invitation.objects.filter(pk=invitation.pk).update(**fields)


def opened(person, token):
    return person.client.get(reverse("invitation_open", args=[token]), follow=True)


def offered(visitor: Client, page: str, field: str) -> str:
    """The address that stands in the form already."""
    form = visitor.get(reverse(page)).context["form"]
    return form[field].value() or ""


def test_whom_it_is_for_need_not_type_their_address(cast):
    visitor = Client()
    assert offered(visitor, "account_signup", "email") == offered(visitor, "account_login", "login") == ""
    for email in ("new@example.org", ""):  # one for whoever has its link names none
        _invitation, token = invite(cast, email=email)
        visitor.get(reverse("invitation_open", args=[token]))
        assert offered(visitor, "account_signup", "email") == offered(visitor, "account_login", "login") == email


def test_outsider_opens_and_accepts(cast):
    invitation, token = invite(cast)
    page = opened(cast.sara, token)
    assert page.status_code == 200 and cast.team.name in page.content.decode()
    assert "أمينة" in page.content.decode()
    answer = post(cast.sara, "invitation_accept")
    assert answer.url == reverse("workspace", args=[cast.team.pk])
    assert cast.team.members.get(user=cast.sara).role == Role.COMMENTER
    invitation.refresh_from_db()
    assert (invitation.state, invitation.used_by) == ("used", cast.sara)
    verbs = Change.objects.of(cast.team.pk).filter(actor_id=cast.sara.pk).values_list("verb", flat=True)
    assert set(verbs) == {"invitation.accept"}


def test_token_leaves_the_address_and_no_trace(cast):
    _invitation, token = invite(cast)
    client = Client()
    answer = client.get(reverse("invitation_open", args=[token]))
    assert answer.url == reverse("invitation") and answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    page = client.get(answer.url)
    assert token not in page.content.decode() and "no-store" in page["Cache-Control"]
    assert token not in str(dict(client.session))
    assert f"?next={reverse('invitation')}" in page.content.decode()


def test_visitor_signs_in_and_comes_back(cast):
    _invitation, token = invite(cast)
    client = Client()
    client.get(reverse("invitation_open", args=[token]))
    assert client.post(reverse("invitation_accept")).url.startswith("/accounts/login/")
    client.force_login(cast.sara)
    assert "/invitation/" in client.get(reverse("home")).content.decode()
    assert client.post(reverse("invitation_accept")).url == reverse("workspace", args=[cast.team.pk])
    assert client.get(reverse("home")).context["waiting"] is None


def test_by_email_it_is_for_that_address_only(cast):
    _invitation, token = invite(cast, email="omar@example.com")
    assert opened(cast.sara, token).status_code == 403
    assert post(cast.sara, "invitation_accept").status_code == 403
    assert opened(cast.omar, token).status_code == 200
    assert post(cast.omar, "invitation_accept").status_code == 302
    assert not cast.team.members.filter(user=cast.sara).exists()


@pytest.mark.parametrize("state", ["used", "revoked", "expired"])
def test_spent_one_is_gone_and_tells_nothing_of_the_workspace(cast, state):
    invitation, token = invite(cast)
    opened(cast.sara, token)
    column = {"used": "used_at", "revoked": "revoked_at", "expired": "expires_at"}[state]
    spend(cast, invitation, **{column: "2026-01-01T00:00Z"})
    pages = [opened(cast.sara, token), get(cast.sara, "invitation"), post(cast.sara, "invitation_accept")]
    assert [page.status_code for page in pages] == [410, 410, 410]
    assert all(cast.team.name not in page.content.decode() for page in pages)
    assert not cast.team.members.filter(user=cast.sara).exists()


def test_member_has_nothing_to_accept(cast):
    invitation, token = invite(cast)
    assert opened(cast.layla, token).status_code == 409
    assert post(cast.layla, "invitation_accept").status_code == 409
    invitation.refresh_from_db()
    assert invitation.state == "open" and cast.team.members.get(user=cast.layla).role == Role.VIEWER


def test_who_was_removed_comes_back_with_the_new_role(cast):
    cast.team.members.get(user=cast.dariush).remove(actor(cast.amina))
    _invitation, token = invite(cast)
    opened(cast.dariush, token)
    post(cast.dariush, "invitation_accept")
    membership = Membership.objects.get(workspace=cast.team, user=cast.dariush)
    assert (membership.removed_at, membership.role) == (None, Role.COMMENTER)


@pytest.mark.parametrize("token", ["x", "A" * 32, "%00", "٣" * 32, "x" * 3000])
def test_unknown_link_is_not_found(cast, token):
    assert cast.sara.client.get(f"/invitation/{token}/").status_code in (400, 404)


def test_nothing_to_accept_without_opening(cast):
    invite(cast)
    assert post(cast.sara, "invitation_accept").status_code == 404
    assert get(cast.sara, "invitation").status_code == 404


def test_asking_is_not_accepting(cast):
    assert get(cast.sara, "invitation_accept").status_code == 405


def test_double_click_joins_once(cast):
    _invitation, token = invite(cast)
    opened(cast.sara, token)
    first, second = post_twice(cast.sara, "invitation_accept")
    assert first.url == second.url == reverse("workspace", args=[cast.team.pk])


def test_of_many_at_once_one_comes_in(committed_cast):
    invitation, _token = invite(committed_cast)
    crowd = [make_person(f"p{n}", f"P{n}", "en") for n in range(6)]

    def accept(person) -> bool:
        try:
            Invitation.objects.get(pk=invitation.pk).accept(person, actor(person))
        except InvitationRefused as refused:
            assert refused.state == "used"
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        came = list(pool.map(accept, crowd))
    assert came.count(True) == 1 and committed_cast.team.members.count() == 5


def test_one_joins_the_team_on_the_page_whatever_was_opened_beside_it(cast):
    _invitation, token = Invitation.objects.invite(cast.team, Role.EDITOR, 7, actor(cast.amina))
    first = opened(cast.omar, token).content.decode()
    _beside, other = Invitation.objects.invite(cast.elsewhere, Role.EDITOR, 7, actor(cast.sara))
    opened(cast.omar, other)
    named = re.search(r'name="invitation" value="(\d+)"', first)[1]
    assert post(cast.omar, "invitation_accept", invitation=named).url == reverse("workspace", args=[cast.team.pk])
    assert get(cast.omar, "home").context["waiting"].workspace == cast.elsewhere, "the other one waits still"
    assert post(cast.layla, "invitation_accept", invitation=named).status_code == 404, "its link was not opened"
