"""Taking an act back: a new change that puts each of its rows where it was before, if nothing came in between."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from canvas.models import Canvas, Comment
from canvas.models.placed import Placed
from canvas.parts import differing
from history.acts import lines_of
from history.fold import MODELS, columns, value_of
from history.references import UNDO, refer
from record.acting import Actor
from record.models import Change
from relationships.books import WrongMonth, check_months
from relationships.models import Focus, Indicator
from workspaces.acting import acting

FINAL = {Focus._meta.db_table}  # it is withdrawn with a reason, or followed by another
PLACE_KEPT = {"version", "position"}  # a note that was only moved is still the note that was added


class NotUndoable(Exception):
    """Changes of this kind are not undone with a click (who is a member), or not by this person (a comment);
    or it would bring back what may not be any more, as its words then say."""


class ChangedSince(Exception):
    """The row of `line` is not as the line left it."""

    def __init__(self, line: Change):
        super().__init__(f"line {line.seq} is not the last word on {line.table} {line.row_id}")
        self.line = line


def undo(change: Change, by: Actor) -> None:
    """Undo the whole act that `change` belongs to; undoing an undo does it again.

    The new lines give "#<first line of the act>" as their reason. Raises NotUndoable, or ChangedSince where somebody
    changed the same columns of a row since; other columns keep what they say now.
    """
    lines = lines_to_undo(change, by.user_id)
    with acting(by, change.workspace_id, UNDO, reason=refer(lines[-1].seq)):
        rows = rows_of(change.workspace_id, lines)
        touched: dict[models.Model, set[str]] = {}
        for line in lines:
            row = rows.get((line.table, line.row_id))
            if row is None or not is_as_left(line, row):
                raise ChangedSince(line)
            touched.setdefault(row, set()).update(_take_back(line, row, by))
        for row, fields in touched.items():
            row.save(update_fields=fields)
        for row in touched:
            _settle(row)
        _check_books(touched)


def lines_to_undo(change: Change, user_id: int) -> list[Change]:
    """The lines that undoing it takes back, newest first. A canvas that was made is put away whole."""
    lines = lines_of(change)
    made = [line for line in lines if line.table == Canvas._meta.db_table and line.op == "I"]
    lines = made or lines
    if not all(is_undoable(line, user_id) for line in lines):
        raise NotUndoable
    return lines


def is_undoable(line: Change, user_id: int) -> bool:
    own = line.table != Comment._meta.db_table or line.actor_id == user_id
    return line.table in MODELS.keys() - FINAL and line.op in "IU" and own


def rows_of(workspace_id: int, lines: Iterable[Change]) -> dict[tuple[str, int], models.Model]:
    """The rows of these lines as they are now, by table and id: one query for each table."""
    ids: dict[str, set[int]] = {}
    for line in lines:
        if line.table in MODELS:
            ids.setdefault(line.table, set()).add(line.row_id)
    return {
        (table, row.pk): row
        for table, those in ids.items()
        for row in MODELS[table].objects.filter(workspace_id=workspace_id, pk__in=those).defer(*_generated(table))
    }


def is_as_left(line: Change, row: models.Model) -> bool:
    """Whether the row still says what this line made it say."""
    changed = differing(line) if line.op == "U" else {*(line.after or {})} - PLACE_KEPT
    gone = getattr(row, "removed_at", None) and "removed_at" not in changed
    return not gone and all(
        getattr(row, column.attname) == value_of(column, line.after)
        for column in columns(type(row))
        if column.column in changed - {"version"}
    )


def _take_back(line: Change, row: models.Model, by: Actor) -> set[str]:
    """Puts the row back as it was before the line, without saving; answers which fields that were."""
    changed = differing(line) if line.op == "U" else {"version"}
    fields = {column.attname for column in columns(type(row)) if column.column in changed}
    for column in columns(type(row)):
        if column.attname in fields and column.column != "version":
            setattr(row, column.attname, value_of(column, line.before))
    if line.op == "I":
        put_away = "archived_at" if isinstance(row, Canvas) else "removed_at"
        setattr(row, put_away, by.at)
        fields.add(put_away)
    if "version" in fields:
        row.version += 1
    return fields


def _settle(row: models.Model) -> None:
    if isinstance(row, Placed) and not row.removed_at:
        kept = row.position
        row.settle()
        if row.position != kept:
            row.save(update_fields=["position"])


def _check_books(rows: Iterable[models.Model]) -> None:
    """Raises NotUndoable where months came back that are none of the canvas's books, begun anew since then."""
    if back := [row for row in rows if isinstance(row, Indicator) and not row.removed_at]:
        others = Indicator.objects.present().filter(canvas_id=back[0].canvas_id).exclude(pk__in=[r.pk for r in back])
        kept = others.order_by("month_on", "pk").values_list("month_on", flat=True)[:1]
        try:
            check_months([row.month_on for row in back], kept)
        except WrongMonth as wrong:
            raise NotUndoable(str(wrong)) from wrong


def _generated(table: str) -> list[str]:
    return [field.name for field in MODELS[table]._meta.concrete_fields if field.generated]
