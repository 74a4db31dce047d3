"""What a row said before and what it says after, column by column, as people read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.dates import write_date
from accounts.numbers import write_number, write_percent
from accounts.reading import Reading
from accounts.text import join_list
from accounts.word_differences import difference
from canvas.blocks import Block, Channel, Colour
from history.fold import Values
from record.models import Change
from record.sentences import SHORT
from relationships.kinds import Goal, State, Strength

TEXTS = {"text": _("Text"), "name": _("Name"), "description": _("Description")}
CHOICES: dict[str, tuple[Promise, type[Choices]]] = {
    "block": (_("Block"), Block),
    "channel": (_("Channel type"), Channel),
    "colour": (_("Colour"), Colour),
    "expected": (_("Expected by the segment"), Strength),
    "state": (_("State"), State),
}
LISTS: dict[str, tuple[Promise, type[Choices]]] = {"goals": (_("Goals"), Goal), "channels": (_("Channels"), Channel)}
NUMBERS = {
    "customers": _("Number of customers"),
    "value": _("Value per customer a month"),
    "fixed_cost": _("Fixed cost a month"),
    "customer_cost": _("Cost per customer a month"),
    "active": _("Active customers at the end"),
    "new": _("New customers"),
    "lost": _("Lost customers"),
    "revenue": _("Revenue"),
    "marketing_cost": _("Marketing cost"),
    "service_cost": _("Service cost"),
}
YES_NO = {"knows_customer": _("It knows each customer")}
OWNER = pgettext_lazy("relationship", "Owner")
DAYS = {"since_on": pgettext_lazy("relationship", "Since")}
SHARES = {"margin": _("Gross margin"), "retention": _("Retention a month")}


@dataclass(frozen=True)
class Detail:
    """One column that changed: a text as HTML with what went and came, or a short value before and after.

    A text that came or went as a whole is in `came` or `went`.
    """

    label: str | Promise
    text: SafeString | str = ""
    came: str = ""
    went: str = ""
    before: str = ""
    after: str = ""


def details_of(
    before: Values | None, after: Values | None, reading: Reading, segments: Mapping, people: Mapping
) -> list[Detail]:
    """What differs; `segments` and `people` are names by id. Of a row that came or went only what a sentence has no
    room for."""
    if not before or not after:
        return _long_texts(before, after)
    found = [
        Detail(label, text=difference(before.get(name) or "", after.get(name) or ""))
        for name, label in TEXTS.items()
        if before.get(name) != after.get(name)
    ]
    for name in (*CHOICES, *LISTS, "segment_id", "owner_id", *DAYS, *YES_NO, *NUMBERS, *SHARES):
        if before.get(name) != after.get(name):
            label, write = _writer(name, reading, segments, people)
            found.append(Detail(label, before=write(before.get(name)), after=write(after.get(name))))
    return found


def ids_in(lines: Iterable[Change], column: str) -> set[int]:
    """The rows that these lines point to, before or after, by their `column` ("segment_id")."""
    rows = (row for line in lines for row in (line.before, line.after) if row)
    return {row[column] for row in rows if row.get(column)}


def _long_texts(before: Values | None, after: Values | None) -> list[Detail]:
    row, way = (after, "came") if after else (before or {}, "went")
    texts = {label: row.get(name) or "" for name, label in TEXTS.items()}
    return [Detail(label, **{way: text}) for label, text in texts.items() if len(text) > SHORT or "\n" in text]


def _word(choices: type[Choices], value: str | int | None) -> str:
    """The choice as people read it; one that there is no more, as it was kept."""
    return str(choices(value).label if value in choices.values else "" if value is None else value)


def _writer(name: str, reading: Reading, segments: Mapping, people: Mapping):
    if name in CHOICES:
        label, choices = CHOICES[name]
        return label, lambda value: _word(choices, value)
    if name in LISTS:
        label, choices = LISTS[name]
        return label, lambda value: join_list([_word(choices, v) for v in value or ()], reading.language)
    if name == "segment_id":
        return _("Segment"), lambda value: str(segments.get(value, "")) if value else str(_("All segments"))
    if name == "owner_id":
        return OWNER, lambda value: str(people.get(value, "")) if value else str(_("Nobody yet"))
    if name in DAYS:
        return DAYS[name], lambda value: write_date(date.fromisoformat(value), reading) if value else ""
    if name in YES_NO:
        return YES_NO[name], lambda value: str(_("Yes") if value else _("No"))
    if name in NUMBERS:
        return NUMBERS[name], lambda value: "" if value is None else write_number(Decimal(str(value)), reading)
    return SHARES[name], lambda value: "" if value is None else write_percent(Decimal(str(value)), reading)
