"""An invitation stands on whoever made it: it holds while they may invite, and not a moment longer."""

import pytest
from django.urls import reverse

from tests.asking import get, post
from tests.cast import actor
from tests.notices.told import kinds
from workspaces.models import Invitation, InvitationRefused, Membership, invitation
from workspaces.roles import Role


@pytest.fixture
def dariush(cast) -> Membership:
    """A second owner."""
    member = cast.team.members.get(user=cast.dariush)
    member.appoint(Role.OWNER, actor(cast.amina))
    return member


@pytest.fixture
def made(cast, dariush) -> tuple[Invitation, str]:
    """By the second owner, for an owner; whoever holds the link."""
    return Invitation.objects.invite(cast.team, Role.OWNER, 7, actor(cast.dariush))


def remove(cast, member):
    member.remove(actor(cast.amina))


def demote(cast, member):
    member.appoint(Role.VIEWER, actor(cast.amina))


def leave(cast, member):
    member.leave(actor(member.user))


def close(cast, member):
    member.user.is_active = False
    member.user.save()


ENDS = [remove, demote, leave, close]


def open_link(person, token: str):
    return person.client.get(reverse("invitation_open", args=[token]), follow=True)


@pytest.mark.parametrize("end", ENDS)
def test_it_ends_with_its_maker_s_right_to_invite(cast, dariush, made, end):
    _invitation, token = made
    open_link(cast.sara, token)
    end(cast, dariush)
    pages = [open_link(cast.sara, token), get(cast.sara, "invitation"), post(cast.sara, "invitation_accept")]
    assert [page.status_code for page in pages] == [410, 410, 410]
    for html in (page.content.decode() for page in pages):
        assert "This invitation no longer holds" in html and "Ask an owner of the workspace" in html
        assert cast.team.name not in html
    assert not cast.team.members.filter(user=cast.sara).exists()


def test_nobody_removed_comes_back_by_their_own(cast, dariush, made):
    remove(cast, dariush)
    assert open_link(cast.dariush, made[1]).status_code == 410
    assert post(cast.dariush, "invitation_accept").status_code == 404, "the session keeps none that is over"
    with pytest.raises(InvitationRefused, match="lapsed"):
        made[0].accept(cast.dariush, actor(cast.dariush))
    assert get(cast.dariush, "workspace", cast.team.pk).status_code == 404


def test_an_owner_made_a_viewer_does_not_rise_by_their_own(cast, dariush, made):
    demote(cast, dariush)
    leave(cast, dariush)
    with pytest.raises(InvitationRefused, match="lapsed"):
        made[0].accept(cast.dariush, actor(cast.dariush))


def test_removed_while_somebody_accepts(cast, dariush, made, meanwhile):
    open_link(cast.sara, made[1])
    meanwhile(lambda: remove(cast, dariush))
    answer = post(cast.sara, "invitation_accept")
    assert answer.status_code == 410 and not cast.team.members.filter(user=cast.sara).exists()


def test_the_maker_s_owner_again_it_holds_again(cast, dariush, made):
    demote(cast, dariush)
    dariush.appoint(Role.OWNER, actor(cast.amina))
    open_link(cast.sara, made[1])
    assert post(cast.sara, "invitation_accept").status_code == 302


def test_others_of_the_team_go_on(cast, dariush, made):
    _invitation, token = Invitation.objects.invite(cast.team, Role.EDITOR, 7, actor(cast.amina))
    remove(cast, dariush)
    open_link(cast.sara, token)
    assert post(cast.sara, "invitation_accept").status_code == 302


def test_owners_see_that_it_no_longer_holds_and_end_it_for_good(cast, dariush, made):
    remove(cast, dariush)
    html = get(cast.amina, "members", cast.team.pk).content.decode()
    assert "لم تعد سارية" in html and ">سارية<" not in html
    url = reverse("invitation_revoke", args=[cast.team.pk, made[0].pk])
    assert url in html and cast.amina.client.post(url).status_code == 302
    assert url not in get(cast.amina, "members", cast.team.pk).content.decode()


def test_under_the_bell_it_is_gone(cast, dariush):
    Invitation.objects.invite(cast.team, Role.EDITOR, 7, actor(cast.dariush), "sara@example.com")
    assert kinds(cast.sara) == ["invitation"]
    remove(cast, dariush)
    assert kinds(cast.sara) == []


@pytest.mark.parametrize("out", [remove, leave])
def test_who_went_out_needs_one_made_since(cast, dariush, out):
    """Whoever made the others, and however many there still are."""
    older = [Invitation.objects.invite(cast.team, Role.OWNER, 7, actor(cast.amina), email)[1]
             for email in ("", "dariush@example.com")]  # fmt: skip
    out(cast, dariush)
    for token in older:
        assert "دیگر معتبر نیست" in open_link(cast.dariush, token).content.decode()
        assert post(cast.dariush, "invitation_accept").status_code == 404
    assert kinds(cast.dariush) == [] and not cast.team.members.present().filter(user=cast.dariush).exists()
    open_link(cast.sara, older[0])
    assert post(cast.sara, "invitation_accept").status_code == 302, "for others it holds"
    Invitation.objects.invite(cast.team, Role.EDITOR, 7, actor(cast.amina), "dariush@example.com")
    assert kinds(cast.dariush) == ["invitation"]


def test_removed_while_they_accept_another(cast, dariush, meanwhile):
    """They are in, then out, between looking and accepting."""
    invitation, _token = Invitation.objects.invite(cast.team, Role.OWNER, 7, actor(cast.amina))
    meanwhile(lambda: remove(cast, dariush))
    with pytest.raises(InvitationRefused, match="lapsed"):
        invitation.accept(cast.dariush, actor(cast.dariush))


def test_the_list_asks_as_often_for_many(cast, dariush, django_assert_num_queries):
    for _n in range(3):
        Invitation.objects.invite(cast.team, Role.VIEWER, 7, actor(cast.dariush))
    remove(cast, dariush)
    rows = cast.team.invitations.shown()
    with django_assert_num_queries(1):
        assert [row.state for row in rows] == ["lapsed"] * 3


def test_those_that_can_be_revoked_are_never_too_old_to_be_listed(cast, monkeypatch):
    monkeypatch.setattr(invitation, "SHOWN", 3)
    first, *others = [Invitation.objects.invite(cast.team, Role.VIEWER, 7, actor(cast.amina))[0] for _n in range(5)]
    for row in others[:3]:
        row.revoke(by=actor(cast.amina))
    assert list(cast.team.invitations.shown()) == [others[3], first, others[2]]
