"""The months in which something happened on a canvas, in the reader's calendar: where to jump to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db import connection

from accounts.calendar_names import MONTHS
from accounts.days import day_begins
from accounts.months import in_calendar, month_starts
from accounts.reading import Reading
from canvas.models import Canvas
from history.activity import LAST
from history.moments import lines_on

MANY = 50  # lines of a month that are counted; more look like as many

ACTIVE = """
    SELECT month.number, found.count, found.last
    FROM unnest(%(begins)s::timestamptz[]) WITH ORDINALITY month(begins, number)
    CROSS JOIN LATERAL (SELECT coalesce((SELECT line.seq FROM record_change line
        WHERE line.workspace_id = %(workspace)s AND line.at >= month.begins
        ORDER BY line.at LIMIT 1), %(beyond)s) AS seq) since
    CROSS JOIN LATERAL (SELECT coalesce((SELECT line.seq FROM record_change line
        WHERE line.workspace_id = %(workspace)s AND line.at >= (%(begins)s::timestamptz[])[month.number + 1]
        ORDER BY line.at LIMIT 1), %(beyond)s) AS seq) until
    CROSS JOIN LATERAL (SELECT count(*), max(line.seq) AS last FROM (SELECT line.seq FROM record_change line
        WHERE line.workspace_id = %(workspace)s AND line.canvas_id = %(canvas)s
          AND line.seq >= since.seq AND line.seq < until.seq
        ORDER BY line.seq DESC LIMIT %(many)s) line) found
    WHERE found.count > 0 ORDER BY month.number
"""


@dataclass
class Month:
    """A month (its first day) with `count` lines, at most MANY; `last` is the last of them."""

    begins_on: date
    name: str
    count: int
    last: int

    @property
    def share(self) -> int:
        """How busy it was, from 1 to 5."""
        return 1 + self.count * 4 // MANY


def years_of(canvas: Canvas, reading: Reading) -> list[list[Month]]:
    """The months with activity, oldest first, grouped by year: one query beside the two that find the ends."""
    months = months_of(canvas, reading)
    return [list(year) for _year, year in groupby(months, lambda month: _year_of(month.begins_on, reading.calendar))]


def months_of(canvas: Canvas, reading: Reading) -> list[Month]:
    first, last = (
        lines_on(canvas).order_by(order).values_list("at", flat=True).first().astimezone(canvas.workspace.zone).date()
        for order in ("seq", "-seq")
    )
    days = list(month_starts(first, last, reading.calendar))
    begins = [day_begins(day, canvas.workspace.zone) for day in days]
    with connection.cursor() as cursor:
        asked = {"begins": begins, "workspace": canvas.workspace_id, "canvas": canvas.pk, "many": MANY, "beyond": LAST}
        cursor.execute(ACTIVE, asked)
        found = cursor.fetchall()
    names = MONTHS[reading.calendar, reading.language]
    return [
        Month(day, names[in_calendar(day, reading.calendar)[1] - 1], count, last)
        for number, count, last in found
        for day in [days[number - 1]]
    ]


def _year_of(day: date, calendar: str) -> int:
    return in_calendar(day, calendar)[0]
