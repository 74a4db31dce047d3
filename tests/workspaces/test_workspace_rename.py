"""Renaming a workspace: an owner's business."""

from django.urls import reverse

from record.models import Change
from tests.asking import get, post, post_twice


def test_owner_renames(cast):
    answer = post(cast.amina, "workspace_rename", cast.team.pk, name="نام نو", version=1)
    cast.team.refresh_from_db()
    assert answer.url == reverse("workspace", args=[cast.team.pk])
    assert (cast.team.name, cast.team.version) == ("نام نو", 2)
    change = Change.objects.of(cast.team.pk).newest_first()[0]
    assert (change.verb, change.actor_id) == ("workspace.rename", cast.amina.pk)


def test_editor_page_has_the_name(cast):
    page = get(cast.amina, "workspace_editor", cast.team.pk)
    assert page.status_code == 200 and page.context["form"].initial["name"] == cast.team.name


def test_meanwhile_renamed_shows_both_and_keeps_the_draft(cast):
    post(cast.amina, "workspace_rename", cast.team.pk, name="Theirs", version=1)
    page = post(cast.amina, "workspace_rename", cast.team.pk, name="Mine", version=1)
    assert page.status_code == 409
    assert "Theirs" in page.content.decode() and 'value="Mine"' in page.content.decode()
    assert page.context["form"].initial["version"] == 2
    again = post(cast.amina, "workspace_rename", cast.team.pk, name="Mine", version=2)
    cast.team.refresh_from_db()
    assert again.status_code == 302 and cast.team.name == "Mine"


def test_outsider_does_not_find_it(cast):
    assert post(cast.sara, "workspace_rename", cast.team.pk, name="X", version=1).status_code == 404


def test_editor_may_not(cast):
    assert post(cast.dariush, "workspace_rename", cast.team.pk, name="X", version=1).status_code == 403
    assert get(cast.dariush, "workspace_editor", cast.team.pk).status_code == 403


def test_asking_is_not_renaming(cast):
    assert get(cast.amina, "workspace_rename", cast.team.pk).status_code == 405


def test_bad_name_is_told(cast):
    page = post(cast.amina, "workspace_rename", cast.team.pk, name="\u202e", version=1)
    assert page.status_code == 422 and b"errorlist" in page.content


def test_double_click_renames_once(cast):
    first, second = post_twice(cast.amina, "workspace_rename", cast.team.pk, name="Once", version=1)
    cast.team.refresh_from_db()
    assert first.url == second.url and cast.team.version == 2
