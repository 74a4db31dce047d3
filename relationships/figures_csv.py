"""The figures of a canvas as CSV that comes back in without a change, and a template to fill in."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from io import StringIO

from accounts.months import in_calendar
from canvas.models import Segment
from relationships.books import calendar_in
from relationships.forms.figures import plain
from relationships.imports.names import LAYOUT
from relationships.imports.plan import labels_of
from relationships.models import Indicator
from relationships.spreadsheet import guard


def write_figures(segments: Iterable[Segment], rows: Iterable[Indicator]) -> str:
    """Headings in the reader's language, ASCII digits, months by the calendar of the books; newest first."""
    segments = list(segments)
    names = {segment.pk: name for name, segment in labels_of(segments).items() if isinstance(segment, Segment)}
    places = {segment.pk: place for place, segment in enumerate(segments)}
    there = sorted((row for row in rows if row.segment_id in places), key=lambda row: row.month_on, reverse=True)
    there.sort(key=lambda row: places[row.segment_id])
    calendar = calendar_in(row.month_on for row in there) or "gregorian"
    return _write(
        [
            names[row.segment_id],
            write_month(row.month_on, calendar),
            *(plain(getattr(row, n)) for n in Indicator.FIGURES),
        ]
        for row in there
    )


def write_template(segments: Iterable[Segment], month: date, calendar: str) -> str:
    """One empty line a segment, for this month."""
    segments = list(segments)
    names = {segment.pk: name for name, segment in labels_of(segments).items() if isinstance(segment, Segment)}
    return _write([names[each.pk], write_month(month, calendar), *[""] * len(Indicator.FIGURES)] for each in segments)


def write_month(day: date, calendar: str) -> str:
    """1405/08, 2026-10: no spreadsheet makes something else of it... and Excel, which makes a date of the second,
    writes Oct-26 or the first day of that month, which are understood too."""
    year, month = in_calendar(day, calendar)
    return f"{year}/{month:02}" if calendar == "jalali" else f"{year}-{month:02}"


def _write(rows: Iterable[list[str]]) -> str:
    """With the mark by which spreadsheets know UTF-8."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(LAYOUT.headings())
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return "\ufeff" + text.getvalue()
