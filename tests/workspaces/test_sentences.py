"""What the record says of workspaces, members and invitations, in three languages."""

import pytest
from django.utils.translation import override

from record.models import Change
from record.sentences import people_of, sentence, verbs
from tests.cast import actor
from workspaces.models import Invitation
from workspaces.roles import Role


@pytest.fixture
def lines(cast):
    """One of each verb."""
    cast.team.rename("New name", 1, actor(cast.amina))
    cast.team.members.get(user=cast.kian).appoint(Role.EDITOR, actor(cast.amina))
    cast.team.members.get(user=cast.dariush).remove(actor(cast.amina))
    cast.team.members.get(user=cast.layla).leave(actor(cast.layla))
    by_mail, _token = Invitation.objects.invite(cast.team, Role.VIEWER, 1, actor(cast.amina), "who@example.com")
    by_link, _token = Invitation.objects.invite(cast.team, Role.VIEWER, 1, actor(cast.amina))
    by_mail.revoke(actor(cast.amina))
    by_link.accept(cast.omar, actor(cast.omar))
    return list(Change.objects.of(cast.team.pk).order_by("seq"))


def said(change, people) -> str:
    with override("en"):
        return sentence(change, str(people[change.actor_id]), people).replace("<bdi>", "").replace("</bdi>", "")


def test_every_verb_is_told(cast, lines):
    people = {user.pk: user.name for user in cast.people.values()}
    told = [said(change, people) for change in lines]
    for expected in (
        "أمينة founded the workspace “نوآوران Innovators”",
        "أمينة became its first member: Owner",
        "أمينة renamed the workspace “نوآوران Innovators” to “New name”",
        "أمينة gave کیان the role Editor",
        "أمينة removed داریوش Rad from the workspace",
        "ليلى left the workspace",
        "أمينة invited who@example.com with the role Viewer",
        "أمينة invited whoever has the link with the role Viewer",
        "أمينة revoked the invitation of who@example.com",
        "Omar accepted an invitation",
        "Omar joined the workspace with the role Viewer",
    ):
        assert expected in told
    assert {change.verb for change in lines} <= set(verbs())


def test_people_are_known_beforehand(cast, lines):
    assert people_of(lines) >= {cast.kian.pk, cast.dariush.pk, cast.amina.pk, cast.omar.pk}
    assert cast.sara.pk not in people_of(lines)


def test_person_who_is_unknown_is_somebody(cast, lines):
    [change] = [line for line in lines if line.verb == "member.remove"]
    with override("en"):
        assert "somebody" in sentence(change, "Amina")


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_what_people_typed_is_escaped_and_isolated(cast, language):
    cast.team.rename("<b>&", 1, actor(cast.amina))
    change = Change.objects.of(cast.team.pk).newest_first()[0]
    with override(language):
        assert "<bdi>&lt;b&gt;&amp;</bdi>" in sentence(change, "<i>")
        assert "<i>" not in sentence(change, "<i>")
