"""Founding a workspace: anybody who is signed in may."""

import pytest
from django.urls import reverse

from record.models import Change
from tests.asking import get, post, post_twice
from workspaces.models import Workspace
from workspaces.roles import Role


def test_founder_owns_it(cast):
    answer = post(cast.omar, "workspace_create", name="  می‌سازیم   Makers ")
    workspace = Workspace.objects.get(name="می‌سازیم Makers")
    assert answer.status_code == 302 and answer.url == reverse("workspace", args=[workspace.pk])
    assert [(m.user, m.role) for m in workspace.members.all()] == [(cast.omar, Role.OWNER)]
    assert {change.verb for change in Change.objects.of(workspace.pk)} == {"workspace.create"}


@pytest.mark.parametrize("next_, leads", [("/learn/", "/learn/"), ("https://elsewhere.example/", "/w/"), ("", "/w/")])
def test_it_leads_back_to_the_page_that_needed_one_and_never_elsewhere(cast, next_, leads):
    assert post(cast.omar, "workspace_create", name="Onward", next=next_).url.startswith(leads)
    assert b'"https://elsewhere' not in get(cast.omar, "workspace_new", data={"next": next_}).content
    assert b'"https://elsewhere' not in post(cast.omar, "workspace_create", name="", next=next_).content


def test_form_is_there(cast):
    page = get(cast.omar, "workspace_new")
    assert page.status_code == 200 and page.content.count(b'name="request"') == 1


def test_visitor_signs_in_first(client, db):
    assert client.post(reverse("workspace_create"), {"name": "X"}).status_code == 302
    assert not Workspace.objects.exists()


def test_asking_is_not_founding(cast):
    assert get(cast.omar, "workspace_create").status_code == 405


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u202e", "x" * 81])
def test_bad_name_is_told(cast, name):
    before = Workspace.objects.count()
    page = post(cast.omar, "workspace_create", name=name)
    assert page.status_code == 422 and b"errorlist" in page.content
    assert Workspace.objects.count() == before


def test_double_click_founds_one(cast):
    first, second = post_twice(cast.omar, "workspace_create", name="Once")
    assert first.url == second.url and Workspace.objects.filter(name="Once").count() == 1


def test_name_that_was_used_for_another_is_refused(cast):
    key = "6c1d9f5e-8a54-4b0e-9f0f-2f4b7f8f0c11"
    post(cast.omar, "workspace_create", name="One", request=key)
    page = post(cast.omar, "workspace_create", name="Two", request=key)
    assert page.status_code == 422 and not Workspace.objects.filter(name="Two").exists()


@pytest.mark.parametrize(
    ("chosen", "device", "clock"),
    [
        ("", "Asia/Riyadh", "Asia/Riyadh"),
        ("", "Asia/Calcutta", "Asia/Kolkata"),
        ("Africa/Cairo", "Asia/Riyadh", "Africa/Cairo"),
        ("", "", "UTC"),
        ("", "Nowhere/Else", "UTC"),
    ],
)
def test_it_begins_with_the_founders_clock_else_the_browsers(cast, chosen, device, clock):
    cast.omar.time_zone = chosen
    cast.omar.save(update_fields=["time_zone"])
    post(cast.omar, "workspace_create", name="ساعت", time_zone=device)
    assert Workspace.objects.get(name="ساعت").time_zone == clock
