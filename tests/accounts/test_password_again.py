"""Whoever makes a lasting key types the password again: a screen that was left unlocked gives none away."""

import uuid
from time import time

import pytest
from django.urls import reverse

from api.models import Token, Webhook
from tests.asking import get, post, type_password
from tests.cast import PASSWORD

AGAIN = reverse("account_reauthenticate")
SENT = {"name": "شبانه", "scopes": ["read", "write"], "days": 90}


def keys(cast) -> dict[str, tuple]:
    """What makes a key, by the page that offers it: the page and the act with what it is sent."""
    webhook = {"address": "https://hooks.example.com/boom", "kinds": ["notes", "focus"], "request": str(uuid.uuid4())}
    return {
        "token": (reverse("token_new"), reverse("token_create"), SENT, Token),
        "webhook": (
            reverse("webhook_new", args=[cast.team.pk]), reverse("webhook_add", args=[cast.team.pk]), webhook, Webhook,
        ),
    }  # fmt: skip


@pytest.mark.parametrize("key", ["token", "webhook"])
def test_password_is_asked_before_anything_is_typed(cast, key):
    page, *_ = keys(cast)[key]
    asked = cast.amina.client.get(page)
    assert asked.status_code == 302 and asked.url.startswith(AGAIN)
    assert cast.amina.client.post(asked.url, {"password": PASSWORD, "next": page}).url == page
    assert cast.amina.client.get(page).status_code == 200


@pytest.mark.parametrize("key", ["token", "webhook"])
def test_what_was_typed_is_carried_out_after_the_password(cast, key):
    _page, act, sent, model = keys(cast)[key]
    asked = cast.amina.client.post(act, sent)
    assert asked.url.startswith(AGAIN) and not model.objects.exists()
    wrong = cast.amina.client.post(asked.url, {"password": "not hers", "next": act})
    assert wrong.context["form"].errors["password"] and not model.objects.exists()
    made = cast.amina.client.post(asked.url, {"password": PASSWORD, "next": act})
    assert made.status_code == 200 and made["Cache-Control"] == "no-store"
    column = "scopes" if key == "token" else "kinds"
    assert getattr(model.objects.get(), column) == sent[column]


def test_what_was_typed_wrong_comes_back_after_the_password(cast):
    act = reverse("token_create")
    asked = cast.amina.client.post(act, {**SENT, "scopes": []})
    answer = cast.amina.client.post(asked.url, {"password": PASSWORD, "next": act})
    assert answer.status_code == 422 and SENT["name"] in answer.content.decode()


def test_after_a_few_minutes_it_is_asked_again(cast, monkeypatch):
    type_password(cast.dariush)
    assert post(cast.dariush, "token_create", **SENT).status_code == 200
    later = time() + 301
    monkeypatch.setattr("allauth.account.internal.flows.reauthentication.time.time", lambda: later)
    assert post(cast.dariush, "token_create", **SENT).status_code == 302
    assert Token.objects.count() == 1


def test_another_browser_of_the_same_person_is_asked(cast, client):
    type_password(cast.dariush)
    client.force_login(cast.dariush)
    assert client.post(reverse("token_create"), SENT).url.startswith(AGAIN)


def test_revoking_takes_no_password(cast):
    type_password(cast.dariush)
    post(cast.dariush, "token_create", **SENT)
    cast.dariush.client.logout()
    cast.dariush.client.force_login(cast.dariush)
    assert post(cast.dariush, "token_revoke", Token.objects.get().pk).status_code == 302
    assert get(cast.dariush, "tokens").status_code == 200 and Token.objects.get().revoked_at


def test_guessing_comes_to_an_end(cast):
    answers = [cast.dariush.client.post(AGAIN, {"password": f"guess {n}"}).status_code for n in range(12)]
    assert 429 in answers
