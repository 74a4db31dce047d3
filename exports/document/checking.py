"""Whether a document that comes in can be taken: every problem is said, with the path to it, before anything is
written."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from math import isfinite

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from accounts.dates import GREGORIAN_YEARS, can_be_typed
from accounts.numbers import with_numbers, write_digits
from accounts.reading import Reading
from accounts.text import clean_body, clean_line, is_storable
from exports.document import FIRST, SCHEMA

MOST_ROWS = 5000  # of one list
MOST_PROBLEMS = 100
MOST_SIGNS = {b"[": 300_000, b"{": 300_000, b",": 2_000_000}  # that build the whole: small texts can be large in memory
YEARS = range(1900, 2200)


class Unsound(Exception):
    """`problems` says what is wrong and where, in the reader's language."""

    def __init__(self, problems: list[tuple[str, str]]):
        super().__init__("; ".join(f"{path}: {says}" for path, says in problems[:5]))
        self.problems = problems[:MOST_PROBLEMS]


@dataclass
class Check:
    problems: list[tuple[str, str]] = field(default_factory=list)

    def wrong(self, path: str, says: object) -> None:
        self.problems.append((path, str(says)))

    @property
    def is_sound(self) -> bool:
        """As far as was looked."""
        return not self.problems

    def done(self) -> None:
        if self.problems:
            raise Unsound(self.problems)

    def object(self, given: object, path: str, known: tuple[str, ...]) -> dict:
        """The object; of fields that nobody knows it is said so, since they would be lost."""
        if not isinstance(given, Mapping):
            self.wrong(path, _("This is not an object."))
            return {}
        for name in given:
            if name not in known:
                self.wrong(f"{path}.{clean_body(name[:40])}", _("This field is unknown."))
        return dict(given)

    def rows(self, given: object, path: str, known: tuple[str, ...], most: int = MOST_ROWS) -> list[dict]:
        given = [] if given is None else given
        if not isinstance(given, list) or len(given) > most:
            self.wrong(path, with_numbers(_("This is not a list of at most {count}."), count=most))
            return []
        return [self.object(row, f"{path}[{number}]", known) for number, row in enumerate(given)]

    def text(self, given: object, path: str, clean: Callable[[str], str], longest: int) -> str:
        if not isinstance(given, str):
            self.wrong(path, _("This is not a text."))
        elif not is_storable(given):
            self.wrong(path, _("This text holds characters that can't be stored."))
        elif len(given) > 4 * longest + 100:
            self.wrong(path, with_numbers(_("At most {count} characters."), count=longest))
        else:
            return self._cleaned(given, path, clean, longest)
        return ""

    def _cleaned(self, given: str, path: str, clean: Callable[[str], str], longest: int) -> str:
        try:
            text = clean(given)
        except ValueError as error:
            self.wrong(path, error)
            return ""
        if len(text) > longest:
            self.wrong(path, with_numbers(_("At most {count} characters."), count=longest))
        return text

    def moment(self, given: object, path: str) -> datetime | None:
        """In ISO 8601, with its place in the world; of years that people have been writing such files in."""
        try:
            moment = datetime.fromisoformat(given) if isinstance(given, str) and len(given) <= 40 else None
            if moment and moment.tzinfo and moment.astimezone(UTC).year in YEARS:
                return moment
        except (ValueError, OverflowError):
            pass
        self.wrong(path, _("This is not a moment, as in {example}.").format(example="2026-03-21T09:30:00+00:00"))
        return None

    def model(self, row: models.Model, given: dict, path: str, names: tuple[str, ...], lines: tuple[str, ...]) -> None:
        """Puts the values into the row, each as its field takes it; `lines` are texts of one line."""
        for name in names:
            self._value(row, given.get(name), f"{path}.{name}", row._meta.get_field(name), name in lines)

    def _value(self, row: models.Model, value: object, path: str, kept: models.Field, is_line: bool) -> None:
        if isinstance(kept, models.CharField | models.TextField) and not kept.choices:
            clean = clean_line if is_line else clean_body
            setattr(row, kept.attname, self.text("" if value is None else value, path, clean, kept.max_length))
            return
        value = _empty(kept) if value is None else value
        if not _suits(value, kept):
            self.wrong(path, _("This is not the kind of value that stands here."))
            return
        try:
            setattr(row, kept.attname, _taken(value, row, kept))
        except ValidationError as error:
            self.wrong(path, " ".join(error.messages))


def _suits(value: object, kept: models.Field) -> bool:
    """Whether it is of the kind that the field could take: numbers as whole numbers or exact texts, never a float; days
    as texts."""
    if isinstance(kept, ArrayField):
        return (
            isinstance(value, list)
            and len({str(one) for one in value}) == len(value)
            and all(isinstance(one, str) for one in value)
        )
    if isinstance(kept, models.BooleanField):
        return isinstance(value, bool)
    kinds = str if isinstance(kept, models.DateField) else str | int
    return value is None or (isinstance(value, kinds) and not isinstance(value, bool))


def _taken(value: object, row: models.Model, kept: models.Field) -> object:
    """As the field takes it, a day only of the years that a page would take. Raises ValidationError."""
    value = kept.clean(value, row)
    if isinstance(value, date) and not can_be_typed(value):
        first, last = (write_digits(str(GREGORIAN_YEARS[at]), Reading.current()) for at in (0, -1))
        raise ValidationError(_("This day is not of the years {first} to {last}.").format(first=first, last=last))
    return value


def _empty(kept: models.Field) -> object:
    """What a field holds of which nothing is said."""
    return kept.get_default() if kept.has_default() else None if kept.null else ""


def clean_name(text: str) -> str:
    """Of a person somewhere else: on one line. It may be empty."""
    return " ".join(clean_body(text).split())


def parsed(content: bytes) -> dict:
    """The JSON as it stands. Raises Unsound where it is none, or of no schema that is known."""
    if any(content.count(sign) > most for sign, most in MOST_SIGNS.items()):
        raise Unsound([("", _("This file holds more than a canvas can."))])
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):
        raise Unsound([("", _("This is not a JSON file in UTF-8."))]) from None
    if not isinstance(document, dict) or document.get("schema") not in (SCHEMA, FIRST):
        raise Unsound([("schema", _("This is not a canvas that Boom exported ({schema}).").format(schema=SCHEMA))])
    return document


def _finite(digits: str) -> float:
    number = float(digits)
    return number if isfinite(number) else _refuse(digits)


def _refuse(constant: str) -> None:
    raise ValueError(constant)
