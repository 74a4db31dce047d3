"""Tables as files: CSV, one a table, and an XLSX of several. In neither can a text be taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter

from accounts.text import strip_bidi
from exports.tables.table import Table, Value
from relationships.spreadsheet import guard

FORBIDDEN = re.compile(r"[\[\]:*?/\\']")  # in the name of a sheet
LONGEST_SHEET = 31
LONGEST_CELL = 32_767


def as_csv(table: Table) -> bytes:
    """With the mark by which spreadsheets know UTF-8, days in ISO, digits in ASCII."""
    text = io.StringIO(newline="")
    text.write("\ufeff")
    rows = csv.writer(text)
    rows.writerow([guard(column.heading) for column in table.columns])
    rows.writerows([_plain(value) for value in row] for row in table.rows)
    return text.getvalue().encode()


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return f"{value:f}" if isinstance(value, Decimal) else "" if value is None else str(value)


def as_xlsx(tables: Iterable[Table], direction: str, title: str) -> bytes:
    """A sheet for each table, running in `direction`; texts are cells of text, which no spreadsheet reckons with."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": strip_bidi(title)})
    looks = {
        "head": book.add_format({"bold": True, "bg_color": "#f4f1e8", "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0.####", "valign": "top"}),
        "whole": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top"}),
    }
    for table in tables:
        _write_sheet(book.add_worksheet(FORBIDDEN.sub(" ", table.title)[:LONGEST_SHEET]), table, direction, looks)
    book.close()
    return file.getvalue()


def _write_sheet(sheet, table: Table, direction: str, looks: dict) -> None:
    if direction == "rtl":
        sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, looks["head"])
    for number, row in enumerate(table.rows, 1):
        for place, value in enumerate(row):
            _write_cell(sheet, number, place, value, looks)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _write_cell(sheet, row: int, place: int, value: Value, looks: dict) -> None:
    if isinstance(value, str):
        if value:
            sheet.write_string(row, place, value[:LONGEST_CELL], looks["text"])
    elif isinstance(value, datetime):
        sheet.write_datetime(row, place, value, looks["moment"])
    elif isinstance(value, date):
        _write_day(sheet, row, place, value, looks)
    elif value is not None:
        sheet.write_number(row, place, value, looks["number" if isinstance(value, Decimal) else "whole"])


def _write_day(sheet, row: int, place: int, value: date, looks: dict) -> None:
    """Spreadsheets know no day before 1900."""
    if value.year < 1900:
        sheet.write_string(row, place, value.isoformat(), looks["text"])
    else:
        sheet.write_datetime(row, place, value, looks["day"])
