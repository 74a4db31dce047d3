"""The terms of the glossary by the alphabet of the reader, each with the lessons that link to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from accounts.alphabet import initial, place_in_alphabet
from learning.library import Library
from learning.links import links
from learning.reading import Read, ReadLesson
from learning.shelves import Entry

ARTICLE = re.compile(r"^ال(?=\w\w)")


@dataclass(frozen=True)
class Term:
    said: Read
    entries: tuple[Entry, ...] = ()

    @property
    def headword(self) -> str:
        """What it is looked up by: in Arabic without the article, under which half of the words would stand."""
        return ARTICLE.sub("", self.said.name.text)


def terms_of(library: Library, entries: Iterable[Entry] = ()) -> list[Term]:
    """By the alphabet; with those of the `entries` that link to them."""
    linked = [(entry, keys_in(entry.lesson)) for entry in entries]
    language = library.reader.languages[0]
    found = [Term(term, tuple(entry for entry, keys in linked if term.key in keys)) for term in library.terms]
    return sorted(found, key=lambda term: place_in_alphabet(term.headword, language))


def terms_in(library: Library, lesson: ReadLesson) -> list[Read]:
    """Those that the lesson links to, by the alphabet."""
    keys = keys_in(lesson)
    return [term.said for term in terms_of(library) if term.said.key in keys]


def keys_in(lesson: ReadLesson) -> set[str]:
    """The keys of the terms that a lesson links to."""
    return {
        href.removeprefix("term:") for _path, _language, href in links("lesson", lesson.said) if href[:5] == "term:"
    }


def by_letter(terms: Iterable[Term], language: str) -> list[tuple[str, list[Term]]]:
    """Under the letters that they begin with."""
    return [(letter, [*those]) for letter, those in groupby(terms, lambda term: initial(term.headword, language))]
