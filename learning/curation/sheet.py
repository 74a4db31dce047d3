"""The editor's sheet: a document as fields of a form, and what the form sends as a document again.

A field is called by its place: "body.fa", "questions.2.text.ar"; a hidden field "questions" per item says in which
order they stand. What was typed is kept as it was typed until `learning.document.checked` takes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_hex

from django.conf import settings
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.numbers import parse_number, sent_number, write_digits
from accounts.reading import Reading
from accounts.word_differences import difference
from learning.curation.places import NAMES, PARTS, is_markdown
from learning.document import SHAPES, Document, Shape

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
MOST_ITEMS = 60  # more than a document may hold: too many are told, not lost
LONG = 1_000  # texts of this length and more get the room of several lines
Then = Mapping[tuple[str, str], str]  # (path, language) → what the source said when this was translated


@dataclass(frozen=True)
class Cell:
    """A text in one language, to be written."""

    language: str
    name: str
    value: str
    errors: list[str]
    path: str
    marked: object  # how the source has changed since, where the translation is stale; else None


@dataclass(frozen=True)
class Row:
    """A text in all languages."""

    name: str
    label: object
    cells: list[Cell]
    most: int
    long: bool
    markdown: bool


@dataclass(frozen=True)
class Plain:
    """What is not written in three languages."""

    name: str
    field: str
    label: object
    value: object
    errors: list[str]

    @property
    def written(self) -> object:
        """A number in the reader's digits; whatever else was typed, as it was."""
        return write_digits(str(self.value), Reading.current()) if isinstance(self.value, int) else self.value

    @property
    def is_name(self) -> bool:
        """Whether the item is called so in addresses."""
        return self.field in ("slug", "key")

    @property
    def told(self) -> SafeString:
        """The attributes by which its control is read out with its help and with what is wrong."""
        about = [f"{self.name}-help"] * self.is_name + [f"{self.name}-errors"] * bool(self.errors)
        wrong = format_html(' aria-invalid="{}"', "true") if self.errors else ""
        return wrong + (format_html(' aria-describedby="{}"', " ".join(about)) if about else "")


@dataclass(frozen=True)
class Problem:
    """What is wrong: the id of the field, or of the part, what to call it, and why it was refused."""

    name: str
    label: str
    what: str


@dataclass(frozen=True)
class Item:
    """One of a part: its number from 1, its key, and its fields."""

    number: int
    key: str
    rows: list[Row]
    plain: list[Plain]
    is_last: bool


@dataclass(frozen=True)
class PartSheet:
    name: str
    label: object
    one: object
    add: object
    items: list[Item]
    errors: list[str]


@dataclass
class Sheet:
    """A document as it stands in the form. `problems`: "where: what", as `Unsound` tells them."""

    noun: str
    document: Document
    problems: list[str] = field(default_factory=list)
    then: Then = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._errors: dict[str, list[str]] = {}
        for problem in self.problems:
            where, _colon, what = problem.partition(": ")
            self._errors.setdefault(where, []).append(what)

    @property
    def shape(self) -> Shape:
        return SHAPES[self.noun]

    @property
    def told(self) -> list[Problem]:
        """What is wrong, each with what its field is called: «Question 2: Text · Persian»."""
        return [
            Problem(f"part-{where}" if where in PARTS else where, self._called(where), what)
            for where, told in self._errors.items()
            for what in told
        ]

    def _called(self, where: str) -> str:
        """`where` as `Unsound` tells it: "body.fa", "questions.2.text.fa", "questions.2.block", "questions"."""
        part, *rest = where.split(".")
        names = NAMES[self.noun]
        words = []
        if part in PARTS and rest:
            words, names = [f"{PARTS[part].one} {write_digits(rest[0], Reading.current())}:"], PARTS[part].names
            part, *rest = *rest[1:], ""
        words.append(str(names.get(part) or (PARTS[part].label if part in PARTS else part)))
        language = dict(settings.LANGUAGES).get(rest[0] if rest else "")
        return " ".join(words) + (f" · {language}" if language else "")

    @property
    def faulty(self) -> set[str]:
        """The languages in which something is wrong."""
        return {where.rpartition(".")[2] for where in self._errors} & set(LANGUAGES)

    @property
    def rows(self) -> list[Row]:
        return self._rows(self.shape, self.document, "", "", NAMES[self.noun])

    @property
    def plain(self) -> list[Plain]:
        return self._plain(self.shape, self.document, "", NAMES[self.noun])

    @property
    def parts(self) -> list[PartSheet]:
        return [
            PartSheet(name, PARTS[name].label, PARTS[name].one, PARTS[name].add,
                      list(self._items(name, inner)), self._errors.get(name, []))
            for name, inner in self.shape.parts.items()
        ]  # fmt: skip

    def _items(self, part: str, shape: Shape) -> list[Item]:
        items, names = self.document[part], PARTS[part].names
        return [
            Item(
                number, item[shape.key],
                self._rows(shape, item, f"{part}.{number}.", f"{part}.{item[shape.key]}.", names),
                self._plain(shape, item, f"{part}.{number}.", names),
                number == len(items),
            )
            for number, item in enumerate(items, 1)
        ]  # fmt: skip

    def _rows(self, shape: Shape, values: Document, where: str, path: str, names: dict) -> list[Row]:
        return [
            Row(
                where + name, names[name], [self._cell(values[name], language, where + name, path + name)
                                            for language in LANGUAGES],
                most, most >= LONG, is_markdown(path + name),
            )
            for name, most in shape.texts.items()
        ]  # fmt: skip

    def _cell(self, text: dict[str, str], language: str, where: str, path: str) -> Cell:
        then = self.then.get((path, language))
        marked = None if then is None else difference(then, text.get(self.document["source_language"], ""))
        errors = self._errors.get(f"{where}.{language}", [])
        return Cell(language, f"{where}.{language}", text.get(language, ""), errors, path, marked)

    def _plain(self, shape: Shape, values: Document, where: str, names: dict) -> list[Plain]:
        return [
            Plain(where + name, name, names[name], values[name], self._errors.get(where + name, []))
            for name in shape.plain
            if name in names
        ]


