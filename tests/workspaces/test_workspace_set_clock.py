"""A team has one clock: its day is the same for everybody, wherever they read."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from record.models import Change
from tests.asking import get, post
from tests.cast import actor
from workspaces.models import Workspace

LATE = datetime(2026, 11, 27, 21, 0, tzinfo=UTC)  # half past midnight in Tehran


@pytest.fixture
def late(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: LATE)


def test_a_new_workspace_takes_its_founders_clock(cast):
    theirs = Workspace.objects.create_for(cast.dariush, "تیم", actor(cast.dariush))
    assert (theirs.time_zone, cast.team.time_zone) == ("Asia/Tehran", "UTC")


def test_a_day_is_the_same_for_everybody(cast, late):
    days = [get(who, "focus_new", cast.team.pk, cast.canvas.pk) for who in (cast.amina, cast.dariush)]
    assert [page.context["form"].initial["from_on"] for page in days] == [date(2026, 11, 27)] * 2


def test_an_owner_sets_it_on_record(cast, late):
    answer = post(cast.amina, "workspace_set_clock", cast.team.pk, time_zone="Asia/Tehran")
    assert answer.status_code == 302
    cast.team.refresh_from_db()
    assert cast.team.today() == date(2026, 11, 28)
    change = Change.objects.of(cast.team.pk).newest_first()[0]
    assert (change.verb, change.actor_id) == ("workspace.set_clock", cast.amina.pk)


def test_setting_it_to_what_it_is_changes_nothing(cast):
    lines = Change.objects.of(cast.team.pk).count()
    answer = post(cast.amina, "workspace_set_clock", cast.team.pk, time_zone=cast.team.time_zone)
    assert answer.url == reverse("workspace", args=[cast.team.pk])
    assert Change.objects.of(cast.team.pk).count() == lines


def test_its_page_offers_the_one_that_is_set(cast):
    page = get(cast.amina, "workspace_editor", cast.team.pk).content.decode()
    assert '<option value="UTC" selected>' in page


def test_another_name_of_a_zone_is_that_zone(cast):
    assert post(cast.amina, "workspace_set_clock", cast.team.pk, time_zone="Asia/Calcutta").status_code == 302
    cast.team.refresh_from_db()
    assert cast.team.time_zone == "Asia/Kolkata"
    assert b'<option value="Asia/Kolkata" selected>' in get(cast.amina, "workspace_editor", cast.team.pk).content


def test_no_such_zone_is_told(cast):
    page = post(cast.amina, "workspace_set_clock", cast.team.pk, time_zone="Asia/Nowhere")
    assert page.status_code == 422 and b"errorlist" in page.content
    cast.team.refresh_from_db()
    assert cast.team.time_zone == "UTC"


def test_editor_may_not(cast):
    assert post(cast.dariush, "workspace_set_clock", cast.team.pk, time_zone="Asia/Tehran").status_code == 403
