"""The months that a figure is taken over, as they are said."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext

from accounts.dates import write_date
from accounts.reading import Reading
from accounts.text import join_list
from relationships.books import calendar_of, reading_of
from relationships.numbers import Month, follows


def added_up(months: Sequence[Month], reading: Reading) -> str:
    """ "October 2026", or "August 2026 to October 2026, added up"."""
    named = span(months, reading)
    return gettext("{months}, added up").format(months=named) if len(months) > 1 else named


def span(months: Sequence[Month], reading: Reading) -> str:
    """The first and the last; each by its name where one between them is left out."""
    if len(months) < 2 or has_gap(months):
        return listed(months, reading)
    first, last = names(months, reading)[:: len(months) - 1]
    return gettext("{first} to {last}").format(first=first, last=last)


def listed(months: Sequence[Month], reading: Reading) -> str:
    return join_list(names(months, reading), reading.language)


def names(months: Sequence[Month], reading: Reading) -> list[str]:
    books = reading_of(calendar_of([month.row for month in months], reading), reading)
    return [write_date(month.row.month_on, books, "month") for month in months]


def has_gap(months: Sequence[Month]) -> bool:
    return not all(follows(after.row.month_on, before.row.month_on) for before, after in pairwise(months))
