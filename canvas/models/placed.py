"""Rows that stand in a list: "put it after that one" is the command, and the key of its place is made here."""

from __future__ import annotations

from typing import Self

from django.db import models

from canvas.models.editing import EditableQuerySet
from canvas.position import LONGEST, between, spread
from record.acting import called
from record.models import Change

BEHIND_ALL = "~"  # no place's key has such a letter


class PlacedQuerySet(EditableQuerySet):
    def in_order(self) -> Self:
        """Those that are there, as they stand on the board; without what only the search reads."""
        return self.present().defer("folded").order_by("position", "pk")


class Placed(models.Model):
    position = models.CharField(max_length=200, db_collation="C", editable=False)

    class Meta:
        abstract = True

    LIST: tuple[str, ...] = ()  # the columns that the rows of one list have in common

    def neighbours(self) -> models.QuerySet:
        """The rows of its list, in order, without itself. Called inside `acting`, so nobody else moves them."""
        return type(self).objects.present().filter(**self._list()).exclude(pk=self.pk)

    def steps(self) -> dict[str, Self | None]:
        """What it would stand after, None for the first place: one step "up", one "down", where there is one, and
        "first" and "last" where those are further away."""
        others = list(self.neighbours().order_by("position", "pk"))
        above = sum(other.position < self.position for other in others)
        found: dict[str, Self | None] = {}
        if above:
            found["up"] = others[above - 2] if above > 1 else None
        if above < len(others):
            found["down"] = others[above]
        if above > 1:
            found["first"] = None
        if above < len(others) - 1:
            found["last"] = others[-1]
        return found

    def _list(self, row: str = "") -> dict[str, object]:
        """What is the same for all of its list, as the columns of a `row` of the record ("after__")."""
        return {row + name: getattr(self, name) for name in self.LIST}

    def place(self, after: Self | None) -> None:
        """Give it the place after `after`, or the first one, unless it has that; does not save. A worn-out list is
        spread out first."""
        rows = list(self.neighbours().order_by("position", "pk"))
        index = self._index(rows, after) if after else 0
        low, high = self._around(rows, index)
        if low < self.position < (high or BEHIND_ALL):
            return
        self.position = between(low, high)
        if len(self.position) > LONGEST:
            self._spread(rows, index)

    def _index(self, rows: list[Self], after: Self) -> int:
        """Behind how many of these rows. Where `after` is none of them any more (it was moved away or removed since
        somebody saw it here, or is this row itself), behind those before its last place."""
        if found := next((index for index, row in enumerate(rows, start=1) if row.pk == after.pk), None):
            return found
        place = self._last_place_of(after)
        return sum(row.position <= place for row in rows)

    def _last_place_of(self, other: Self) -> str:
        """In this list, by the record; behind all where it never stood in it."""
        last = Change.objects.about(other).filter(**self._list("after__")).newest_first().first()
        return last.after["position"] if last else BEHIND_ALL

    def settle(self) -> None:
        """Back to its own place, or right after the row that was given it meanwhile; does not save."""
        if there := self.neighbours().filter(position=self.position).order_by("pk").last():
            self.place(there)

    def place_last(self) -> None:
        """At the end of its list, as `place` does it."""
        self.position = between(self.neighbours().aggregate(last=models.Max("position"))["last"] or "", "")
        if len(self.position) > LONGEST:
            rows = list(self.neighbours().order_by("position", "pk"))
            self._spread(rows, len(rows))

    @staticmethod
    def _around(rows: list[Placed], index: int) -> tuple[str, str]:
        """The keys between which the place behind so many rows is."""
        keys = ["", *(row.position for row in rows), ""]
        return keys[index], keys[index + 1]

    def _spread(self, rows: list[Self], index: int) -> None:
        """Gives these rows short keys with room between them, and itself the place behind so many of them. On record
        they are moved, whatever made room necessary."""
        with called(f"{self._meta.model_name}.move"):
            for row, key in zip(rows, spread(len(rows)), strict=True):
                row.position = key
                row.save(update_fields=["position"])
        self.position = between(*self._around(rows, index))
