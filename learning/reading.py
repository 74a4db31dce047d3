"""What learners see: the revisions in force, each text in the reader's language or the next one that it is there in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.numbers import in_digits
from learning import subjects
from learning.document import Document
from learning.markdown import render

NEXT = {"fa": ("fa", "ar", "en"), "ar": ("ar", "fa", "en"), "en": ("en", "ar", "fa")}
RTL = {"ar", "fa"}


def languages_of(language: str, accepted: str = "") -> tuple[str, ...]:
    """All three languages, as somebody would rather read them: their own, what their browser accepts, the rest.

    `accepted` is an Accept-Language header; it is read for its order, whatever weights it gives.
    """
    spoken = [part.partition(";")[0].strip().lower()[:2] for part in accepted.split(",")[:10]]
    nearest = NEXT.get(language, NEXT["en"])
    return tuple(dict.fromkeys([nearest[0], *(code for code in spoken if code in NEXT), *nearest]))


@dataclass(frozen=True)
class Reader:
    """How somebody reads: languages by preference, what links may lead to, and the digits; blank for as written."""

    languages: tuple[str, ...]
    known: frozenset[str] = frozenset()
    digits: str = ""


@dataclass(frozen=True)
class Words:
    """One text in the best language that it is there in. Prints itself escaped, in the reader's digits; `html` is its
    Markdown."""

    text: str
    language: str
    reader: Reader

    def __str__(self) -> str:
        return in_digits(self.text, self.digits) if self.digits else self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def direction(self) -> str:
        return "rtl" if self.language in RTL else "ltr"

    @property
    def foreign(self) -> bool:
        """Whether it is in another language than the reader's own."""
        return self.language != self.reader.languages[0]

    @property
    def digits(self) -> str:
        """English that stands in for a reader's own language keeps its digits."""
        return "" if self.foreign and self.language not in RTL else self.reader.digits

    @property
    def attributes(self) -> SafeString:
        """For the tag around it: its language and direction, where they are not the page's."""
        return format_html('lang="{}" dir="{}"', self.language, self.direction) if self.foreign else SafeString("")

    @property
    def span(self) -> SafeString:
        """Itself, in an element that marks its language where that is not the page's: for the midst of a sentence."""
        return format_html("<span {}>{}</span>", self.attributes, self)

    @property
    def html(self) -> SafeString:
        return render(self.text, self.reader.known, self.digits)


def words(text: Mapping[str, str], reader: Reader) -> Words:
    """The text in the first of the reader's languages that it is there in; empty, in their own, if in none."""
    language = next((code for code in reader.languages if text[code]), reader.languages[0])
    return Words(text[language], language, reader)


@dataclass(frozen=True)
class Read:
    """A document as one reader sees it: its texts are Words, its lists are lists of Read, its values as they are."""

    said: Document
    reader: Reader

    def __getattr__(self, name: str) -> object:
        if name == "said" or name not in self.said:
            raise AttributeError(name)
        value = self.said[name]
        if isinstance(value, dict):
            return words(value, self.reader)
        return [Read(part, self.reader) for part in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class ReadLesson(Read):
    """A lesson as one reader sees it: title, summary, body, questions, examples, mistakes, sources; slug, about."""

    pk: int = 0
    number: int = 0
    since: datetime | None = None  # when learners began to see it

    @property
    def subject(self) -> subjects.Subject | None:
        """None for a topic."""
        return subjects.subject_of(self.said["about"])

    @property
    def family(self) -> str:
        """ "block", "kind", "goal" or "topic"."""
        return self.said["about"].partition(":")[0]

    @property
    def label(self) -> Promise | str:
        """What it is about, in the reader's words; "" for a topic."""
        return self.subject.label if self.subject else ""

    @property
    def languages(self) -> set[str]:
        """Those that any of what is shown is in."""
        return {text.language for text in (self.title, self.summary, self.body) if text}

    @property
    def elsewhere(self) -> str:
        """The name of the language that it is shown in, where that is not the reader's."""
        return str(dict(settings.LANGUAGES)[self.body.language]) if self.body.foreign else ""

    @cached_property
    def order(self) -> tuple[int, int, str]:
        """Its place in the library."""
        return subjects.rank(self.said["about"]), self.said["position"], self.said["slug"]


def in_order(lessons: Iterable[ReadLesson]) -> list[ReadLesson]:
    return sorted(lessons, key=lambda lesson: lesson.order)
