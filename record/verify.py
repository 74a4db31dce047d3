"""Whether the record is whole, and whether the tables hold what the record says: nothing is trusted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, models, transaction

from record.models import Change, Head, Request
from record.triggers import recorded_models

LINES = 20_000  # checked at a time
WHY = {
    "gap": "lines are missing before line {seq}",
    "text": "line {seq} was altered: the digest of its rows and reason does not fit",
    "link": "line {seq} was altered or moved: it does not follow from the line before",
}
DIFFERING = """
    WITH logged AS (
      SELECT DISTINCT ON (row_id) row_id, seq, after FROM record_change
       WHERE workspace_id = %(workspace)s AND "table" = %(table)s ORDER BY row_id, seq DESC),
    live AS (
      SELECT id, to_jsonb(t) - %(generated)s::text[] AS row_ FROM {table} t WHERE {column} = %(workspace)s)
    SELECT coalesce(row_id, id), seq, after, row_ FROM logged FULL JOIN live ON id = row_id
     WHERE after IS DISTINCT FROM row_ ORDER BY 1
"""
Progress = Callable[[int, int], None]
Check = Callable[[int], Iterable[str]]
_checks: list[Check] = []


def verifies(check: Check) -> Check:
    """Marks a function of an app above that knows of rows which the record vouches for by a digest: it says what is
    wrong with those of one workspace."""
    _checks.append(check)
    return check


@dataclass(frozen=True)
class Whole:
    """A record that is whole and equal to its rows; `digest` vouches for all its lines up to `seq`."""

    seq: int
    digest: str
    rows: int


def workspaces() -> list[int]:
    """Every workspace that has a record, or is there without one, or that something of a record is left of."""
    ids: set[int] = set()
    for model in (Head, Change, Request):
        ids |= set(model.objects.order_by().values_list("workspace_id", flat=True).distinct())
    for model, column in recorded_models().items():
        if column == "id":
            ids |= set(model.objects.values_list("pk", flat=True))
    return sorted(ids)


def verify(workspace_id: int, progress: Progress = lambda done, all_: None) -> Whole | list[str]:
    """What is wrong with one workspace, the first broken line first; Whole when nothing is.

    All is read in one snapshot, so that people may go on working. `progress` hears (lines done, all lines).
    Not inside a transaction of the caller's.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET LOCAL timezone = 'UTC'; SET LOCAL bytea_output = 'hex'")
        head = Head.objects.filter(pk=workspace_id).values_list("seq", "digest").first()
        faults = [] if head else list(_gone(workspace_id))
        head = head or (0, b"")
        faults += _broken_lines(workspace_id, head, progress)
        rows = 0
        for model, column in recorded_models().items():
            faults += _differing_rows(workspace_id, model, column)
            rows += model.objects.filter(**{column: workspace_id}).count()
        faults += [fault for check in _checks for fault in check(workspace_id)]
    return faults or Whole(head[0], bytes(head[1]).hex(), rows)


def _gone(workspace_id: int) -> Iterator[str]:
    """Of a record without an end: whether a purge says so, and what should have gone along."""
    if Change.objects.purges(row_id=workspace_id).exists():
        yield "it was purged, and yet something of it is there"
    elif Request.objects.filter(workspace_id=workspace_id).exists():
        yield "its record is gone, and no purge says so"


def _broken_lines(workspace_id: int, head: tuple[int, bytes], progress: Progress) -> Iterator[str]:
    """The first broken line; in a chain of whole ones, a head that is not its end."""
    lines = Change.objects.of(workspace_id).newest_first()
    last = lines.values_list("seq", "digest").first() or (0, b"")
    for since in range(0, last[0], LINES):
        if broken := _first_broken(workspace_id, since):
            yield broken
            return
        progress(min(since + LINES, last[0]), last[0])
    if head[0] != last[0] or (last[0] and head[1] != last[1]):
        yield f"the record ends at line {last[0]} and its head is at {head[0]}: its end was cut or rewritten"


def _first_broken(workspace_id: int, since: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, why FROM record_verify(%s, %s, %s)", [workspace_id, since, since + LINES])
        broken = cursor.fetchone()
    return WHY[broken[1]].format(seq=broken[0]) if broken else ""


def _differing_rows(workspace_id: int, model: type[models.Model], column: str) -> Iterator[str]:
    """Rows of one table that are not as their last line left them."""
    table = model._meta.db_table
    quote = connection.ops.quote_name
    generated = [field.column for field in model._meta.concrete_fields if field.generated]
    with connection.cursor() as cursor:
        words = {"workspace": workspace_id, "table": table, "generated": generated}
        cursor.execute(DIFFERING.format(table=quote(table), column=quote(column)), words)
        for row_id, seq, after, row in cursor.fetchall():
            if why := _difference(model, after and json.loads(after), row and json.loads(row)):
                yield f"{table} {row_id} is not as line {seq or '(none)'} left it: {why}"


def _difference(model: type[models.Model], logged: dict | None, row: dict | None) -> str:
    if row is None:
        return "it is gone"
    if logged is None:
        return "it should not be there"
    # A column of a later release is not on older lines: it must still hold what that release put there.
    added = {f.column: f.get_default() for f in model._meta.concrete_fields if f.column not in logged}
    return ", ".join(name for name in row if row[name] != (added | logged)[name])
