"""Text to cells: which sign separates them, which column is which, whatever the language of the headings."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import StringIO
from itertools import islice, product

from django.utils.translation import gettext as _

from accounts.numbers import with_numbers
from accounts.reading import Reading
from accounts.text import fold, join_list
from relationships.imports import MOST_ROWS
from relationships.spreadsheet import unguard

SEPARATORS = "\t;؛,،"
SAID = re.compile(r'"?sep=(?P<sign>\t|[^\w\s"])(?P=sign)*"?[ \t]*(?:\n|$)', re.IGNORECASE)  # by a first line, for Excel

# What a heading may say behind its column's name: “revenue ($)”, «درآمد به تومان», «الإيرادات بالدينار».
UNIT = re.compile(
    r"(?P<name>.+?)(?:\s*[(\[](?P<enclosed>[^()\[\]]+)[)\]]|\s*[,،:/–-]\s*(?P<behind>.+)"
    r"|\s+(?:in|به|en)\s+(?P<into>.+)|\s+بال(?P<definite>.+))"
)
HIGHEST = 10  # rows with something in them, among which the headings are looked for


@dataclass(frozen=True)
class Layout:
    """Which columns a table can have: what each may be called, and in English, Persian and Arabic is called here;
    those that it needs; and of `some` one at least. `is_unit` says whether a heading may name this unit beside a
    column."""

    names: Mapping[str, tuple[str, ...]]
    main: Mapping[str, tuple[str, str, str]]
    needed: tuple[str, ...]
    some: tuple[str, ...] = ()
    most: int = MOST_ROWS
    is_unit: Callable[[str, str], bool] = lambda column, text: False

    def column(self, cell: str) -> str | None:
        return self.named(cell)[0]

    def named(self, cell: str) -> tuple[str | None, str]:
        """The column that a heading names, and the unit that it says besides."""
        text = cell.strip().strip('"')[:80]
        if column := self._known.get(fold(text)):
            return column, ""
        if match := UNIT.fullmatch(text):
            column, unit = self._known.get(fold(match["name"])), match[match.lastgroup].strip()
            if column and self.is_unit(column, unit):
                return column, unit
        return None, ""

    @cached_property
    def _known(self) -> dict[str, str]:
        """Besides its names, a column may be called as in the code."""
        return {fold(name): column for column, names in self.names.items() for name in (column, *names)}

    def are_headings(self, cells: Iterable[str]) -> bool:
        """Whether they name what the table needs."""
        named = {*map(self.column, cells)}
        return named.issuperset(self.needed) and not (self.some and named.isdisjoint(self.some))

    def can_hold_a_row(self, cells: Iterable[str]) -> bool:
        """Whether there is enough in them: what is needed, and one of `some`."""
        return sum(map(bool, cells)) >= len(self.needed) + bool(self.some)

    def heading(self, column: str) -> str:
        """What a column is called, in the reader's language."""
        place = {"en": 0, "fa": 1, "ar": 2}[Reading.current().language]
        return self.main[column][place]

    def place(self, column: str) -> int:
        """For what is told of columns; the line itself comes before them."""
        return ["", *self.main].index(column)

    def headings(self) -> list[str]:
        return [self.heading(column) for column in self.main]


@dataclass
class Line:
    """One row of the table, with the number of its first line in the file."""

    number: int
    cells: dict[str, str]
    is_long: bool = False  # more cells than headings, or something written where there is none
    separator: str = ","  # of the table's cells
    above: Line | None = None  # the headings, of which the cells are the units that they say


@dataclass
class Problem:
    """Why a line can't be taken; `column` is "" where it is the line itself."""

    line: int
    column: str
    text: str
    layout: Layout = field(repr=False)

    @property
    def heading(self) -> str:
        return self.layout.heading(self.column) if self.column else ""


def read_table(text: str, layout: Layout) -> list[Line]:
    """The rows with something in them. ValueError, in the reader's language, where the table can't be understood."""
    said = SAID.match(text)
    separator = said["sign"] if said else _separator(text, layout)
    rows = _rows(text, separator)
    if said:
        next(rows)
    top, headings = _headings(rows, layout)
    columns = _columns(headings, layout)
    above = Line(top, {column: unit for column, unit in map(layout.named, headings) if unit})
    first = next(place for place, column in enumerate(columns) if column)  # rows may be numbered before it
    lines = []
    for number, cells in rows:
        under = zip(cells[first:], columns[first:], strict=False)
        is_long = len(cells) > len(columns) or any(cell for cell, column in under if not column)
        lines.append(Line(number, dict(zip(columns, cells, strict=False)), is_long, separator, above))
        if len(lines) > layout.most:
            says = _("These are too many rows: {n} is the most. Import them in parts.")
            raise ValueError(with_numbers(says, n=layout.most))
    if not lines:
        raise ValueError(_("There is no row under the headings."))
    return lines


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield number, [unguard(cell.strip()) for cell in cells]
            number = reader.line_num + 1
    except csv.Error:
        says = _(
            "Line {n} can't be read: look there for a quotation mark that is not closed, or belongs to the text and is "
            "not doubled."
        )
        raise ValueError(with_numbers(says, n=number)) from None


def _separator(text: str, layout: Layout) -> str:
    """The sign between which one of the first lines has most headings that are known."""
    first = islice((line for line in text.split("\n") if line.strip()), HIGHEST)
    known = {
        (line, sign): sum(layout.column(cell) is not None for cell in line.split(sign))
        for line, sign in product(first, SEPARATORS)
    }
    return max(known, key=known.get)[1]


def _headings(rows: Iterator[tuple[int, list[str]]], layout: Layout) -> tuple[int, list[str]]:
    """The first row, or under the report's name and the like the first that names what is needed: what stands above
    it may hold too little for a row of the table, so that none of those is lost."""
    first: tuple[int, list[str]] = (1, [])
    for number, cells in islice(rows, HIGHEST):
        if layout.are_headings(cells):
            return number, cells
        first = first if first[1] else (number, cells)
        if layout.can_hold_a_row(cells):
            break
    return first


def _columns(cells: list[str], layout: Layout) -> list[str]:
    columns = [layout.column(cell) or "" for cell in cells]
    known = [column for column in columns if column]
    headings = listed(layout.headings())
    if lacking := [layout.heading(column) for column in layout.needed if column not in known]:
        text = _("The first row must name the columns; these are missing: {columns}. The headings can be: {known}.")
        raise ValueError(text.format(columns=listed(lacking), known=headings))
    if unknown := [cell[:40] for cell, column in zip(cells, columns, strict=True) if cell and not column]:
        text = _("Nothing is known of these columns: {columns}. The headings can be: {known}.")
        raise ValueError(text.format(columns=listed(unknown), known=headings))
    if twice := [layout.heading(column) for column in dict.fromkeys(known) if known.count(column) > 1]:
        raise ValueError(_("These columns are there twice: {columns}.").format(columns=listed(twice)))
    if layout.some and not set(layout.some) & set(known):
        raise ValueError(_("There is no column of figures. The headings can be: {known}.").format(known=headings))
    return columns


def listed(words: Iterable[str]) -> str:
    """One phrase of them, in the reader's language."""
    return join_list(words, Reading.current().language)
