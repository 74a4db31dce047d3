"""Signing up: name, e-mail, password; a code by mail; and on to where one was going."""

from smtplib import SMTPException
from unittest.mock import Mock

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import PASSWORD, code_in

FORM = {"name": "  سارا \u202eاحمدی ", "email": "Sara@Example.com", "password1": PASSWORD}
CODE_PAGE = "/accounts/confirm-email/"


def sign_up(client, address: str = "/accounts/signup/", **changed):
    return client.post(address, {**FORM, **changed})


def test_sign_up_then_code_then_in(visitor, db):
    response = sign_up(visitor)
    assert response.url == CODE_PAGE
    assert visitor.get("/profile/").status_code == 302
    response = visitor.post(CODE_PAGE, {"code": code_in(mail.outbox[0])})
    assert response.url == "/"
    assert visitor.get("/profile/").status_code == 200
    assert EmailAddress.objects.get(email="sara@example.com").verified


def test_the_code_stands_apart_in_its_mail(visitor, db):
    sign_up(visitor)
    assert f"\n    {code_in(mail.outbox[0])}\n" in mail.outbox[0].body


def test_name_is_cleaned_and_language_kept(visitor, db):
    visitor.defaults["HTTP_ACCEPT_LANGUAGE"] = "ar"
    sign_up(visitor)
    person = User.objects.get(email="sara@example.com")
    assert (person.name, person.language) == ("سارا احمدی", "ar")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Asia/Riyadh", "Asia/Riyadh"), ("Asia/Calcutta", "Asia/Kolkata"), ("", ""), ("Mars/Olympus", ""),
        ("../../etc/passwd", ""), ("x" * 9999, ""),
    ],
)  # fmt: skip
def test_reads_by_the_browsers_clock_where_that_is_told(visitor, db, sent, kept):
    assert sign_up(visitor, time_zone=sent).url == CODE_PAGE
    assert User.objects.get(email="sara@example.com").time_zone == kept


def test_goes_on_to_where_one_was_invited(visitor, db):
    sign_up(visitor, "/accounts/signup/?next=/profile/", next="/profile/")
    assert visitor.post(CODE_PAGE, {"code": code_in(mail.outbox[0])}).url == "/profile/"


@pytest.mark.parametrize("digits", ["۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"])
def test_code_in_any_digits(visitor, db, digits):
    sign_up(visitor)
    code = code_in(mail.outbox[0]).translate(str.maketrans("0123456789", digits))
    assert visitor.post(CODE_PAGE, {"code": code}).url == "/"


