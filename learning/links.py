"""Where a lesson's links lead: [words](lesson:retention), [words](term:churn), [words](https://…), and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse

from learning.document import Document, texts

FAMILIES = ("lesson", "term")
_WEB = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)
_LINK = re.compile(r"\]\(<?([^)\s>]*)")


def address(href: str, known: frozenset[str]) -> str:
    """Where `href` leads; "" for nowhere. `known` are the lessons and terms that there are: "lesson:retention"."""
    if href in known:
        return _page(*href.split(":", 1))
    return href if _WEB.fullmatch(href) else ""


def is_ours(href: str) -> bool:
    return not _WEB.fullmatch(href)


def _page(family: str, key: str) -> str:
    try:
        return reverse("lesson", args=[key]) if family == "lesson" else f"{reverse('words')}#term-{key}"
    except NoReverseMatch:
        return ""


def links(noun: str, document: Document) -> Iterator[tuple[str, str, str]]:
    """Every link that is written in a document: path, language, where it leads ("term:churn")."""
    for path, text in texts(noun, document):
        for language, said in text.items():
            for href in _LINK.findall(said):
                yield path, language, href


def broken(noun: str, document: Document, known: frozenset[str]) -> list[tuple[str, str, str]]:
    """The links that lead nowhere, of those written in a document and of a path's steps."""
    found = [link for link in links(noun, document) if link[2] not in known and not _WEB.fullmatch(link[2])]
    steps = [f"lesson:{step['lesson']}" for step in document.get("steps", ())]
    return found + [("steps", "", step) for step in steps if step not in known]
