"""Signing in by e-mail, signing out, and what ends a session."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests.accounts.conftest import PASSWORD, make_person, sign_in

WRONG = "The e-mail address or the password is wrong."


def attempt(client, login: str, password: str = PASSWORD, **more):
    return client.post("/accounts/login/", {"login": login, "password": password, **more})


def test_in_whatever_the_capitals(visitor, person):
    assert attempt(visitor, "Dariush@Example.COM").url == "/"
    assert visitor.get("/profile/").status_code == 200


def test_out_only_by_post(person):
    client = sign_in(person)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/profile/").status_code == 200
    out = client.post("/accounts/logout/", follow=True)
    assert out.redirect_chain[0][0] == "/" and "از حسابتان خارج شدید" in out.content.decode(), "in our words"
    assert client.get("/profile/").status_code == 302


def test_whoever_was_signed_out_meanwhile_loses_nothing_that_is_typed(visitor, db):
    """An edit stays on its page and is told why; a page is asked for again, an edit by a plain form is not, but its
    texts are handed back. Passwords never are."""
    by_script = Client(headers={"HX-Request": "true"})
    assert by_script.post("/profile/", {"name": "x"}).status_code == 401
    asked = by_script.get("/profile/")
    assert (asked.status_code, asked["HX-Redirect"]) == (204, "/accounts/login/")
    assert visitor.post("/profile/", {"name": "x"}).url == "/accounts/login/?next=/"
    answer = visitor.post("/profile/", {"name": "Amina of Basra", "password": "not to be seen"})
    assert answer.status_code == 401 and ">\nAmina of Basra</textarea>" in answer.content.decode()
    assert "not to be seen" not in answer.content.decode()


def test_wrong_password_and_unknown_address_are_told_alike(visitor, person):
    for login, password in ((person.email, "wrong"), ("nobody@example.com", PASSWORD)):
        response = attempt(visitor, login, password)
        assert response.context["form"].non_field_errors() == [WRONG]


def test_goes_on_to_the_page_asked_for(visitor, person):
    assert visitor.get("/profile/").url == "/accounts/login/?next=/profile/"
    assert attempt(visitor, person.email, next="/profile/").url == "/profile/"


@pytest.mark.parametrize("next", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_is_never_led_elsewhere(visitor, person, next):
    assert attempt(visitor, person.email, next=next).url == "/"


def test_unproved_address_gets_a_code_first(visitor, person):
    person.emailaddress_set.update(verified=False)
    assert attempt(visitor, person.email).url == "/accounts/confirm-email/"
    assert mail.outbox[0].to == [person.email]
    assert visitor.get("/profile/").status_code == 302


def test_guessing_is_stopped_everywhere_at_once(visitor, person, settings):
    """The count is kept in the database: another process, here another browser, sees it too."""
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    for _ in range(5):
        attempt(visitor, person.email, "wrong")
    response = attempt(Client(headers={"Accept-Language": "en"}), person.email)
    assert "Too many attempts" in response.context["form"].non_field_errors()[0]
    cache.clear()
    assert attempt(visitor, person.email).url == "/"


def test_cache_is_of_the_database(db):
    cache.set("counted", 3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_cache")
        assert cursor.fetchone()[0] == 1


def test_a_closed_account_is_told_so(visitor, person):
    person.is_active = False
    person.save()
    assert attempt(visitor, person.email).url == "/accounts/inactive/"
    assert "closed" in visitor.get("/accounts/inactive/").content.decode()


def test_closing_an_account_ends_its_sessions(person):
    client = sign_in(person)
    person.is_active = False
    person.save()
    assert client.get("/profile/").status_code == 302


def test_a_session_of_one_is_not_of_another(person):
    other = make_person("kian@example.com")
    client = sign_in(person)
    assert attempt(client, other.email).url == "/"
    assert client.get("/profile/").context["user"] == person
