"""The language: a visitor's from the browser or the switch, a person's own; on every page, errors included."""

import pytest
from django.test import Client

from tests.accounts.conftest import PASSWORD

DIRECTIONS = {"fa": "rtl", "ar": "rtl", "en": "ltr"}


def reads(response) -> str:
    text = response.content.decode()
    return next(code for code, way in DIRECTIONS.items() if f'<html lang="{code}" dir="{way}">' in text)


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("fa-IR,fa;q=0.9,en;q=0.5", "fa"),
        ("ar-EG", "ar"),
        ("en-GB,fa;q=0.4", "en"),
        ("de,fr;q=0.7", "en"),
        ("de,ar;q=0.3", "ar"),
        ("", "en"),
        ("fa" * 500, "en"),
    ],
)
def test_of_a_visitor_comes_from_the_browser(db, asked, language):
    assert reads(Client(headers={"Accept-Language": asked}).get("/accounts/login/")) == language


@pytest.mark.parametrize("language", DIRECTIONS)
def test_switch_keeps_it_for_visitors(visitor, db, language):
    response = visitor.post("/language/", {"language": language, "next": "/accounts/login/"})
    assert response.url == "/accounts/login/"
    cookie = response.cookies["django_language"]
    assert (cookie["max-age"], cookie["samesite"], cookie["httponly"]) == (31_536_000, "Lax", True)
    assert reads(visitor.get(response.url)) == language


def test_switch_saves_it_for_people(person):
    here, elsewhere = Client(), Client(headers={"Accept-Language": "en"})
    here.force_login(person)
    elsewhere.force_login(person)
    here.post("/language/", {"language": "ar"})
    person.refresh_from_db()
    assert person.language == "ar"
    assert reads(elsewhere.get("/profile/")) == "ar"


def test_own_language_wins_over_cookie_and_browser(person, visitor):
    visitor.post("/language/", {"language": "en"})
    visitor.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert reads(visitor.get("/profile/")) == "fa"


@pytest.mark.parametrize(
    ("next", "leads_to"),
    [
        ("/profile/?a=1", "/profile/?a=1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_switch_leads_only_here(visitor, db, next, leads_to):
    assert visitor.post("/language/", {"language": "fa", "next": next}).url == leads_to


@pytest.mark.parametrize("language", ["", "de", "fa-IR", "../fa", "fa\0"])
def test_no_such_language(visitor, db, language):
    response = visitor.post("/language/", {"language": language})
    assert response.status_code == 400
    assert "django_language" not in response.cookies
    assert reads(response) == "en"


def test_is_not_switched_by_a_link(visitor, db):
    response = visitor.get("/language/?language=fa")
    assert response.status_code == 405
    assert "django_language" not in response.cookies


def test_needs_the_form_s_token(db):
    response = Client(enforce_csrf_checks=True, headers={"Accept-Language": "ar"}).post(
        "/language/", {"language": "fa"}
    )
    assert response.status_code == 403
    assert reads(response) == "ar"


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize(("path", "status"), [("/nothing/", 404), ("/profile/?a=%00", 400)])
def test_errors_are_in_it(db, language, path, status):
    response = Client(headers={"Accept-Language": language}).get(path)
    assert (response.status_code, reads(response)) == (status, language)


@pytest.mark.parametrize("language", DIRECTIONS)
def test_pages_of_a_person_are_in_it(person, language):
    person.revise(language=language)
    client = Client(headers={"Accept-Language": "de"})
    client.force_login(person)
    pages = (
        "/profile/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/logout/",
        "/nothing/",
    )
    for page in pages:
        response = client.get(page)
        assert reads(response) == language
        assert response["Content-Language"] == language
