"""Two people saved one document: what each of them changed, put together text by text, for people to look at."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from learning.curation.places import Place, places
from learning.document import SHAPES, Document, Shape, texts


@dataclass(frozen=True)
class Clash:
    """A text that both changed, each in their own way."""

    path: str
    place: Place
    language: str
    mine: str
    theirs: str

    @property
    def name(self) -> str:
        return f"{self.path}:{self.language}"


@dataclass(frozen=True)
class Merged:
    """`document`: what either changed; where both did, mine. `clashes`: where. `taken`: what came from them."""

    document: Document
    clashes: list[Clash]
    taken: list[tuple[Place, str]]


def merge(noun: str, base: Document, mine: Document, theirs: Document) -> Merged:
    """Mine and theirs, which both began from `base`. Nothing that either typed is lost: a clash holds both."""
    shape, merged = SHAPES[noun], copy.deepcopy(mine)
    _merge_plain(shape, base, merged, theirs)
    for part, inner in shape.parts.items():
        merged[part] = _merge_items(inner, base[part], mine[part], theirs[part])
    known, others = dict(texts(noun, base)), dict(texts(noun, theirs))
    named, clashes, taken = places(noun, merged), [], []
    for path, text in texts(noun, merged):
        for language, words in text.items():
            then, their = (said.get(path, {}).get(language, "") for said in (known, others))
            if path not in others or their in (words, then):
                continue
            if words == then:
                text[language] = their
                taken.append((named[path], language))
            else:
                clashes.append(Clash(path, named[path], language, words, their))
    return Merged(merged, clashes, taken)


def _merge_plain(shape: Shape, base: Document, mine: Document, theirs: Document) -> None:
    """What is not written in three languages: what I left alone becomes theirs."""
    for name in shape.plain:
        if mine[name] == base[name]:
            mine[name] = theirs[name]


def _merge_items(shape: Shape, base: list[Document], mine: list[Document], theirs: list[Document]) -> list[Document]:
    """In my order, without what they removed and I left alone, then what they added."""
    key = shape.key
    was, is_theirs = ({item[key]: item for item in items} for items in (base, theirs))
    kept = copy.deepcopy([item for item in mine if item[key] in is_theirs or was.get(item[key]) != item])
    for item in kept:
        if item[key] in was and item[key] in is_theirs:
            _merge_plain(shape, was[item[key]], item, is_theirs[item[key]])
    here = {item[key] for item in mine}
    return [
        *kept,
        *(copy.deepcopy(item) for item in theirs if item[key] not in here and item[key] not in was),
    ]


def take(noun: str, document: Document, theirs: Document, name: str) -> Document:
    """The document with one text as they wrote it; `name` is a clash's."""
    path, _colon, language = name.rpartition(":")
    their = dict(texts(noun, theirs)).get(path, {})
    taken = copy.deepcopy(document)
    for other, text in texts(noun, taken):
        if other == path and language in their:
            text[language] = their[language]
    return taken
