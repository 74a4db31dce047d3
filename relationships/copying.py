"""Relationships and their ties come along where a canvas is copied. Figures and decisions stay: they happened there."""

from collections.abc import Mapping

from canvas.models import Canvas, Note, Segment
from canvas.models.canvas import carries


@carries
def carry(canvas: Canvas, copy: Canvas, segments: Mapping[int, Segment], notes: Mapping[int, Note]) -> None:
    rows = [row for row in canvas.relationships.present() if row.segment_id in segments]
    for row in rows:
        row.segment = segments[row.segment_id]
    taken = copy.take(rows, "relationship.add")
    ties = [tie for tie in canvas.ties.present() if tie.relationship_id in taken and tie.note_id in notes]
    for tie in ties:
        tie.relationship, tie.note = taken[tie.relationship_id], notes[tie.note_id]
    copy.take(ties, "relationship.tie")
