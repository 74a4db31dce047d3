"""A tie: a relationship hangs together with a note of another block of the same canvas."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from canvas.models import Canvas, Note
from canvas.models.editing import Editable, EditableQuerySet
from workspaces.tenancy import Tenant, tenant_keys

if TYPE_CHECKING:
    from relationships.models.relationship import Relationship


class TieQuerySet(EditableQuerySet):
    def standing(self) -> TieQuerySet:
        """Those whose note is still there too, with the note, in the order of the blocks' lists."""
        rows = self.present().filter(note__removed_at=None).select_related("note").defer("note__folded")
        return rows.order_by("note__block", "note__position", "pk")

    def between(self, relationship: Relationship, note: Note) -> Tie:
        """The tie of the two; an unsaved one where they were never tied."""
        found = self.filter(relationship=relationship, note=note).first()
        place = {"workspace_id": relationship.workspace_id, "canvas_id": relationship.canvas_id}
        return found or Tie(relationship=relationship, note=note, **place)


class Tie(Tenant, Editable):
    """Made and undone by the verbs of a relationship."""

    canvas = models.ForeignKey(Canvas, models.PROTECT, related_name="ties")
    relationship = models.ForeignKey("relationships.Relationship", models.PROTECT, related_name="ties")
    note = models.ForeignKey(Note, models.PROTECT, related_name="ties")

    objects = TieQuerySet.as_manager()

    class Meta(Tenant.Meta):
        constraints = [
            *tenant_keys(
                "relationships", "tie",
                canvas="canvas_canvas", relationship="relationships_relationship", note="canvas_note",
            ),
            models.UniqueConstraint(fields=["workspace", "relationship", "note"], name="relationships_tie_once"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.relationship_id}-{self.note_id}"

    def fasten(self) -> None:
        """Inside `acting`."""
        if self.pk is None:
            self.save(force_insert=True)
        elif self.removed_at:
            self.unbury()

    def loosen(self, at: datetime) -> None:
        """Inside `acting`."""
        if self.pk and not self.removed_at:
            self.bury(at)
