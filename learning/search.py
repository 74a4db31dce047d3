"""Finding lessons and terms, however their letters, digits and joins are typed. They are few, and all in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString

from accounts.excerpt import excerpt, marked, places
from accounts.text import fold
from learning.document import texts
from learning.glossary import Term
from learning.reading import Words, words
from learning.shelves import Entry

BETWEEN = re.compile(r"^[-| :]+$|^\s*(?:[-+>]|#+)\s|\|", re.MULTILINE)  # Markdown that stands between words
WITHIN = re.compile(r"\]\([^)]*\)|[\[\]*`]+")  # and in them


@dataclass(frozen=True)
class Hit:
    """A lesson or a term that was found: its title, and the text in which the words stand, marked. Hits of less
    `weight` come first."""

    found: Entry | Term
    title: SafeString
    text: Words
    shown: SafeString
    weight: int


def wanted(query: str) -> list[str]:
    """What is looked for: every one of these, folded."""
    return fold(query).split()


def lessons_found(entries: Iterable[Entry], sought: list[str]) -> list[Hit]:
    """Those in which every word stands somewhere; where all stand in the title first, then in the summary."""
    return sorted(filter(None, (lesson_hit(entry, sought) for entry in entries)), key=lambda hit: hit.weight)


def lesson_hit(entry: Entry, sought: list[str]) -> Hit | None:
    """In what the reader reads of it: title, summary, body, questions and the rest."""
    lesson = entry.lesson
    read = [words(text, lesson.reader) for _path, text in texts("lesson", lesson.said)]
    folded = [_folded(text.text) for text in read]
    if not all(any(word in text for text in folded) for word in sought):
        return None
    counts = [sum(word in text for word in sought) for text in folded]
    weight = counts.index(len(sought)) if len(sought) in counts else len(counts)
    shown = read[max(range(1, len(read)), key=lambda at: counts[at])]
    return Hit(entry, lit(lesson.title, sought), shown, excerpt(plain(str(shown)), sought), weight)


def terms_found(terms: Iterable[Term], sought: list[str]) -> list[Hit]:
    """Those with every word in name or meaning; names first."""
    hits = []
    for term in terms:
        name, meaning = fold(term.said.name.text), fold(term.said.meaning.text)
        if all(word in name or word in meaning for word in sought):
            weight = sum(word not in name for word in sought)
            shown = lit(term.said.meaning, sought)
            hits.append(Hit(term, lit(term.said.name, sought), term.said.meaning, shown, weight))
    return sorted(hits, key=lambda hit: hit.weight)


def lit(text: Words, sought: list[str]) -> SafeString:
    return marked(str(text), places(str(text), sought))


@lru_cache(maxsize=4096)
def _folded(markdown: str) -> str:
    return fold(plain(markdown))


def plain(markdown: str) -> str:
    """What is read of a Markdown text, on one line."""
    return " ".join(WITHIN.sub("", BETWEEN.sub(" ", markdown)).split())
