"""A forgotten password: a mail with a link, which works once, for one day."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.accounts.conftest import PASSWORD, sign_in

ASK = "/accounts/password/reset/"
NEW = {"password1": "eleven quiet camels", "password2": "eleven quiet camels"}


def ask(client, email: str) -> str:
    """The path of the link that is mailed."""
    assert client.post(ASK, {"email": email}).url == "/accounts/password/reset/done/"
    return re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)[1]


def test_link_then_new_password_then_in(visitor, person):
    form = visitor.get(ask(visitor, person.email), follow=True)
    assert "set-password" in form.request["PATH_INFO"], "the key must not stay in the address"
    done = visitor.post(form.request["PATH_INFO"], NEW, follow=True)
    assert "Your password is changed" in done.content.decode()
    person.refresh_from_db()
    assert person.check_password(NEW["password1"])
    assert visitor.get("/profile/").status_code == 302, "a link alone signs nobody in"


def test_ends_every_session(visitor, person):
    elsewhere = sign_in(person)
    form = visitor.get(ask(visitor, person.email), follow=True)
    visitor.post(form.request["PATH_INFO"], NEW)
    assert elsewhere.get("/profile/").status_code == 302


def test_works_once(visitor, person):
    link = ask(visitor, person.email)
    form = visitor.get(link, follow=True)
    visitor.post(form.request["PATH_INFO"], NEW)
    again = Client(headers={"Accept-Language": "en"}).get(link)
    assert "This link no longer works" in again.content.decode()


def test_expires(visitor, person, monkeypatch):
    link = ask(visitor, person.email)
    later = (timezone.now() + timedelta(days=1, minutes=1)).replace(tzinfo=None)
    monkeypatch.setattr("django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda generator: later)
    assert "This link no longer works" in visitor.get(link).content.decode()


@pytest.mark.parametrize("key", ["1-abc", "zzzzzzzzzzzzzzzzzzz-abc", "1-abc-def", "0-set-password"])
def test_made_up_links_say_so(visitor, db, key):
    response = visitor.get(f"{ASK}key/{key}/")
    assert response.status_code == 200
    assert "This link no longer works" in response.content.decode()


def test_unknown_address_is_answered_alike_and_told_by_mail(visitor, db):
    assert visitor.post(ASK, {"email": "nobody@example.com"}).url == "/accounts/password/reset/done/"
    assert mail.outbox[0].to == ["nobody@example.com"]
    assert "/accounts/signup/" in mail.outbox[0].body


def test_a_closed_account_gets_no_link(visitor, person):
    person.is_active = False
    person.save()
    visitor.post(ASK, {"email": person.email})
    assert "password/reset/key" not in mail.outbox[0].body


def test_asking_too_often_for_one_address(visitor, person):
    statuses = [visitor.post(ASK, {"email": person.email}).status_code for _ in range(6)]
    assert statuses == [302] * 5 + [429]


def test_mail_server_away_says_so(visitor, person, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 9,
    )  # fmt: skip
    response = visitor.post(ASK, {"email": person.email})
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "could not be sent" in response.content.decode()


def test_mail_server_away_at_sign_up_loses_nobody(visitor, db, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 9,
    )  # fmt: skip
    form = {"name": "Sara", "email": "sara@example.com", "password1": PASSWORD}
    assert visitor.post("/accounts/signup/", form).status_code == 503
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": None}
    response = visitor.post("/accounts/login/", {"login": "sara@example.com", "password": PASSWORD})
    assert response.url == "/accounts/confirm-email/"
    assert mail.outbox[0].to == ["sara@example.com"]
