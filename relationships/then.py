"""The relationships as they stood at the end of past days, read from the record alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from django.db import connection

from canvas.models import Canvas
from relationships.models import Relationship

# For each day the last line before its end; then the last line of each relationship up to there.
STANDING = """
    SELECT moment.number, state.after FROM unnest(%(ends)s::timestamptz[]) WITH ORDINALITY moment(ends, number)
    CROSS JOIN LATERAL (SELECT line.seq FROM record_change line
        WHERE line.workspace_id = %(workspace)s AND line.at < moment.ends ORDER BY line.at DESC, line.seq DESC LIMIT 1
        ) until
    CROSS JOIN relationships_relationship known
    CROSS JOIN LATERAL (SELECT line.after FROM record_change line
        WHERE line.workspace_id = %(workspace)s AND line."table" = 'relationships_relationship'
          AND line.row_id = known.id AND line.seq <= until.seq
        ORDER BY line.seq DESC LIMIT 1) state
    WHERE known.workspace_id = %(workspace)s AND known.canvas_id = %(canvas)s
      AND state.after IS NOT NULL AND state.after ->> 'removed_at' IS NULL
    ORDER BY moment.number, known.id
"""


def relationships_on(canvas: Canvas, days: Iterable[date], zone: tzinfo = UTC) -> dict[date, list[Relationship]]:
    """Unsaved copies of the rows at the end of each day, which ends by the clocks of `zone`: one query."""
    found: dict[date, list[Relationship]] = {day: [] for day in days}
    if not found:
        return found
    asked = {"workspace": canvas.workspace_id, "canvas": canvas.pk, "ends": [day_ends(day, zone) for day in found]}
    rows = list(found.values())
    with connection.cursor() as cursor:
        cursor.execute(STANDING, asked)
        for number, after in cursor.fetchall():
            rows[number - 1].append(_row(json.loads(after, parse_float=Decimal)))
    return found


def day_ends(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), zone)


def _row(values: dict[str, object]) -> Relationship:
    columns = (field for field in Relationship._meta.concrete_fields if field.column in values)
    return Relationship(**{field.attname: field.to_python(values[field.column]) for field in columns})
