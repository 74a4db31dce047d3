"""What every row that several people edit has: a version, a tombstone, and honest conflicts."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models.expressions import Func


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


class Editable(models.Model):
    version = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def meet(self, version: int | None = None, *, removed: bool = False) -> None:
        """Read the row again, under the lock. Raises Stale or Removed unless it is as the editor last saw it."""
        self.refresh_from_db(fields=[f.name for f in self._meta.concrete_fields if not f.generated])
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
