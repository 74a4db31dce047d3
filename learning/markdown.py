"""Markdown becomes HTML that can do no harm: written by curators, and untrusted all the same.

Two fences, each enough alone: markdown-it makes no HTML of what is written as HTML, and links only what `links.address`
knows; nh3 then lets through only the tags below, without classes, styles, ids, data- or hx- attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from accounts.numbers import in_digits
from learning.links import address, is_ours

TAGS = {
    "a", "bdi", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
REL = "noopener noreferrer"
DEEPEST, HIGHEST = 4, 2  # the page's own heading is the first
_NUMBER = r"[0-9۰-۹]+(?:[.,٫٬][0-9۰-۹]+)*[%٪]?"
_SUM = re.compile(f"{_NUMBER}(?: [+−×÷=] {_NUMBER})+")


@lru_cache(maxsize=4096)
def render(text: str, known: frozenset[str] = frozenset(), digits: str = "") -> SafeString:
    """The HTML of a Markdown text. `known` are the lessons and terms that its links may lead to: "term:churn". Its
    numbers are in these `digits`, if any are given, but in code."""
    return sanitise(_markdown.render(text, {"known": known, "digits": digits}))


def sanitise(html: str) -> SafeString:
    """Only TAGS, and links to the web or to a page of ours, survive."""
    return mark_safe(_cleaner.clean(html))  # noqa: S308  (this is where it is made safe)


def _allowed(tag: str, name: str, value: str) -> str | None:
    if name == "rel":
        return value if value == REL else None
    inside = value.startswith("/") and not value.startswith(("//", "/\\"))
    return value if inside or not is_ours(value) else None


_cleaner = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style", "template", "textarea", "title", "noscript", "iframe", "svg", "math"},
    attributes={"*": set(), "a": {"href", "rel"}, "bdi": {"dir"}, "ol": {"start"}},
    attribute_filter=lambda tag, name, value: _allowed(tag, name, value) if tag == "a" else value,
    url_schemes={"http", "https"},
    link_rel=None,
)


def _lead(state: StateCore) -> None:
    """Links lead where they may, or are plain words; headings begin below the page's own."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(max(int(token.tag[1]), HIGHEST), DEEPEST)}"
        if token.type == "inline":
            token.children = list(_led(token.children or [], state.env.get("known", frozenset())))


def _led(tokens: Iterable[Token], known: frozenset[str]) -> Iterator[Token]:
    kept: list[bool] = []  # of each link that is open
    for token in tokens:
        if token.type == "link_open":
            href = str(token.attrs.get("href", ""))
            leads = address(href, known)
            token.attrs = {"href": leads} | ({} if is_ours(leads) else {"rel": REL})
            kept.append(bool(leads))
            if leads:
                yield token
        elif token.type != "link_close" or kept.pop():
            yield token


def _count(state: StateCore) -> None:
    """In the reader's digits."""
    inline = (child for token in state.tokens for child in token.children or ())
    for token in inline if state.env.get("digits") else ():
        if token.type in ("text", "image"):
            token.content = in_digits(token.content, state.env["digits"])


def _words(_self: object, tokens: list[Token], place: int, *_rest: object) -> str:
    """A sum runs from the left also where the text runs from the right, else 800 − 200 would be read as 200 − 800.
    Only sums in Arabic's own figures run as their text does."""
    return _SUM.sub(r'<bdi dir="ltr">\g<0></bdi>', escape(tokens[place].content))


def _words_of_image(_self: object, tokens: list[Token], place: int, *_rest: object) -> str:
    """Nothing is loaded from elsewhere; what the image says stays."""
    return escape(tokens[place].content)


_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
_markdown.core.ruler.push("lead", _lead)
_markdown.core.ruler.push("count", _count)
_markdown.add_render_rule("text", _words)
_markdown.add_render_rule("image", _words_of_image)
_markdown.validateLink = lambda href: True  # `address` judges, and leaves the words of what leads nowhere
