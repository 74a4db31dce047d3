"""Rows that stand in a list: "put it after that one" is the command, and the key of its place is made here."""

from __future__ import annotations

from typing import Self

from django.db import models

from canvas.position import LONGEST, between, spread


class Placed(models.Model):
    position = models.CharField(max_length=200, db_collation="C", editable=False)

    class Meta:
        abstract = True

    def neighbours(self) -> models.QuerySet:
        """The rows of its list, in order, without itself. Called inside `acting`, so nobody else moves them."""
        raise NotImplementedError

    def place(self, after: Self | None) -> None:
        """Give it the place after `after`, or the first one; does not save. A worn-out list is spread out first."""
        rows = list(self.neighbours().order_by("position", "pk"))
        index = next((i + 1 for i, row in enumerate(rows) if after and row.pk == after.pk), 0)
        keys = [row.position for row in rows]
        self.position = self._key(keys, index)
        if len(self.position) > LONGEST:
            self._spread(rows)
            self.position = self._key([row.position for row in rows], index)

    def settle(self) -> None:
        """Back to its own place, or right after the row that was given it meanwhile; does not save."""
        if there := self.neighbours().filter(position=self.position).order_by("pk").last():
            self.place(there)

    def place_last(self) -> None:
        self.position = between(self.neighbours().aggregate(last=models.Max("position"))["last"] or "", "")

    @staticmethod
    def _key(keys: list[str], index: int) -> str:
        return between(keys[index - 1] if index else "", keys[index] if index < len(keys) else "")

    @staticmethod
    def _spread(rows: list[Placed]) -> None:
        for row, key in zip(rows, spread(len(rows)), strict=True):
            row.position = key
            row.save(update_fields=["position"])