def test_wrong_code_thrice_ends_it(visitor, db):
    sign_up(visitor)
    answers = [visitor.post(CODE_PAGE, {"code": "0000-0000"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert "This code is wrong" in answers[0].content.decode()
    assert visitor.post(CODE_PAGE, {"code": code_in(mail.outbox[0])}).url == "/accounts/login/"
    assert visitor.get("/profile/").status_code == 302


def test_another_code_replaces_the_first(visitor, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": None}
    sign_up(visitor)
    visitor.post(CODE_PAGE, {"action": "resend"})
    first, second = map(code_in, mail.outbox)
    assert visitor.post(CODE_PAGE, {"code": first}).status_code == 200
    assert visitor.post(CODE_PAGE, {"code": second}).url == "/"


def test_a_taken_address_looks_the_same_and_is_told_by_mail(visitor, person):
    response = sign_up(visitor, email=person.email)
    assert response.url == CODE_PAGE
    page = visitor.get(CODE_PAGE).content.decode()
    assert person.email in page
    assert User.objects.filter(email=person.email).count() == 1
    assert mail.outbox[0].to == [person.email]
    assert "/accounts/password/reset/" in mail.outbox[0].body
    assert visitor.post(CODE_PAGE, {"code": "1234-5678"}).status_code == 200


@pytest.mark.parametrize("at_once", [True, False])
def test_pressed_twice_it_signs_up_once_and_either_answer_leads_to_the_code(visitor, db, monkeypatch, at_once):
    sign_up(visitor)
    if at_once:  # the first is not there yet when the second looks for it
        monkeypatch.setattr("accounts.forms.SignUpForm.validate_unique_email", lambda form, email: email)
    second = Client()
    assert sign_up(second).url == CODE_PAGE
    assert User.objects.count() == len(mail.outbox) == 1
    assert second.post(CODE_PAGE, {"code": code_in(mail.outbox[0])}).url == "/"
    assert second.get("/profile/").status_code == 200


def test_signing_in_right_after_signing_up_awaits_the_same_code(visitor, db):
    sign_up(visitor)
    elsewhere = Client()
    response = elsewhere.post("/accounts/login/", {"login": FORM["email"], "password": PASSWORD}, follow=True)
    assert response.redirect_chain == [(CODE_PAGE, 302)]
    assert "sara@example.com" in response.content.decode()
    assert len(mail.outbox) == 1
    assert elsewhere.post(CODE_PAGE, {"code": code_in(mail.outbox[0])}).url == "/"


def test_few_windows_await_one_code(visitor, db):
    """Each may guess a few times."""
    sign_up(visitor)
    for sent in (1, 1, 1, 2):
        assert sign_up(Client()).url == CODE_PAGE
        assert len(mail.outbox) == sent


def test_another_password_does_not_make_one_the_person_who_signed_up(visitor, db):
    sign_up(visitor)
    stranger = Client(headers={"Accept-Language": "en"})
    assert sign_up(stranger, password1="a minaret under the moon").url == CODE_PAGE
    assert "You have an account already" in mail.outbox[1].subject
    assert stranger.post(CODE_PAGE, {"code": code_in(mail.outbox[0])}).status_code == 200
    assert stranger.get("/profile/").status_code == 302


def test_a_code_that_could_not_be_sent_is_sent_when_it_is_tried_again(visitor, db, monkeypatch, caplog):
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.EmailMultiAlternatives.send", Mock(side_effect=SMTPException("full")))
        assert sign_up(visitor).status_code == 503
    assert [line.getMessage().partition("signup: ")[2] for line in caplog.records if line.name == "accounts.mails"] == [
        "SMTPException('full')"
    ]
    assert sign_up(visitor).url == CODE_PAGE
    assert visitor.post(CODE_PAGE, {"code": code_in(mail.outbox[0])}).url == "/"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "\u200f \u200c", "at least one letter"),
        ("name", "", "required"),
        ("name", "ن" * 81, "80"),
        ("email", "nobody", "valid email"),
        ("email", "a" * 250 + "@example.com", "too long"),
        ("email", "", "required"),
        ("password1", "12345678", "common"),
        ("password1", "k7", "at least 8"),
        ("password1", "sara@example.com", "similar"),
        ("password1", "", "required"),
    ],
)
def test_what_cannot_be_is_said_and_the_rest_kept(visitor, db, field, value, said):
    response = sign_up(visitor, **{field: value})
    assert response.status_code == 200
    assert said in " ".join(response.context["form"].errors[field])
    assert not User.objects.exists()
    kept = response.context["form"]["name" if field == "email" else "email"].value()
    assert kept == FORM["name" if field == "email" else "email"]


@pytest.mark.parametrize(
    "path", ["social/login/", "3rdparty/signup/", "signup/passkey/", "login/code/", "2fa/webauthn/"]
)
def test_no_other_way_in(visitor, db, path):
    assert visitor.get(f"/accounts/{path}").status_code == 404


def test_json_is_not_spoken(visitor, db):
    response = visitor.post("/accounts/signup/", {"email": "x"}, headers={"Accept": "application/json"})
    assert response["Content-Type"].startswith("text/html")


def test_too_many_sign_ups_from_one_place(visitor, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "2/m/ip"}
    answers = [sign_up(visitor, email="") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "wait a few minutes" in answers[-1].content.decode()