def document_of(noun: str, sent: QueryDict, fixed: Mapping[str, object]) -> Document:
    """What the form sent, as typed; `fixed` values (the slug of a lesson that is there) are not the form's to say."""
    document = _values(SHAPES[noun], sent, "") | fixed
    for part, inner in SHAPES[noun].parts.items():
        numbers = [number for number in sent.getlist(part) if number.isdecimal()][:MOST_ITEMS]
        document[part] = [_values(inner, sent, f"{part}.{number}.") for number in numbers]
        for item in document[part]:
            if inner.key == "key":
                item["key"] = item["key"] or new_key(part)
    return document


def _values(shape: Shape, sent: QueryDict, where: str) -> Document:
    plain = {name: _plain_value(name, sent.get(where + name, "")) for name in shape.plain}
    return plain | {
        name: {language: sent.get(f"{where}{name}.{language}", "").replace("\r\n", "\n") for language in LANGUAGES}
        for name in shape.texts
    }


def _plain_value(name: str, typed: str) -> object:
    """Numbers in any digits; what is none stays as it was typed, for the check to refuse."""
    if name not in ("position", "minutes"):
        return typed
    try:
        number = parse_number(typed)
    except ValueError:
        return typed
    return int(number) if number == number.to_integral_value() else typed


def new_key(part: str) -> str:
    """A key for a new item. It is kept for ever, so it says nothing about the words, and comes only once."""
    return f"{part.removesuffix('s')}-{token_hex(4)}"


def rearrange(noun: str, document: Document, wish: str) -> Document:
    """The document with an item added, moved or removed: "questions:add", "questions:2:up", "…:down", "…:remove".

    What makes no sense changes nothing.
    """
    part, _colon, what = wish.partition(":")
    inner = SHAPES[noun].parts.get(part)
    if inner is None:
        return document
    items = list(document[part])
    number, _colon, verb = what.partition(":")
    at = sent_number(number) - 1
    if what == "add":
        items.append(empty_item(part, inner))
    elif 0 <= at < len(items) and verb in ("up", "down", "remove"):
        item = items.pop(at)
        if verb != "remove":
            items.insert(max(0, at - 1) if verb == "up" else at + 1, item)
    return document | {part: items}


def empty_item(part: str, shape: Shape) -> Document:
    plain = dict.fromkeys(shape.plain, "")
    texts = {name: dict.fromkeys(LANGUAGES, "") for name in shape.texts}
    return plain | texts | ({"key": new_key(part)} if shape.key == "key" else {})


def empty(noun: str) -> Document:
    """The document of which nothing is written yet."""
    shape = SHAPES[noun]
    plain = {name: {"source_language": "en", "about": "topic", "position": 0}.get(name, "") for name in shape.plain}
    return plain | {n: dict.fromkeys(LANGUAGES, "") for n in shape.texts} | {part: [] for part in shape.parts}
