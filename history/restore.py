"""Going back: a note, a segment or a whole canvas as it was at an earlier moment, as new changes.

Decisions about the focus and the customers' figures stay: they were decided, and happened, whatever the canvas says.
"""

from __future__ import annotations

from django.db import models

from canvas.models import Canvas, Note, Segment
from history.fold import Values, columns, state_at, value_of
from history.references import refer
from record.acting import Actor
from record.models import Change
from relationships.models import Relationship, Tie
from workspaces.acting import acting

REWOUND = (Segment, Note, Relationship, Tie)
OWN = {"id", "workspace_id", "canvas_id", "version"}  # columns that stay the row's own, whatever it goes back to


class MovedOn(Exception):
    """The canvas was changed since the person who wants it back looked at it."""


class NotThere(Exception):
    """The row did not exist at that moment."""


def rewind(canvas: Canvas, seq: int, seen: int, by: Actor, reason: str = "") -> None:
    """The whole canvas as it was after line `seq`: texts, places, segments, colours, relationships. Comments and
    its name stay.

    `seen` is the newest line that the person knew of; raises MovedOn where there are newer ones. The lines say
    "#<seq>" before the reason.
    """
    with acting(by, canvas.workspace_id, "canvas.rewind", reason=refer(seq, reason)):
        if Change.objects.of(canvas.workspace_id).filter(canvas_id=canvas.pk).after(seen).exists():
            raise MovedOn
        state = state_at(canvas, seq, REWOUND)
        for model in REWOUND:
            _rewind_all(canvas, model, state.values(model), by)


def _rewind_all(canvas: Canvas, model: type[models.Model], then: dict[int, Values], by: Actor) -> None:
    for row in model.objects.filter(canvas=canvas).only(*(column.attname for column in columns(model))):
        if row.pk not in then:
            if not row.removed_at:
                row.bury(by.at)
        elif fields := _put(row, then[row.pk]):
            row.store(*fields)


def rewind_row(row: Note | Segment, seq: int, version: int, by: Actor) -> None:
    """One note or segment as it was after line `seq`, removed or not now. Raises Stale, or NotThere."""
    with acting(by, row.workspace_id, f"{row._meta.model_name}.rewind", reason=refer(seq)):
        row.meet(version, removed=True)
        fields = _put(row, state_of(row, seq) | {"removed_at": None})
        if fields:
            row.settle()
            row.store(*fields, "position")


def state_of(row: Note | Segment, seq: int) -> Values:
    """The row as the record has it after line `seq`. Raises NotThere."""
    line = Change.objects.about(row).filter(seq__lte=seq).newest_first().first()
    if line is None or not line.after:
        raise NotThere
    return line.after


def _put(row: models.Model, values: Values) -> list[str]:
    """Gives the row these values, without saving; answers the fields that changed. Newer columns keep theirs."""
    fields = []
    for column in columns(type(row)):
        if column.column in OWN or column.column not in values:
            continue
        value = value_of(column, values)
        if getattr(row, column.attname) != value:
            setattr(row, column.attname, value)
            fields.append(column.attname)
    return fields
