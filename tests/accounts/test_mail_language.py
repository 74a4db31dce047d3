"""Mails: in the language of whoever gets them, running their way, with foreign words fenced off."""

import re

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client

from accounts.letters import LETTERS
from accounts.reading import Reading
from tests.accounts.conftest import make_person, sign_in

KNOWN = {name: f"{name}@example.com" for name in ("email", "from_email", "to_email", "deleted_email")}
KNOWN |= {"token": "گزارش شبانه"}
ADDRESSES = {
    name: f"https://boom.example/{name}/" for name in ("password_reset_url", "password_reset_page", "signup_url")
}


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
@pytest.mark.parametrize("asker", ["fa", "en"])
def test_in_the_language_of_the_reader_not_of_the_asker(db, language, asker):
    reader = make_person("reader@example.com", language=language)
    Client(headers={"Accept-Language": asker}).post("/accounts/password/reset/", {"email": reader.email})
    letter = mail.outbox[0]
    assert letter.extra_headers["Content-Language"] == language
    html, kind = letter.alternatives[0]
    assert kind == "text/html"
    direction = "ltr" if language == "en" else "rtl"
    assert html.count(f'lang="{language}" dir="{direction}"') == 2, "on the page and inside it: Gmail cuts the page off"


def test_to_strangers_in_the_language_of_the_asker(db):
    Client(headers={"Accept-Language": "ar"}).post("/accounts/password/reset/", {"email": "who@example.com"})
    assert mail.outbox[0].extra_headers["Content-Language"] == "ar"


def test_a_mail_says_it_in_text_and_in_html(visitor, person):
    visitor.post("/accounts/password/reset/", {"email": person.email})
    text, (html, _) = mail.outbox[0].body, mail.outbox[0].alternatives[0]
    link = re.search(r"http://testserver/\S+", text)[0]
    assert f'href="{link}"' in html
    assert "\u2068داریوش\u2069" in text
    assert "\u2068dariush@example.com\u2069" in text


def test_a_name_cannot_dress_up_as_markup_or_turn_the_line(visitor, db):
    make_person("mallory@example.com", name='<a href="https://evil.example">\u202eclick</a>')
    visitor.post("/accounts/password/reset/", {"email": "mallory@example.com"})
    html, text = mail.outbox[0].alternatives[0][0], mail.outbox[0].body
    assert '<a href="https://evil' not in html
    assert "\u202e" not in text + html


def test_a_subject_is_one_line(visitor, db):
    make_person("mallory@example.com", name="x\nBcc: all@example.com")
    visitor.post("/accounts/password/reset/", {"email": "mallory@example.com"})
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].message()["Bcc"] is None


def test_a_notice_says_when_in_the_reader_s_calendar_by_whose_clock_and_from_where(person):
    client = sign_in(person)
    client.post(
        "/accounts/password/change/",
        {
            "oldpassword": "a lantern over the bazaar",
            "password1": "eleven quiet camels",
            "password2": "eleven quiet camels",
        },
    )
    (letter,) = mail.outbox
    assert re.search("[۰-۹]{4}.* به وقت تهران\n", letter.body) and "به وقت تهران<br>" in letter.alternatives[0][0]
    assert "127.0.0.1" in letter.body


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_can_be_written(name, language):
    reading = Reading.of(None, language)
    with reading.active():
        parts = LETTERS[name].written(KNOWN | ADDRESSES) | {
            "reading": reading,
            "ip": "192.0.2.1",
            "home": "https://boom.example/",
        }
        written = [render_to_string(f"accounts/letter.{kind}", parts) for kind in ("txt", "html")]
    assert parts["subject"]
    for text in written:
        assert "%(" not in text
        assert parts["address"] in text
        assert "192.0.2.1" in text if parts["is_notice"] else "192.0.2.1" not in text
