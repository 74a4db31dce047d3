"""A new e-mail address: asked for with the password, proved by a code, told to the old one."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from accounts import sent_codes
from tests.accounts.conftest import PASSWORD, code_in, make_person, sign_in

PAGE, CODE_PAGE = "/accounts/email/", "/accounts/confirm-email/"
ADD = {"action_add": "", "email": "Rad@example.com"}


@pytest.fixture
def client(person):
    """A browser in which the password was typed again a moment ago."""
    client = sign_in(person)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_code_then_the_new_address_signs_in(client, visitor, person):
    assert client.post(PAGE, ADD).url == CODE_PAGE
    assert mail.outbox[0].to == ["rad@example.com"]
    person.refresh_from_db()
    assert person.email == "dariush@example.com", "the old one holds until the code is typed"
    client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])})
    person.refresh_from_db()
    assert person.email == "rad@example.com"
    signs_in = {
        login: visitor.post("/accounts/login/", {"login": login, "password": PASSWORD}).status_code
        for login in ("dariush@example.com", "rad@example.com")
    }
    assert signs_in == {"dariush@example.com": 200, "rad@example.com": 302}


def test_a_code_under_way_is_awaited_by_its_person_and_for_its_address_alone():
    abouts = [EmailAddress(user_id=number, email=email) for number in (1, 2) for email in ("a@x.org", "b@x.org")]
    assert len({sent_codes._key(about) for about in abouts}) == 4


def test_the_old_address_is_told(client):
    client.post(PAGE, ADD)
    client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])})
    assert mail.outbox[1].to == ["dariush@example.com"]
    assert "rad@example.com" in mail.outbox[1].body


def test_the_old_address_is_not_sent_to_choose_a_password(client):
    """It can't: with it, no account is found any more."""
    client.post(PAGE, ADD)
    client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])})
    told = mail.outbox[1].body
    assert "password/reset" not in told and "کسی که بوم را برایتان مدیریت می‌کند" in told


def test_password_is_asked_again_and_the_edit_kept(person):
    client = sign_in(person)
    asked = client.post(PAGE, ADD)
    assert asked.url.startswith("/accounts/reauthenticate/?next=")
    assert mail.outbox == []
    assert client.post(asked.url, {"password": PASSWORD, "next": PAGE}).url == CODE_PAGE
    assert mail.outbox[0].to == ["rad@example.com"]


def test_an_address_of_somebody_else_is_not_given_away(client, visitor):
    other = make_person("rad@example.com")
    assert client.post(PAGE, ADD).url == CODE_PAGE
    response = client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])})
    assert response.context["form"].errors["code"]
    other.refresh_from_db()
    assert other.email == "rad@example.com"


@pytest.mark.parametrize("email", ["dariush@example.com", "nobody", "", "a" * 250 + "@example.com"])
def test_what_cannot_be_is_said(client, email):
    response = client.post(PAGE, ADD | {"email": email})
    assert response.status_code == 200
    assert response.context["form"].errors["email"]


def test_two_second_step_people_keep_theirs(client, person):
    """Removing the only address is refused: nobody could sign in with it any more."""
    client.post(PAGE, {"action_remove": "", "email": person.email})
    person.refresh_from_db()
    assert person.email == "dariush@example.com"
    assert person.emailaddress_set.filter(verified=True).count() == 1
