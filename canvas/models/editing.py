"""What every row that several people edit has: a version, a tombstone, and honest conflicts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.expressions import Func

from record.acting import Actor
from record.compiled import compiled
from workspaces.acting import acting, edit_at_once
from workspaces.roles import Role

HOMES = ("workspace_id", "canvas_id")
LARGEST = models.BigIntegerField.MAX_BIGINT  # number that a function of the database can be given


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


# The row that is rewritten at once, while open pages are told: whoever draws it need not ask for it.
at_hand: ContextVar[Editable | None] = ContextVar("at hand", default=None)


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


class Editable(models.Model):
    version = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    SHOWN: tuple[str, ...] = ()  # what sql/rewrite.sql answers besides the row, for its card

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
        """Where all is as it should be, as it mostly is: in one trip (sql/rewrite.sql). Else nothing is done."""
        if by.begin != ("canvas_begin", self.canvas_id) or max(self.pk, version) > LARGEST:
            return False
        function, told = f"{self._meta.model_name}_rewrite", json.dumps(fields, cls=DjangoJSONEncoder)
        values = self.canvas_id, Role.EDITOR, self.pk, version, told
        token = at_hand.set(self)
        try:
            return edit_at_once(by, self.workspace_id, verb, function, values, self.SHOWN, done=self.rewritten)
        finally:
            at_hand.reset(token)

    def rewritten(self, row: dict[str, object]) -> None:
        """It was, in the database: this is the row as the record has it."""
        for field in stored(type(self)):
            setattr(self, field.attname, field.to_python(row[field.column]))

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
