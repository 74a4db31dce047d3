"""A canvas as it was: its rows, read from the record alone.

A row's state after line N is the `after` of its last line up to N. Which rows there were is known from the lines that
made them, so the cost grows with the rows of the canvas and not with the length of its history.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection, models

from canvas.models import Canvas, Comment, Note, Segment
from relationships.models import Dismissal, Focus, Indicator, Relationship, Scenario, Tie

BOARD = (Canvas, Segment, Note, Comment)
STRATEGY = (Canvas, Segment, Note, Relationship, Tie, Focus, Indicator)
MODELS = {model._meta.db_table: model for model in dict.fromkeys((*BOARD, *STRATEGY, Dismissal, Scenario))}

STATES = """
    SELECT born."table", born.row_id, state.after
    FROM record_change born CROSS JOIN LATERAL (
        SELECT line.after FROM record_change line
        WHERE line.workspace_id = born.workspace_id AND line."table" = born."table"
          AND line.row_id = born.row_id AND line.seq <= %(seq)s
        ORDER BY line.seq DESC LIMIT 1) state
    WHERE born.workspace_id = %(workspace)s AND born.canvas_id = %(canvas)s AND born.op = 'I' AND born.seq <= %(seq)s
      AND born."table" = ANY(%(tables)s)
      AND state.after IS NOT NULL AND state.after ->> 'removed_at' IS NULL
"""

Values = dict[str, object]


@dataclass
class State:
    """The rows of one canvas after one line of the record, by id, as the record keeps them; removed ones left out."""

    rows: dict[str, dict[int, Values]] = field(default_factory=lambda: {table: {} for table in MODELS})

    def values(self, model: type[models.Model]) -> dict[int, Values]:
        return self.rows[model._meta.db_table]

    def instances(self, model: type[models.Model]) -> list[models.Model]:
        """Unsaved copies of the rows; those that stand in a list, in its order."""
        rows = [instance_of(model, values) for values in self.values(model).values()]
        return sorted(rows, key=lambda row: (getattr(row, "position", ""), row.pk))


def state_at(canvas: Canvas, seq: int, models: Iterable[type[models.Model]] = BOARD) -> State:
    """The rows of these models right after line `seq` of the canvas's workspace's record: one query."""
    state, tables = State(), [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        cursor.execute(STATES, {"workspace": canvas.workspace_id, "canvas": canvas.pk, "seq": seq, "tables": tables})
        for table, row_id, after in cursor.fetchall():
            state.rows[table][row_id] = json.loads(after, parse_float=Decimal)
    return state


def instance_of(model: type[models.Model], values: Values) -> models.Model:
    """The row as it was. A column that it no longer has is passed over; one that it did not have yet is as if new."""
    return model(**{f.attname: value_of(f, values) for f in columns(model) if f.column in values})


def value_of(column: models.Field, values: Values) -> object:
    return column.to_python(values[column.column])


def columns(model: type[models.Model]) -> list[models.Field]:
    """The columns that people fill in, and not the database."""
    return [f for f in model._meta.concrete_fields if not f.generated]
