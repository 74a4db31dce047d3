"""What differs between two versions of a document: text by text, language by language, and in its lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.word_differences import difference
from learning.curation.places import NAMES, PARTS, Place, places
from learning.document import SHAPES, Document, texts


@dataclass(frozen=True)
class Changed:
    """One text in one language, with what went and what came."""

    language: str
    marked: SafeString


@dataclass(frozen=True)
class Row:
    """A text that differs in some languages."""

    place: Place
    texts: list[Changed]


@dataclass(frozen=True)
class Setting:
    """What is not written in three languages: the block of a question, the order of a list."""

    label: Promise | str
    before: object
    after: object


@dataclass(frozen=True)
class Difference:
    rows: list[Row]
    settings: list[Setting]

    def __bool__(self) -> bool:
        return bool(self.rows or self.settings)


def between(noun: str, before: Document, after: Document) -> Difference:
    """From an earlier document to a later one, in the later one's reading order; what went comes last."""
    old, new = dict(texts(noun, before)), dict(texts(noun, after))
    named = places(noun, before) | places(noun, after)
    paths = [*new, *(path for path in old if path not in new)]
    rows = [Row(named[path], list(_changed(old.get(path, {}), new.get(path, {})))) for path in paths]
    return Difference([row for row in rows if row.texts], list(_settings(noun, before, after)))


def _changed(before: dict[str, str], after: dict[str, str]) -> Iterator[Changed]:
    for language in before or after:
        then, now = before.get(language, ""), after.get(language, "")
        if then != now:
            yield Changed(language, difference(then, now))


def _settings(noun: str, before: Document, after: Document) -> Iterator[Setting]:
    shape = SHAPES[noun]
    for name in shape.plain:
        if before[name] != after[name]:
            yield Setting(NAMES[noun][name], before[name], after[name])
    for part, inner in shape.parts.items():
        then, now = ({item[inner.key]: item for item in document[part]} for document in (before, after))
        if [key for key in then if key in now] != [key for key in now if key in then]:
            yield Setting(PARTS[part].label, "", _("in another order"))
        for key in now:
            for name in inner.plain:
                values = [str(items.get(key, {}).get(name) or "") for items in (then, now)]
                if name != inner.key and values[0] != values[1]:
                    yield Setting(PARTS[part].names[name], *values)
