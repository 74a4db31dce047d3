"""A lesson, a term or the newcomers' path as one JSON document: what it holds, and what is wrong with one that came in.

A text is {"en": "…", "ar": "…", "fa": "…"}; an empty language is "". Documents that pass `checked` are canonical:
cleaned, complete, and in the order of their shape, so that equal documents have equal digests.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts.numbers import with_numbers
from accounts.text import clean_body, is_storable
from learning import subjects

LANGUAGES = ("en", "ar", "fa")
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_KEY, LONGEST_URL = 60, 500
TAKEN = ("path", "words", "search")  # learning/urls.py
Document = dict[str, object]


class Unsound(Exception):
    """A document that can't be taken; `problems` says what is wrong where, in the reader's language."""

    def __init__(self, problems: list[str]):
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Shape:
    """What one document, or one part of it, holds: `plain` values by the check that they pass, texts by their
    greatest length (in characters; `lines` names those of several lines), lists of parts by their shape."""

    key: str
    plain: Mapping[str, Callable[[object], object]]
    texts: Mapping[str, int]
    lines: tuple[str, ...] = ()
    parts: Mapping[str, Shape] = field(default_factory=dict)
    most: int = 20


def _key(value: object) -> str:
    if not (isinstance(value, str) and len(value) <= LONGEST_KEY and KEY.fullmatch(value)):
        raise ValueError(_("Write small Latin letters, digits and single hyphens, at most 60."))
    return value


def _slug(value: object) -> str:
    """A lesson is read at its name's address, where other pages are too."""
    if value in TAKEN:
        raise ValueError(_("A page of ours has this name. Choose another."))
    return _key(value)


def _about(value: object) -> str:
    if not (isinstance(value, str) and subjects.is_subject(value)):
        raise ValueError(_("There is nothing of this name that a lesson could be about."))
    return value


def _block(value: object) -> str:
    if value and not (isinstance(value, str) and subjects.takes_notes(value)):
        raise ValueError(_("There is no block of this name that takes notes."))
    return value or ""


def _url(value: object) -> str:
    if value and not (isinstance(value, str) and len(value) <= LONGEST_URL and re.fullmatch(r"https?://[!-~]+", value)):
        raise ValueError(_("An address begins with https:// and has no spaces."))
    return value or ""


def _language(value: object) -> str:
    if value not in (None, "", *LANGUAGES):
        raise ValueError(_("Choose one of the three languages."))
    return value or "en"


def _whole(least: int, most: int) -> Callable[[object], int]:
    def check(value: object) -> int:
        number = least if value is None else value
        if not (isinstance(number, int) and not isinstance(number, bool) and least <= number <= most):
            raise ValueError(with_numbers(_("Write a whole number from {least} to {most}."), least=least, most=most))
        return number

    return check


TITLE, LINE, BODY = 160, 800, 20_000
_titled = {"texts": {"title": TITLE, "text": 4_000}, "lines": ("text",)}
LESSON = Shape(
    "slug",
    {"slug": _slug, "about": _about, "source_language": _language, "position": _whole(0, 1000)},
    {"title": TITLE, "summary": LINE, "body": BODY},
    ("body",),
    {
        "questions": Shape("key", {"key": _key, "block": _block}, {"text": LINE}),
        "examples": Shape("key", {"key": _key}, **_titled),
        "mistakes": Shape("key", {"key": _key}, **_titled),
        "sources": Shape("key", {"key": _key, "url": _url}, {"text": LINE}),
    },
)
TERM = Shape("key", {"key": _key, "source_language": _language}, {"name": TITLE, "meaning": LINE})
PATH = Shape(
    "",
    {"source_language": _language},
    {"title": TITLE, "intro": LINE},
    parts={"steps": Shape("lesson", {"lesson": _key, "minutes": _whole(1, 240)}, {"why": LINE})},
)
SHAPES = {"lesson": LESSON, "term": TERM, "path": PATH}


def checked(noun: str, document: object) -> Document:
    """The document in its canonical form. Raises Unsound with everything that is wrong with it.

    `noun` is "lesson", "term" or "path". Languages, parts and plain values that are missing count as empty.
    """
    problems: list[str] = []
    taken = _take(SHAPES[noun], document, "", problems)
    if problems:
        raise Unsound(problems)
    return taken


def _take(shape: Shape, given: object, where: str, problems: list[str]) -> Document:
    if not isinstance(given, Mapping):
        problems.append(f"{where or '.'}: {_('This is not an object.')}")
        return {}
    known = {*shape.plain, *shape.texts, *shape.parts}
    problems += [f"{where}{shown(name)}: {_('This field is unknown.')}" for name in given if name not in known]
    taken: Document = {}
    for name, check in shape.plain.items():
        try:
            taken[name] = check(given.get(name))
        except ValueError as error:
            problems.append(f"{where}{name}: {error}")
    for name, longest in shape.texts.items():
        taken[name] = _take_text(given.get(name), longest, name in shape.lines, f"{where}{name}", problems)
    for name, part in shape.parts.items():
        taken[name] = _take_parts(part, given.get(name), f"{where}{name}", problems)
    return taken


def _take_text(given: object, longest: int, lines: bool, where: str, problems: list[str]) -> dict[str, str]:
    given = {} if given is None else given
    if not isinstance(given, Mapping) or not {*given} <= {*LANGUAGES}:
        problems.append(f"{where}: {_('This is not a text in three languages.')}")
        return {}
    text = {}
    for language in LANGUAGES:
        said = given.get(language) or ""
        if not isinstance(said, str) or not is_storable(said):
            problems.append(f"{where}.{language}: " + _("This text holds characters that can't be stored."))
        elif len(said) > 2 * longest or len(said := clean(said, lines)) > longest:
            problems.append(f"{where}.{language}: {with_numbers(_('At most {count} characters.'), count=longest)}")
        else:
            text[language] = said
    return text


def _take_parts(shape: Shape, given: object, where: str, problems: list[str]) -> list[Document]:
    given = [] if given is None else given
    if not isinstance(given, list) or len(given) > shape.most:
        problems.append(f"{where}: {with_numbers(_('This is not a list of at most {count}.'), count=shape.most)}")
        return []
    taken = [_take(shape, part, f"{where}.{number}.", problems) for number, part in enumerate(given, 1)]
    keys = [part.get(shape.key) for part in taken]
    problems += [f"{where}: {_('“{key}” is there twice.').format(key=k)}" for k in {*keys} if k and keys.count(k) > 1]
    return taken


def clean(text: str, lines: bool) -> str:
    """A text as it is kept: of several lines, or of one."""
    if lines:
        return clean_body(text)
    return " ".join(clean_body(" ".join(text.split())).split())


def shown(name: object) -> str:
    """A name that came in, as it can be said in a problem."""
    return clean(str(name)[:60], lines=False)


def texts(noun: str, document: Document) -> Iterator[tuple[str, dict[str, str]]]:
    """Every text of a document with its path ("questions.who-comes.text"), in reading order. The texts are the
    document's own: to write into them is to write into it."""
    return _texts(SHAPES[noun], document, "")


def _texts(shape: Shape, document: Document, where: str) -> Iterator[tuple[str, dict[str, str]]]:
    for name in shape.texts:
        yield f"{where}{name}", document[name]
    for name, part in shape.parts.items():
        for row in document[name]:
            yield from _texts(part, row, f"{where}{name}.{row[part.key]}.")


def digest(document: Document) -> str:
    """SHA-256 of the canonical document, in hexadecimal."""
    written = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
