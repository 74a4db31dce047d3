"""People as the door sees them: with an address that they have proved, and a password."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User

PASSWORD = "a lantern over the bazaar"


def make_person(email: str, **fields) -> User:
    person = User.objects.create_user(email, PASSWORD, **{"name": "داریوش", "language": "fa", **fields})
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def sign_in(person: User, language: str = "en") -> Client:
    """A browser in which `person` signed in by typing the password."""
    client = Client(headers={"Accept-Language": language})
    assert client.post("/accounts/login/", {"login": person.email, "password": PASSWORD}).status_code == 302
    return client


def code_in(mail) -> str:
    return re.search(r"\d{4}-\d{4}", mail.body)[0]


@pytest.fixture
def person(db) -> User:
    return make_person("dariush@example.com")


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"Accept-Language": "en"})
