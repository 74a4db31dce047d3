"""What a page offers to whoever reads it, beside what a table of expectations promises them."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

LINK = re.compile(r'<a\b[^>]*?\bhref="(/[^"]*)"')
FORM = re.compile(r'<form\b[^>]*?\bmethod="post"[^>]*?\baction="(/[^"]*)"[^>]*>(.*?)</form>', re.DOTALL)
# Threads are sent to every page alike; around them the page says who only reads them, and shows no buttons.
SETTLING = {"comment_resolve", "comment_reopen"}
Table = dict[tuple[str, str], dict[str, int]]


def refused(client: Client, who: str, page: str, table: Table) -> set[tuple[str, str]]:
    """What stands on the page for `who`, by method and address, though the table says that they would be refused."""
    html = client.get(page).getvalue().decode(errors="replace")
    return {
        (method, address) for method, address in wanted(html) if table.get(named(method, address), {}).get(who) == 403
    }


def wanted(html: str) -> Iterator[tuple[str, str]]:
    """By method and address; of forms, those with a button to send them."""
    yield from (("GET", address) for address in LINK.findall(html))
    for address, content in FORM.findall(html):
        if "<button" in content:
            yield "POST", address


def named(method: str, address: str) -> tuple[str, str] | None:
    try:
        name = resolve(urlsplit(address).path).url_name
    except Resolver404:
        return None
    return (name, method) if name not in SETTLING else None
