"""The first page: what Boom is for, or one's own workspaces."""

import pytest
from django.test import Client
from django.urls import reverse

from canvas.models import Canvas
from canvas.shelf import LATEST
from tests.asking import get, queries_of
from tests.cast import actor, add_note
from workspaces.models import Invitation, Workspace
from workspaces.roles import Role


def teams(person):
    return get(person, "home").context["teams"]


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_visitor_reads_what_it_is_for(db, language):
    page = Client(headers={"Accept-Language": language}).get("/").content.decode()
    assert f'lang="{language}"' in page
    assert reverse("account_signup") in page and reverse("account_login") in page


def test_visitor_costs_no_query(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert client.get("/").status_code == 200


def test_member_finds_own_workspaces_and_nobody_elses(cast):
    page = get(cast.layla, "home")
    assert [team.membership.workspace for team in page.context["teams"]] == [cast.team]
    assert cast.canvas.name in page.content.decode() and "Elsewhere" not in page.content.decode()


def test_where_something_happened_last_comes_first(cast):
    mine = Workspace.objects.create_for(cast.dariush, "Mine", actor(cast.dariush))
    assert [team.membership.workspace for team in teams(cast.dariush)] == [mine, cast.team]
    add_note(cast.canvas, cast.dariush, "channels", "new")
    assert [team.membership.workspace for team in teams(cast.dariush)] == [cast.team, mine]


def test_latest_canvases_only(cast):
    made = [Canvas.objects.create_in(cast.team, f"C{n}", actor(cast.amina)) for n in range(LATEST + 1)]
    made[-1].archive(actor(cast.amina))
    [team] = teams(cast.amina)
    assert team.canvases == [*reversed(made[:-1])][:LATEST]


def test_who_has_none_is_led_on(cast):
    page = get(cast.omar, "home").content.decode()
    assert reverse("workspace_new") in page and 'class="blank"' in page
    assert f'<a href="{reverse("programs")}">Run a program</a>' in page


def test_who_was_removed_finds_it_no_more(cast):
    cast.team.members.get(user=cast.layla).remove(actor(cast.amina))
    assert teams(cast.layla) == []


def test_opened_invitation_waits_until_it_is_spent(cast):
    invitation, token = Invitation.objects.invite(cast.team, Role.VIEWER, 1, actor(cast.amina))
    cast.omar.client.get(reverse("invitation_open", args=[token]))
    assert reverse("invitation") in get(cast.omar, "home").content.decode()
    invitation.revoke(actor(cast.amina))
    assert get(cast.omar, "home").context["waiting"] is None
    assert "invitation" not in cast.omar.client.session


def test_queries_do_not_grow(cast):
    before = queries_of(cast.amina, "home")
    for n in range(3):
        workspace = Workspace.objects.create_for(cast.amina, f"W{n}", actor(cast.amina))
        canvas = Canvas.objects.create_in(workspace, "C", actor(cast.amina))
        add_note(canvas, cast.amina, "channels", "x")
    assert queries_of(cast.amina, "home") == before == 7, "one of them for what else there is: programs"
