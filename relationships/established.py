"""The established relationships as the board shows them, in the block of customer relationships."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from canvas.blocks import Block
from canvas.board import Filling, fills
from canvas.models import Canvas, Segment
from record.compiled import compiled
from relationships.kinds import Kind, State
from relationships.models import Relationship

MOST = 8  # segments shown of one kind; the matrix has them all


@dataclass
class Group:
    """Those of one kind, the first segment's first."""

    kind: Kind
    rows: list[Relationship]

    @property
    def shown(self) -> list[Relationship]:
        return self.rows[:MOST]

    @property
    def more(self) -> int:
        return len(self.rows[MOST:])


@fills(Block.CUSTOMER_RELATIONSHIPS)
def established(canvas: Canvas, segments: Collection[Segment]) -> Filling:
    return filling_of(established_on(canvas.pk), segments)


@compiled
def established_on(canvas: int):
    return Relationship.objects.present().filter(canvas_id=canvas, state=State.ESTABLISHED)


def filling_of(rows: Iterable[Relationship], segments: Collection[Segment]) -> Filling:
    """From the relationships of a canvas, whatever their state, and its segments in their order."""
    places = {segment.pk: (place, segment) for place, segment in enumerate(segments)}
    shown = [row for row in rows if row.is_established and row.segment_id in places]
    for row in shown:
        row.segment = places[row.segment_id][1]
    shown.sort(key=lambda row: places[row.segment_id][0])
    groups = [Group(kind, [row for row in shown if row.kind == kind]) for kind in Kind]
    return Filling("established", "relationships/established.html", [group for group in groups if group.rows])
