"""Junk never breaks anything: whatever is sent to whichever address, nothing is answered with a 5xx or a traceback.

BOOM_FUZZ says how many requests are made up; bin/test makes do with a part of the 10000 that were tried.
"""

import os
import random
from collections import Counter
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.urls import reverse

from record.verify import Whole, verify
from tests.asking import get
from tests.workspaces.walking import CONVERTED, MEMBERS, Walk, our_routes, their_routes

REQUESTS = int(os.environ.get("BOOM_FUZZ", "900"))
SEED = int(os.environ.get("BOOM_FUZZ_SEED", "20261127"))
TEXTS = (
    "", " ", "\0", "a\0b", "\x1b[31m", "\r\nSet-Cookie: x=1", "\u202egnp.exe", "\u2066\u2069\u200f\u200e", "\u200c",
    "\u200b\u00ad\u2060", "\ufeff", "\ufffd", "\uffff", "\U0010ffff", "\U0001f9d1\u200d\U0001f9d2" * 80,
    "ك\u0640" * 200, "ا" + "\u064b" * 500, "۱۲٫۵", "١٢٫٥", "-1", "0", "1e400", "NaN", "Infinity", "9" * 400, "0x10",
    "½", "²", "1,,2", "%", "_", "\\", "'\"`;--", "<script>alert(1)</script>", "{{ 7|add:7 }}", "{% now 'Y' %}",
    "../../etc/passwd", "//evil.example", "null", "[]", '{"a":', "true", "00000000-0000-0000-0000-000000000000",
    "note-1", "channels", "customer_segments", "۱۴۰۵/۱۳/۳۲", "1405-12-30", "9999-99-99", "0000-00-00", "0001-01-01",
    "9999-12-31", "fa", "zz", "x" * 3000, "ی" * 100_000,
)  # fmt: skip
BYTES = (b"%ED%A0%80", b"%FF%FE", b"%C0%AF", b"%", b"%zz", b"%00", b"\xff\xfe", b"=&=&&;", b"a" * 5000)
TYPES = (
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16", "multipart/form-data",
    "multipart/form-data; boundary=x", "application/json", "text/plain; charset=klingon", "", "ی",
)  # fmt: skip
FIELDS = (
    "text", "name", "version", "block", "after", "segment", "channel", "note", "description", "customers", "value",
    "margin", "retention", "colour", "role", "email", "days", "way", "language", "calendar", "digits", "time_zone",
    "request", "reason", "seq", "seen", "next", "login", "password", "password1", "csrfmiddlewaretoken",
)  # fmt: skip
QUERY = ("q", "note", "block", "canvas", "segment", "person", "verb", "from", "to", "since", "until", "seq", "day",
         "stop", "before", "after", "mine", "next", "page")  # fmt: skip
HEADERS = ("Boom-Request", "Boom-Page", "HX-Request", "HX-Target", "HX-Current-URL", "Accept-Language", "Cookie",
           "Referer", "Last-Event-ID", "If-None-Match", "If-Modified-Since", "Accept-Encoding", "Host")  # fmt: skip


class Junk:
    """Requests made up from a seed; the same seed makes the same ones."""

    def __init__(self, walk: Walk, seed: int):
        self.walk, self.chance = walk, random.Random(seed)
        self.routes = [*our_routes().values(), *their_routes()]

    def request(self) -> tuple[str, dict]:
        """Who asks, and the words for Client.generic()."""
        who = self.chance.choices(list(MEMBERS), weights=(1, 1, 1, 1, 1, 3, 4))[0]
        method = self.chance.choices(("GET", "POST", "PUT", "HEAD"), weights=(8, 12, 1, 1))[0]
        words = {"method": method, "path": self.path(), "headers": self.headers()}
        if method == "POST":
            words |= {"data": self.body(), "content_type": self.chance.choices(TYPES, weights=(30, *[1] * 7))[0]}
        return who, words

    def path(self) -> str:
        pick = self.chance.random
        words = {"block": "channels", "example": "bookshop", "token": "t", "seq": 1} | self.walk.own
        ids = {name: value if pick() < 0.9 else quote(self.text()[:300], safe="") for name, value in words.items()}
        route = self.chance.choice(self.routes)
        path = "/" + CONVERTED.sub(lambda match: str(ids.get(match[2], 1)), route)
        asked = self.pairs(QUERY, 3) if pick() < 0.5 else b""
        return path + ("?" + asked.decode("latin-1") if asked else "")

    def body(self) -> bytes:
        if self.chance.random() < 0.1:
            return b"".join(self.chance.choices(BYTES, k=3))
        return self.pairs(FIELDS, 6)

    def pairs(self, names: tuple[str, ...], most: int) -> bytes:
        chosen = self.chance.choices(names, k=self.chance.randint(0, most))
        pairs = urlencode([(name, self.text()) for name in chosen]).encode()
        return pairs + (b"&q=" + self.chance.choice(BYTES) if self.chance.random() < 0.1 else b"")

    def headers(self) -> dict[str, str]:
        chosen = self.chance.choices(HEADERS, k=self.chance.choice((0, 0, 1, 2)))
        return {name: self.line(name) for name in chosen}

    def line(self, name: str) -> str:
        """What a server lets through in a header: one line of latin-1."""
        text = self.text().encode().decode("latin-1")[:500]
        return "".join(letter for letter in text if letter >= " ") if name != "HX-Request" else "true"

    def text(self) -> str:
        numbers = [str(number) for number in self.walk.own.values()]
        return self.chance.choice((*TEXTS, *numbers))


@pytest.fixture
def walk(committed_cast) -> Walk:
    return Walk(committed_cast)


def add_note(cast, text: bytes):
    place = reverse("note_add", args=[cast.team.pk, cast.canvas.pk])
    return cast.dariush.client.post(place, b"block=channels&text=" + text, content_type=TYPES[0])


def test_replacement_character_that_was_pasted_is_text_like_any_other(cast):
    pasted = "از یک PDF\ufffd"
    assert add_note(cast, quote(pasted).encode()).status_code == 302
    assert cast.canvas.notes.filter(text=pasted).exists()
    assert get(cast.layla, "search", cast.team.pk, data={"q": "PDF\ufffd"}).status_code == 200


@pytest.mark.parametrize("broken", [b"a%FF", b"a%FF%EF%BF%BD", b"%ED%A0%80", b"a%00"])
def test_bytes_that_are_no_text_are_refused(cast, broken):
    assert add_note(cast, broken).status_code == 400
    place = reverse("search", args=[cast.team.pk])
    assert cast.layla.client.get(f"{place}?q={broken.decode()}").status_code == 400


def test_more_than_is_read_is_too_large(cast, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = add_note(cast, b"x" * 200)
    assert response.status_code == 413
    assert "بزرگ" in response.content.decode()


def test_made_up_requests_never_break(walk):
    junk, statuses, broken = Junk(walk, SEED), Counter(), []
    for number in range(REQUESTS):
        who, words = junk.request()
        with transaction.atomic():
            response = walk.clients[who].generic(**words)
            transaction.set_rollback(number % 3 > 0)  # what a third of them did stays, for the others to meet
        statuses[response.status_code] += 1
        if response.status_code >= 500:
            broken.append((number, who, words, response.status_code))
    assert not broken, broken[:3]
    assert isinstance(verify(walk.cast.team.pk), Whole)
    assert statuses[200] and statuses[302] and statuses[400] and statuses[404] and statuses[422], statuses
