"""Taking an invitation back: an owner's business, as long as nobody came in by it."""

import pytest
from django.urls import reverse

from tests.asking import get, post, post_twice
from tests.cast import actor
from workspaces.models import Invitation
from workspaces.roles import Role


@pytest.fixture
def invitation(cast):
    return Invitation.objects.invite(cast.team, Role.EDITOR, 7, actor(cast.amina))[0]


def test_owner_revokes(cast, invitation):
    answer = post(cast.amina, "invitation_revoke", cast.team.pk, invitation.pk)
    invitation.refresh_from_db()
    assert answer.url == reverse("members", args=[cast.team.pk]) and invitation.state == "revoked"


def test_used_one_cannot_be_revoked(cast, invitation):
    invitation.accept(cast.sara, actor(cast.sara))
    page = post(cast.amina, "invitation_revoke", cast.team.pk, invitation.pk)
    invitation.refresh_from_db()
    assert page.status_code == 409 and b'role="alert"' in page.content and invitation.state == "used"


def test_used_while_it_is_revoked_is_told(cast, invitation, meanwhile):
    """Somebody comes in after the page looked: whoever revokes is not to think that nobody did."""
    meanwhile(lambda: invitation.accept(cast.sara, actor(cast.sara)))
    page = post(cast.amina, "invitation_revoke", cast.team.pk, invitation.pk)
    assert page.status_code == 409 and b'role="alert"' in page.content
    assert Invitation.objects.get(pk=invitation.pk).revoked_at is None


def test_outsider_does_not_find_it(cast, invitation):
    assert post(cast.sara, "invitation_revoke", cast.team.pk, invitation.pk).status_code == 404


def test_invitation_of_elsewhere_is_not_found(cast, invitation):
    assert post(cast.sara, "invitation_revoke", cast.elsewhere.pk, invitation.pk).status_code == 404


def test_editor_may_not(cast, invitation):
    assert post(cast.dariush, "invitation_revoke", cast.team.pk, invitation.pk).status_code == 403


def test_asking_is_not_revoking(cast, invitation):
    assert get(cast.amina, "invitation_revoke", cast.team.pk, invitation.pk).status_code == 405


def test_double_click_revokes_once(cast, invitation):
    first, second = post_twice(cast.amina, "invitation_revoke", cast.team.pk, invitation.pk)
    assert first.url == second.url
