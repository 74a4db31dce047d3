"""What every row that several people edit has: a version, a tombstone, and honest conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache

from django.db import connection, models
from django.db.models.expressions import Func

from record.acting import Actor
from record.compiled import compiled
from record.trip import Statement
from workspaces.acting import acting, edit_at_once

HOMES = ("workspace_id", "canvas_id")


class Conflict(Exception):
    """The edit met a newer state of the row; `row` is the row as it is now."""

    def __init__(self, row: models.Model):
        super().__init__(f"{row._meta.label} {row.pk} is at version {row.version}")
        self.row = row


class Stale(Conflict):
    """The row was revised since the version that the edit started from."""


class Removed(Conflict):
    """The row was removed since then."""


class Fold(Func):
    """The text as the search sees it: letters, digits and joins that readers hold equal are equal."""

    function = "boom_fold"
    output_field = models.TextField()


class EditableQuerySet(models.QuerySet):
    def present(self) -> EditableQuerySet:
        return self.filter(removed_at=None)


@cache
def stored(model: type[models.Model]) -> list[models.Field]:
    """What the row itself says; what the database works out from it is not read with it."""
    return [field for field in model._meta.concrete_fields if not field.generated]


@cache
def rows_of(model: type[models.Model]) -> Callable[[int], list[models.Model]]:
    @compiled
    def rows(row: int):
        return model._base_manager.filter(pk=row).only(*(field.attname for field in stored(model)))

    return rows


def rewriting(row: models.Model, version: int, fields: dict[str, object]) -> Statement:
    """What saves these values as the next version of the row, if it is there, at home and at this version."""
    named = [(row._meta.get_field(name), value) for name, value in fields.items()]
    columns = "".join(f'"{field.column}" = %s, ' for field, _value in named)
    values = [field.get_db_prep_save(value, connection) for field, value in named]
    homes = [home for home in HOMES if hasattr(row, home)]
    found = " AND ".join(["id = %s", "version = %s", "removed_at IS NULL", *(f"{home} = %s" for home in homes)])
    sql = f'UPDATE "{row._meta.db_table}" SET {columns}version = version + 1 WHERE {found}'  # noqa: S608  (our names)
    return Statement(sql, [*values, row.pk, version, *(getattr(row, home) for home in homes)])


class Editable(models.Model):
    version = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @contextmanager
    def edited(self, by: Actor, verb: str, version: int | None = None, *, removed: bool = False) -> Iterator[None]:
        """An act on this row, which is read in the trip that takes the lock; `meet` says what it raises."""
        with acting(by, self.workspace_id, verb, asking=rows_of(type(self)).along(self.pk)) as rows:
            self.meet(version, removed=removed, rows=rows)
            yield

    def rewrite(self, by: Actor, verb: str, version: int, **fields) -> None:
        """Other values for these fields, started from `version`. Raises Stale or Removed, with the row as it is now;
        nothing is merged."""
        if self._rewrite_at_once(by, verb, version, fields):
            return
        with self.edited(by, verb, version):
            for name, value in fields.items():
                setattr(self, name, value)
            self.store(*fields)

    def _rewrite_at_once(self, by: Actor, verb: str, version: int, fields: dict[str, object]) -> bool:
        """Where all is as it should be, as it mostly is: in one trip. Else nothing is done."""
        if by.begin[:1] != ("canvas_begin",):
            return False
        act = rewriting(self, version, fields)
        rows = edit_at_once(by, self.workspace_id, verb, "NOT archived", act, rows_of(type(self)).along(self.pk))
        if rows is None:
            return False
        self.meet(rows=rows)
        return True

    def meet(self, version: int | None = None, *, removed: bool = False, rows: list | None = None) -> None:
        """Read the row again, under the lock, unless these are the `rows` that were. Raises Stale or Removed unless it
        is as the editor last saw it, and DoesNotExist when there is none, or it belongs elsewhere than this one says:
        so it need not have been read yet.
        """
        for now in rows_of(type(self))(self.pk) if rows is None else rows:
            if any(getattr(self, home) != getattr(now, home) for home in HOMES if hasattr(self, home)):
                raise self.DoesNotExist
            for field in stored(type(self)):
                setattr(self, field.attname, getattr(now, field.attname))
            break
        else:
            raise self.DoesNotExist
        if self.removed_at and not removed:
            raise Removed(self)
        if version is not None and version != self.version:
            raise Stale(self)

    def store(self, *fields: str) -> None:
        """Save the named fields as the next version."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])

    def bury(self, at: datetime) -> None:
        self.removed_at = at
        self.store("removed_at")

    def unbury(self, *fields: str) -> None:
        self.removed_at = None
        self.store("removed_at", *fields)
