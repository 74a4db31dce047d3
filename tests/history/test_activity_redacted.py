"""Open pages with words of people that have no stream are loaded again once words are blacked out of the record."""

import re

import pytest
from django.urls import reverse

from canvas.models import Comment
from record.redact import redact
from tests.asking import get
from tests.cast import actor

WORDS = "شماره‌ی مریم"
ASKS = re.compile(r'hx-get="([^"]*/activity/redacted/[^"]*)"')


@pytest.fixture
def said(committed_cast):
    cast = committed_cast
    Comment.objects.add_to(cast.canvas, cast.notes[0].block, f"زنگ به {WORDS}", note=cast.notes[0], by=actor(cast.kian))
    return cast


@pytest.mark.parametrize("url", ["activity", "change", "past", "difference", "comments", "search"])
def test_an_open_page_is_loaded_again_once(said, as_owner, url):
    rest = {"activity": [], "search": [], "change": [1]}.get(url, [said.canvas.pk])
    address = reverse(url, args=[said.team.pk, *rest]) + f"?q={WORDS}"

    def asks() -> list[str]:
        return ASKS.findall(said.dariush.client.get(address).content.decode())

    (open_page,) = asks()
    assert "HX-Refresh" not in said.dariush.htmx.get(open_page).headers
    redact(actor(said.omar, reason="شماره‌ی کسی بود"), said.team.pk, WORDS)
    assert said.dariush.htmx.get(open_page).headers["HX-Refresh"] == "true"
    (loaded_again,) = asks()
    assert "HX-Refresh" not in said.dariush.htmx.get(loaded_again).headers


def test_what_is_being_written_is_not_lost(said):
    thread = f"{reverse('comments', args=[said.team.pk, said.canvas.pk])}?note={said.notes[0].pk}"
    assert not ASKS.findall(said.dariush.client.get(thread).content.decode())


@pytest.mark.parametrize("after", ["", "x", "9" * 40, "-1"])
def test_junk_is_no_line(cast, after):
    address = reverse("activity_redacted", args=[cast.team.pk])
    assert cast.layla.htmx.get(f"{address}?after={after}").status_code == 204


def test_outsider_does_not_find_it(cast):
    assert get(cast.sara, "activity_redacted", cast.team.pk).status_code == 404
