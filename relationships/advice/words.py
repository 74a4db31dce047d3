"""What a finding speaks of: names and numbers that are written when they are read, in the reader's way.

Each word has a `key`: what of it must stay the same for the facts to be the same. A name's key is its row, so that
renaming changes nothing; a number's is the number to two digits, so that a small move changes nothing either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext, pgettext

from accounts.compact import write_compact
from accounts.dates import write_date
from accounts.numbers import write_number, write_percent
from accounts.reading import Reading
from accounts.text import isolate, join_list
from record.sentences import shorten


@dataclass(frozen=True)
class Word:
    value: object

    @property
    def key(self) -> str:
        return str(self.value)

    def plain(self, reading: Reading) -> str:
        """As it stands in plain text."""
        return str(self.value)

    def html(self, reading: Reading) -> SafeString:
        return format_html("{}", self.plain(reading))


class Name(Word):
    """A row that people named: a segment, a relationship."""

    value: models.Model

    @property
    def key(self) -> str:
        return f"{self.value._meta.model_name}-{self.value.pk}"

    def plain(self, reading: Reading) -> str:
        return isolate(shorten(str(self.value)))

    def html(self, reading: Reading) -> SafeString:
        return format_html("<bdi>{}</bdi>", shorten(str(self.value)))


class Term(Word):
    """One of our own choices (a kind, a goal, a channel), as it stands inside a sentence."""

    def plain(self, reading: Reading) -> str:
        label = str(self.value.label)
        return label if label.isupper() or reading.language != "en" else label[:1].lower() + label[1:]


class Number(Word):
    """A count, or weights of 100; as short as it can be read."""

    value: Decimal | int

    @property
    def key(self) -> str:
        return f"{Decimal(self.value):.2g}"

    def plain(self, reading: Reading) -> str:
        return write_compact(self.value, reading)


class Money(Number):
    """In the canvas's own currency, which is not named."""


class Share(Number):
    @property
    def key(self) -> str:
        return f"{self.value:.2f}"

    def plain(self, reading: Reading) -> str:
        return write_percent(self.value, reading)


class Ratio(Number):
    def plain(self, reading: Reading) -> str:
        return write_number(self.value, reading, 1)


class Months(Number):
    def plain(self, reading: Reading) -> str:
        whole = round(self.value)
        return ngettext("{n} month", "{n} months", whole).format(n=write_number(whole, reading))


@dataclass(frozen=True)
class Over(Word):
    """Months, of which only every `step` of them changes the facts: what goes on is not news each month."""

    value: int
    step: int

    @property
    def key(self) -> str:
        return str(self.value // self.step)

    def plain(self, reading: Reading) -> str:
        return Months(self.value).plain(reading)


class Day(Word):
    value: date

    def plain(self, reading: Reading) -> str:
        return write_date(self.value, reading, "day")


class Month(Day):
    def plain(self, reading: Reading) -> str:
        return write_date(self.value, reading, "month")


@dataclass(frozen=True)
class Several(Word):
    """Words in a row; of many only the first few, and how many more."""

    value: Sequence[Word]
    most: int = 4

    @property
    def key(self) -> str:
        return ",".join(sorted(word.key for word in self.value))

    def plain(self, reading: Reading) -> str:
        return join_list([word.plain(reading) for word in self._shown] + self._rest(reading), reading.language)

    def html(self, reading: Reading) -> SafeString:
        parts = [word.html(reading) for word in self._shown] + self._rest(reading)
        return mark_safe(join_list(parts, reading.language))  # noqa: S308 - each is escaped, the joints are ours

    @property
    def _shown(self) -> Sequence[Word]:
        return self.value if len(self.value) <= self.most + 1 else self.value[: self.most]

    def _rest(self, reading: Reading) -> list[str]:
        left = len(self.value) - len(self._shown)
        return [pgettext("in a list", "{n} more").format(n=write_number(left, reading))] if left else []
