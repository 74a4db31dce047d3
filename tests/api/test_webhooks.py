"""Webhooks on the pages: added with a secret that is shown once, looked after, removed; by owners alone."""

import uuid

import pytest
from django.urls import reverse

from api.models import Attempt, Standing, Webhook
from api.models.webhook import MOST, make_secret
from api.webhooks import delivering
from api.webhooks.sending import Outcome
from api.webhooks.signing import unseal
from record.acting import Actor
from record.models import Change
from tests.api.calling import call
from tests.asking import get, post, post_twice, queries_of, read, type_password
from tests.cast import actor, add_note
from workspaces.models import Membership
from workspaces.roles import Role

SENT = {"address": "https://hooks.example.com/boom", "kinds": ["focus", "notes"]}


def add(cast, **sent):
    return post(cast.amina, "webhook_add", cast.team.pk, **{**SENT, "request": str(uuid.uuid4()), **sent})


@pytest.fixture(autouse=True)
def typed_again(cast):
    type_password(cast.amina)


@pytest.fixture
def webhook(cast) -> Webhook:
    return Webhook.objects.add_to(cast.team, SENT["address"], ["notes"], actor(cast.amina))[0]


@pytest.fixture
def sent(monkeypatch) -> list:
    """What would have been sent; it is taken."""
    found = []
    monkeypatch.setattr(delivering, "send", lambda *about: found.append(about) or Outcome("taken", 204, 12))
    return found


def test_secret_is_shown_once(cast):
    response = add(cast)
    webhook = Webhook.objects.get()
    secret = unseal(webhook.sealed)
    assert response["Cache-Control"] == "no-store" and secret in response.content.decode()
    assert webhook.kinds == ["notes", "focus"] and secret.startswith("whsec_")
    assert secret not in get(cast.amina, "webhook", cast.team.pk, webhook.pk).content.decode()
    assert Change.objects.of(cast.team.pk).latest("seq").verb == "webhook.add"


def test_an_owner_finds_them_in_the_settings(cast, webhook):
    way = f'href="{reverse("webhooks", args=[cast.team.pk])}"'
    assert way in read(get(cast.amina, "workspace_editor", cast.team.pk))
    assert way in read(get(cast.amina, "webhook", cast.team.pk, webhook.pk))
    assert way not in read(get(cast.amina, "workspace", cast.team.pk)), "few have software to be told"


def test_a_double_click_adds_one_and_shows_the_same_secret(cast):
    first, second = post_twice(cast.amina, "webhook_add", cast.team.pk, **SENT)
    secret = unseal(Webhook.objects.get().sealed)
    assert secret in first.content.decode() and secret in second.content.decode()


@pytest.mark.parametrize("wrong", [
    {"address": ""}, {"address": "http://example.com/"}, {"address": "https://127.0.0.1/"}, {"address": "https://x"},
    {"kinds": []}, {"kinds": ["secrets"]}, {"request": ""},
])  # fmt: skip
def test_bad_input_is_refused(cast, wrong):
    assert add(cast, **wrong).status_code == 422 and Webhook.objects.count() == 0


def test_everything_includes_all_else(cast):
    add(cast, kinds=["notes", "all"])
    assert Webhook.objects.get().kinds == ["all"]


def test_there_is_an_end_to_them(cast):
    for _ in range(MOST):
        webhook, _secret = Webhook.objects.add_to(cast.team, SENT["address"], ["notes"], actor(cast.amina))
    assert add(cast).status_code == 422
    Webhook.objects.add_to(cast.elsewhere, SENT["address"], ["notes"], actor(cast.sara))  # each for itself
    webhook.remove(actor(cast.amina))
    assert add(cast).status_code == 200, "one that was removed makes room"


@pytest.mark.parametrize("name, status", [("amina", 200), ("dariush", 403), ("sara", 404), ("omar", 404)])
def test_who_may(cast, webhook, name, status):
    assert get(cast.people[name], "webhook", cast.team.pk, webhook.pk).status_code == status
    assert get(cast.people[name], "webhooks", cast.team.pk).status_code == status


def test_whoever_is_no_owner_under_the_lock_adds_and_removes_none(cast, webhook, monkeypatch):
    """The page was let in as an owner's; when the lock is had, the role is another."""
    type_password(cast.dariush)
    monkeypatch.setattr("workspaces.models.Membership.may", lambda membership, role: True)
    sent = {**SENT, "request": str(uuid.uuid4())}
    assert post(cast.dariush, "webhook_add", cast.team.pk, **sent).status_code == 403
    assert post(cast.dariush, "webhook_remove", cast.team.pk, webhook.pk).status_code == 403
    assert Webhook.objects.present().get() == webhook


def test_secrets_of_the_same_request_are_everybodys_own():
    key = uuid.UUID(int=1)
    assert len({make_secret(team, Actor(person, key)) for team in (1, 2) for person in (1, 2)}) == 4


