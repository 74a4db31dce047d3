"""The page of a workspace's members: for all of them; invitations and addresses are for owners."""

import pytest
from django.urls import reverse

from tests.asking import get, queries_of
from tests.cast import actor, make_person
from workspaces.acting import acting
from workspaces.models import Invitation, Membership
from workspaces.roles import Role


@pytest.mark.parametrize("name", ["amina", "dariush", "kian", "layla"])
def test_members_see_who_is_in(cast, name):
    page = get(cast.people[name], "members", cast.team.pk)
    listed = [member.user for member in page.context["people"]]
    assert page.status_code == 200 and listed == [cast.amina, cast.dariush, cast.kian, cast.layla]


def test_only_owners_see_addresses_invitations_and_controls(cast):
    Invitation.objects.invite(cast.team, Role.VIEWER, 7, actor(cast.amina), "new@example.com")
    owners, viewers = (get(person, "members", cast.team.pk).content.decode() for person in (cast.amina, cast.layla))
    for owners_only in ("dariush@example.com", "new@example.com", "/appoint/", "/remove/", "/invitations/new/"):
        assert owners_only in owners and owners_only not in viewers
    assert "/leave/" in owners and "/leave/" in viewers


def test_outsider_does_not_find_it(cast):
    assert get(cast.sara, "members", cast.team.pk).status_code == 404


def test_who_is_out_is_not_listed_and_not_let_in(cast):
    cast.team.members.get(user=cast.layla).remove(actor(cast.amina))
    assert cast.layla not in [member.user for member in get(cast.amina, "members", cast.team.pk).context["people"]]
    assert get(cast.layla, "members", cast.team.pk).status_code == 404


def test_among_many_one_is_found_by_name_and_by_owners_also_by_address(cast):
    def found(person, query: str) -> tuple:
        page = person.client.get(reverse("members", args=[cast.team.pk]), {"q": query})
        invited = [row.email for row in page.context.get("invitations", ())]
        return [row.user.name for row in page.context["people"]], invited, 'id="find"' in page.content.decode()

    assert found(cast.layla, "") == (["أمينة", "داریوش Rad", "کیان", "ليلى"], [], False)
    crowd = [make_person(f"p{n}", f"P{n}", "en") for n in range(9)]
    with acting(actor(cast.amina), cast.team.pk, "invitation.accept"):
        for person in crowd:
            Membership.objects.create(workspace=cast.team, user=person, role=Role.VIEWER)
    for email in ("new@example.com", "rad@example.com"):
        Invitation.objects.invite(cast.team, Role.VIEWER, 7, actor(cast.amina), email)
    assert found(cast.layla, "كيان") == (["کیان"], [], True)
    assert found(cast.amina, "RAD") == (["داریوش Rad"], ["rad@example.com"], True)
    assert (found(cast.amina, "layla@"), found(cast.dariush, "layla@")) == ((["ليلى"], [], True), ([], [], True))


def test_queries_do_not_grow_with_members_or_invitations(cast):
    before = queries_of(cast.amina, "members", cast.team.pk)
    crowd = [make_person(f"p{n}", f"P{n}", "en") for n in range(5)]
    with acting(actor(cast.amina), cast.team.pk, "invitation.accept"):
        for person in crowd:
            Membership.objects.create(workspace=cast.team, user=person, role=Role.VIEWER)
    for person in crowd:
        Invitation.objects.invite(cast.team, Role.VIEWER, 7, actor(cast.amina), person.email)
    assert queries_of(cast.amina, "members", cast.team.pk) == before == 4


@pytest.mark.parametrize(("state", "fields"), [
    ("open", {}),
    ("used", {"used_at": "2026-01-01T00:00Z"}),
    ("revoked", {"revoked_at": "2026-01-01T00:00Z"}),
    ("expired", {"expires_at": "2026-01-01T00:00Z"}),
])  # fmt: skip
def test_invitations_say_what_became_of_them(cast, state, fields):
    invitation, _token = Invitation.objects.invite(cast.team, Role.VIEWER, 7, actor(cast.amina))
    with acting(actor(cast.amina), cast.team.pk, "invitation.revoke"):
        Invitation.objects.filter(pk=invitation.pk).update(used_by=cast.layla if state == "used" else None, **fields)
    page = get(cast.amina, "members", cast.team.pk)
    assert [row.state for row in page.context["invitations"]] == [state]
    assert ("/revoke/" in page.content.decode()) == (state == "open")
