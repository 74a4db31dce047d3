"""Text to cells: which sign separates them, which column is which, whatever the language of the headings."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

from accounts.numbers import write_number
from accounts.reading import Reading
from accounts.text import fold, join_list
from relationships.imports import MOST_ROWS
from relationships.models import Indicator
from relationships.spreadsheet import unguard

SEPARATORS = "\t;؛,،"
NEEDED = ("segment", "month")
COLUMNS = (*NEEDED, *Indicator.FIGURES)
HEADINGS = {  # besides these, a column may be called as in the code
    "segment": ("segment", "customer segment", "بخش", "بخش مشتری", "بخش مشتریان", "شريحة", "الشريحة", "شريحة العملاء"),
    "month": ("month", "period", "ماه", "الشهر", "شهر"),
    "active": (
        "active", "active customers", "active customers at the end", "customers", "فعال", "مشتریان فعال", "مشتری فعال",
        "مشتریان فعال در پایان ماه", "نشطون", "النشطون", "العملاء النشطون", "العملاء النشطون في نهاية الشهر",
    ),
    "new": (
        "new", "new customers", "تازه", "جدید", "مشتریان تازه", "مشتریان جدید", "مشتری جدید",
        "جدد", "الجدد", "العملاء الجدد",
    ),
    "lost": (
        "lost", "lost customers", "churned", "ازدست‌رفته", "مشتریان ازدست‌رفته", "از دست رفته", "مشتریان از دست رفته",
        "مفقودون", "المفقودون", "العملاء المفقودون",
    ),
    "revenue": ("revenue", "income", "درآمد", "الإيرادات", "إيرادات"),
    "marketing_cost": (
        "marketing cost", "marketing", "هزینهٔ بازاریابی", "هزینه بازاریابی", "بازاریابی", "تكلفة التسويق", "التسويق",
    ),
    "service_cost": (
        "service cost", "service", "هزینهٔ خدمت‌رسانی", "هزینهٔ خدمات", "خدمات", "تكلفة الخدمة", "الخدمة",
    ),
}  # fmt: skip
NAMES = {fold(name): column for column, names in HEADINGS.items() for name in (column, *names)}


@dataclass
class Line:
    """One row of the table, with the number it has in the file."""

    number: int
    cells: dict[str, str]
    is_long: bool = False  # more cells than headings


def read_table(text: str) -> list[Line]:
    """The rows with something in them. ValueError, in the reader's language, where the table can't be understood."""
    separator = _separator(text)
    try:
        rows = _rows(text, separator)
        columns = _columns(next(rows, (0, []))[1])
        lines = []
        for number, cells in rows:
            lines.append(Line(number, dict(zip(columns, cells, strict=False)), len(cells) > len(columns)))
            if len(lines) > MOST_ROWS:
                raise ValueError(
                    _("These are too many rows: {n} is the most. Import them in parts.").format(
                        n=write_number(MOST_ROWS, Reading.current())
                    )
                )
    except csv.Error:
        raise ValueError(_("The table can't be read: look for a quotation mark that is not closed.")) from None
    if not lines:
        raise ValueError(_("There is no row under the headings."))
    return lines


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    for cells in reader:
        if any(map(str.strip, cells)):
            yield reader.line_num, [unguard(cell.strip()) for cell in cells]


def _separator(text: str) -> str:
    """The sign between which most headings are known."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=lambda sign: sum(_column(cell) is not None for cell in heading.split(sign)))


def _column(cell: str) -> str | None:
    return NAMES.get(fold(cell.strip().strip('"')[:80]))


def _columns(cells: list[str]) -> list[str]:
    columns = [_column(cell) or "" for cell in cells]
    known = [column for column in columns if column]
    if lacking := [column for column in NEEDED if column not in known]:
        raise ValueError(_missing(lacking))
    if unknown := [cell for cell, column in zip(cells, columns, strict=True) if cell and not column]:
        raise ValueError(
            _("Nothing is known of these columns: {columns}. The headings can be: {known}.").format(
                columns=_listed(cell[:40] for cell in unknown), known=_listed(headings())
            )
        )
    if twice := [column for column in dict.fromkeys(known) if known.count(column) > 1]:
        raise ValueError(_("These columns are there twice: {columns}.").format(columns=_listed(map(heading, twice))))
    if len(known) == len(NEEDED):
        raise ValueError(
            _("There is no column of figures. The headings can be: {known}.").format(known=_listed(headings()))
        )
    return columns


def _missing(columns: list[str]) -> str:
    return _("The first row must name the columns; these are missing: {columns}. The headings can be: {known}.").format(
        columns=_listed(map(heading, columns)), known=_listed(headings())
    )


def _listed(words) -> str:
    return join_list(words, Reading.current().language)


def heading(column: str, language: str | None = None) -> str:
    """What a column is called, in the reader's language."""
    place = {"en": 0, "fa": 1, "ar": 2}[language or Reading.current().language]
    return MAIN[column][place]


def headings() -> list[str]:
    return [heading(column) for column in COLUMNS]


MAIN = {
    "segment": ("segment", "بخش", "الشريحة"),
    "month": ("month", "ماه", "الشهر"),
    "active": ("active", "مشتریان فعال", "العملاء النشطون"),
    "new": ("new", "مشتریان جدید", "العملاء الجدد"),
    "lost": ("lost", "مشتریان ازدست‌رفته", "العملاء المفقودون"),
    "revenue": ("revenue", "درآمد", "الإيرادات"),
    "marketing_cost": ("marketing cost", "هزینهٔ بازاریابی", "تكلفة التسويق"),
    "service_cost": ("service cost", "هزینهٔ خدمت‌رسانی", "تكلفة الخدمة"),
}
