"""What differs between two moments of a canvas: row by row, on the board and as a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.reading import Reading
from accounts.word_differences import difference
from canvas.blocks import Block
from canvas.models import Note, Segment
from history.details import Detail, details_of
from history.fold import State, Values

# In the order in which a list tells them.
KINDS = {
    "added": _("Added"),
    "removed": _("Removed"),
    "revised": _("Revised"),
    "moved": _("Moved"),
    "recoloured": _("Given another segment or colour"),
}
REVISED = ("text", "name", "description", "channel", "customers", "value", "margin", "retention")
RECOLOURED = ("segment_id", "colour")


@dataclass
class Row:
    """A note or segment in one of the moments or in both; `kinds` say how it differs, none if it does not."""

    model: type[models.Model]
    pk: int
    before: Values | None
    after: Values | None
    kinds: list[str] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)

    @property
    def values(self) -> Values:
        return self.after or self.before or {}

    @property
    def block(self) -> str:
        return Block.CUSTOMER_SEGMENTS if self.model is Segment else self.values.get("block", "")

    @property
    def block_label(self) -> str:
        return Block(self.block).label if self.block in Block.values else self.block

    @property
    def kind(self) -> str:
        return self.model._meta.model_name

    @property
    def text(self) -> str:
        return self.values.get("text") or self.values.get("name") or ""

    @property
    def marked(self) -> SafeString | str:
        """The text with what went and came; that of a row which is only in one moment as it is."""
        if not self.before or not self.after:
            return self.text
        return difference(*(row.get("text") or row.get("name") or "" for row in (self.before, self.after)))

    @property
    def look(self) -> str:
        """The one word that styles it on the board."""
        return self.kinds[0] if self.kinds in (["added"], ["removed"]) else "changed" if self.kinds else ""

    @property
    def labels(self) -> list:
        return [KINDS[kind] for kind in self.kinds]


@dataclass
class Difference:
    rows: list[Row]

    @classmethod
    def between(cls, before: State, after: State, reading: Reading) -> Difference:
        rows = [row for model in (Segment, Note) for row in rows_of(model, before.values(model), after.values(model))]
        names = {pk: row["name"] for state in (before, after) for pk, row in state.values(Segment).items()}
        for row in rows:
            if row.kinds and row.before and row.after:
                row.details = details_of(row.before, row.after, reading, names, people={})
        return cls(rows)

    def columns(self) -> list[tuple[Block, list[Row]]]:
        """The board: every row of either moment, in its block."""
        blocks: dict[str, list[Row]] = {block: [] for block in Block}
        for row in self.rows:
            if row.block in blocks:
                blocks[row.block].append(row)
        return [(block, blocks[block]) for block in Block]

    def listed(self) -> list[tuple[object, list[Row]]]:
        """The rows that differ, under the first way in which they do."""
        groups = {kind: [row for row in self.rows if row.kinds[:1] == [kind]] for kind in KINDS}
        return [(KINDS[kind], rows) for kind, rows in groups.items() if rows]

    def counts(self) -> list[tuple[object, int]]:
        return [(label, len(rows)) for label, rows in self.listed()]


def rows_of(model: type[models.Model], before: dict[int, Values], after: dict[int, Values]) -> list[Row]:
    """Every row of either moment, where it stands now or where it stood."""
    shifted = set(_shifted(before, after))
    rows = [Row(model, pk, before.get(pk), after.get(pk)) for pk in before.keys() | after.keys()]
    for row in rows:
        row.kinds = list(_kinds(row, shifted))
    return sorted(rows, key=lambda row: (row.values.get("position", ""), row.pk))


def _kinds(row: Row, shifted: set[int]) -> Iterator[str]:
    if not row.before or not row.after:
        yield "added" if row.after else "removed"
        return
    differs = {name for name in row.before | row.after if row.before.get(name) != row.after.get(name)}
    if differs & set(REVISED):
        yield "revised"
    if "block" in differs or row.pk in shifted:
        yield "moved"
    if differs & set(RECOLOURED):
        yield "recoloured"


def _shifted(before: dict[int, Values], after: dict[int, Values]) -> Iterator[int]:
    """The rows that stand elsewhere in the list they stayed in; the fewest that explain the new order."""
    stayed = {pk for pk in before.keys() & after.keys() if before[pk].get("block") == after[pk].get("block")}
    for block in {after[pk].get("block") for pk in stayed}:
        old, new = (
            sorted((pk for pk in stayed if after[pk].get("block") == block), key=lambda pk: (rows[pk]["position"], pk))
            for rows in (before, after)
        )
        for run in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if run[0] in ("delete", "replace"):
                yield from old[run[1] : run[2]]
