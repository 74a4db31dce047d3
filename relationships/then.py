"""The segments, relationships and ties as they stood at the end of past days, read from the record alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo
from decimal import Decimal

from django.db import connection, models

from accounts.days import day_ends
from canvas.models import Canvas, Note, Segment
from relationships.facts import with_notes
from relationships.models import Relationship, Tie

# For each day the last line before its end; then the last line of each row up to there.
STANDING = """
    SELECT moment.number, known.place, state.after
    FROM unnest(%(ends)s::timestamptz[]) WITH ORDINALITY moment(ends, number)
    CROSS JOIN LATERAL (SELECT line.seq FROM record_change line
        WHERE line.workspace_id = %(workspace)s AND line.at < moment.ends ORDER BY line.at DESC, line.seq DESC LIMIT 1
        ) until
    CROSS JOIN (
        SELECT 'canvas_segment' AS place, id FROM canvas_segment
        WHERE workspace_id = %(workspace)s AND canvas_id = %(canvas)s
        UNION ALL SELECT 'relationships_relationship', id FROM relationships_relationship
        WHERE workspace_id = %(workspace)s AND canvas_id = %(canvas)s
        UNION ALL SELECT 'relationships_tie', id FROM relationships_tie
        WHERE workspace_id = %(workspace)s AND canvas_id = %(canvas)s
        UNION ALL SELECT 'canvas_note', note.id FROM canvas_note note
        JOIN relationships_tie tie ON tie.workspace_id = note.workspace_id AND tie.note_id = note.id
        WHERE note.workspace_id = %(workspace)s AND note.canvas_id = %(canvas)s GROUP BY note.id
        ) known
    CROSS JOIN LATERAL (SELECT line.after FROM record_change line
        WHERE line.workspace_id = %(workspace)s AND line."table" = known.place
          AND line.row_id = known.id AND line.seq <= until.seq
        ORDER BY line.seq DESC LIMIT 1) state
    WHERE state.after IS NOT NULL
    ORDER BY moment.number, known.id
"""

MODELS = {model._meta.db_table: model for model in (Segment, Relationship, Tie, Note)}


@dataclass
class Then:
    """Unsaved copies of the rows at the end of a day, segments in their order; of notes those that anything was ever
    tied to. `known` are the ids of all the segments that the record had by then, removed ones too."""

    segments: list[Segment] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    known: set[int] = field(default_factory=set)

    def take(self, row: Segment | Relationship | Tie | Note) -> None:
        if isinstance(row, Segment):
            self.known.add(row.pk)
        if not row.removed_at:
            getattr(self, f"{row._meta.model_name}s").append(row)

    def settle(self) -> None:
        """Once all are taken."""
        self.segments.sort(key=lambda segment: (segment.position, segment.pk))
        self.ties = with_notes(self.ties, self.notes)


def then_on(canvas: Canvas, days: Iterable[date], zone: tzinfo = UTC) -> dict[date, Then]:
    """What stood at the end of each day, which ends by the clocks of `zone`: one query."""
    found = {day: Then() for day in days}
    if not found:
        return found
    asked = {"workspace": canvas.workspace_id, "canvas": canvas.pk, "ends": [day_ends(day, zone) for day in found]}
    each = list(found.values())
    with connection.cursor() as cursor:
        cursor.execute(STANDING, asked)
        for number, place, after in cursor.fetchall():
            each[number - 1].take(_row(MODELS[place], canvas, json.loads(after, parse_float=Decimal)))
    for then in each:
        then.settle()
    return found


def _row(model: type[models.Model], canvas: Canvas, values: dict[str, object]) -> models.Model:
    columns = (field for field in model._meta.concrete_fields if field.column in values and not field.generated)
    row = model(**{field.attname: field.to_python(values[field.column]) for field in columns})
    row.canvas = canvas
    return row