def test_trial_and_sending_again(cast, webhook, sent, monkeypatch):
    note = add_note(cast.canvas, cast.dariush, "channels", "یک")
    seq = Change.objects.of(cast.team.pk).latest("seq").seq
    assert post(cast.amina, "webhook_ping", cast.team.pk, webhook.pk).status_code == 302
    post(cast.amina, "webhook_resend", cast.team.pk, webhook.pk, seq)
    assert len(sent) == 1, "it was never told of this, so it is not told again"
    Attempt.objects.note(webhook, seq, "note.add", Outcome("refused", 500))
    before = Standing.objects.get(pk=webhook.pk).seq
    post(cast.amina, "webhook_resend", cast.team.pk, webhook.pk, seq)
    assert note.text.encode() in sent[1][2] and sent[1][1]["webhook-id"] == f"{cast.team.pk}-{seq}"
    assert Standing.objects.get(pk=webhook.pk).seq == before
    page = get(cast.amina, "webhook", cast.team.pk, webhook.pk).content.decode()
    assert page.count("note.add") == 2
    monkeypatch.setattr("api.views.webhooks.SHOWN", 1)
    assert "note.add" in get(cast.amina, "webhook", cast.team.pk, webhook.pk).content.decode(), "the newest first"


def test_why_it_was_not_taken_is_said(cast, webhook, monkeypatch):
    monkeypatch.setattr(delivering, "send", lambda *about: Outcome("late"))
    answer = post(cast.amina, "webhook_ping", cast.team.pk, webhook.pk)
    assert "لم تُستلم: لا رد في الوقت المحدد" in cast.amina.client.get(answer.url).content.decode()


def test_by_hand_not_too_often(cast, webhook, sent, monkeypatch):
    monkeypatch.setattr("api.views.webhooks.MOST_SENT", 1)
    for _ in range(3):
        post(cast.amina, "webhook_ping", cast.team.pk, webhook.pk)
    assert len(sent) == 1


def test_owner_is_told_that_deliveries_rest_and_wakes_them(cast, webhook):
    Standing.objects.get(pk=webhook.pk).stumble(webhook.added_at, [], at_once=True)
    assert 'role="alert"' in get(cast.amina, "webhook", cast.team.pk, webhook.pk).content.decode()
    assert 'class="chip warn"' in get(cast.amina, "webhooks", cast.team.pk).content.decode()
    post(cast.amina, "webhook_wake", cast.team.pk, webhook.pk)
    woken = Standing.objects.get(pk=webhook.pk)
    assert (woken.paused_at, woken.failures) == (None, 0)
    assert 'role="alert"' not in get(cast.amina, "webhook", cast.team.pk, webhook.pk).content.decode()


def test_team_reads_where_it_is_and_not_what_may_let_one_in(cast):
    webhook, _secret = Webhook.objects.add_to(
        cast.team, "https://hooks.example.com:8443/let-me-in?key=open-sesame", ["notes"], actor(cast.amina)
    )
    webhook.remove(actor(cast.amina))
    activity = get(cast.layla, "activity", cast.team.pk).content.decode()
    lines = call(cast.layla, "GET", f"workspaces/{cast.team.pk}/changes?limit=500").data["data"][-2:]
    assert activity.count("https://hooks.example.com:8443") == 2
    assert [line[side]["address"] for line, side in zip(lines, ("after", "before"), strict=True)] == (
        ["https://hooks.example.com:8443"] * 2
    )
    assert "let-me-in" not in activity + str(lines) and "sesame" not in activity + str(lines)


def test_other_owners_see_that_it_stopped_with_its_maker(cast, webhook, sent):
    assert 'class="chip ok"' in get(cast.amina, "webhooks", cast.team.pk).content.decode()
    Membership.objects.get(workspace=cast.team, user=cast.dariush).appoint(Role.OWNER, actor(cast.amina))
    Membership.objects.get(workspace=cast.team, user=cast.amina).remove(actor(cast.amina))
    Standing.objects.get(pk=webhook.pk).stumble(webhook.added_at, [], at_once=True)
    Attempt.objects.note(webhook, 1, "note.add", Outcome("refused", 500))
    assert 'class="chip warn"' in get(cast.dariush, "webhooks", cast.team.pk).content.decode()
    page = get(cast.dariush, "webhook", cast.team.pk, webhook.pk).content.decode()
    assert page.count('role="alert"') == 1 and "أمينة" in page
    assert not any(f"/{act}/" in page for act in ("wake", "ping", "resend"))
    for act, *seq in (("webhook_ping",), ("webhook_resend", 1)):
        assert post(cast.dariush, act, cast.team.pk, webhook.pk, *seq).status_code == 302
    assert sent == []
    assert post(cast.dariush, "webhook_remove", cast.team.pk, webhook.pk).status_code == 302


def test_removing(cast, webhook):
    assert webhook.address in get(cast.amina, "webhooks", cast.team.pk).content.decode()
    for _ in range(2):  # what is asked for twice is answered like the first time
        assert post(cast.amina, "webhook_remove", cast.team.pk, webhook.pk).status_code == 302
    assert get(cast.amina, "webhook", cast.team.pk, webhook.pk).status_code == 404
    assert webhook.address not in get(cast.amina, "webhooks", cast.team.pk).content.decode()
    assert Change.objects.of(cast.team.pk).filter(verb="webhook.remove").count() == 1


def test_pages_cost_the_same_however_many_there_are(cast, webhook):
    few = queries_of(cast.amina, "webhooks", cast.team.pk), queries_of(cast.amina, "webhook", cast.team.pk, webhook.pk)
    for seq in range(3):
        Webhook.objects.add_to(cast.team, SENT["address"], ["notes"], actor(cast.amina))
        Attempt.objects.note(webhook, seq + 1, "note.add", Outcome("taken", 204, 12))
    many = queries_of(cast.amina, "webhooks", cast.team.pk), queries_of(cast.amina, "webhook", cast.team.pk, webhook.pk)
    assert many == few
