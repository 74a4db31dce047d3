"""Nobody is offered what they would be refused: no link, and no form, on any page of a workspace."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.stage import kept
from tests.workspaces.walking import Walk, expectations, our_routes

LINK = re.compile(r'<a\b[^>]*?\bhref="(/[^"]*)"')
FORM = re.compile(r'<form\b[^>]*?\bmethod="post"[^>]*?\baction="(/[^"]*)"[^>]*>(.*?)</form>', re.DOTALL)
# Threads are sent to every page alike; around them the page says who only reads them, and shows no buttons.
SETTLING = {"comment_resolve", "comment_reopen"}


@pytest.fixture
@kept
def walk(cast) -> Walk:
    return Walk(cast)


def asked_on(html: str) -> Iterator[tuple[str, str]]:
    """By method and address; of forms, those with a button to send them."""
    yield from (("GET", address) for address in LINK.findall(html))
    for address, content in FORM.findall(html):
        if "<button" in content:
            yield "POST", address


def refused(who: str, method: str, address: str) -> bool:
    try:
        name = resolve(urlsplit(address).path).url_name
    except Resolver404:
        return False
    return expectations().get((name, method), {}).get(who) == 403 and name not in SETTLING


@pytest.mark.parametrize("who", ["viewer", "commenter", "editor"])
def test_pages_offer_nothing_that_is_refused(walk, who):
    offered = {}
    for (name, method), promised in expectations().items():
        if method != "GET" or promised[who] != 200:
            continue
        html = walk.clients[who].get(walk.url(our_routes()[name], walk.own)).getvalue().decode(errors="replace")
        if wrong := {asked for asked in asked_on(html) if refused(who, *asked)}:
            offered[name] = wrong
    assert offered == {}
