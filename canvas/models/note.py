"""A note: one thought in one block."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from canvas.blocks import NOTE_BLOCKS, Channel
from canvas.models.canvas import Canvas
from canvas.models.editing import Editable, Fold, Stale
from canvas.models.placed import Placed, PlacedQuerySet
from canvas.models.segment import Segment
from record.acting import Actor
from workspaces.acting import acting
from workspaces.tenancy import Tenant, tenant_keys

LONGEST_TEXT = 2000


class NoteQuerySet(PlacedQuerySet):
    def dressed(self) -> NoteQuerySet:
        """With its canvas, segment and number of open comments, in one query: for canvas.board.dressed."""
        still_open = models.Q(comments__removed_at=None, comments__resolved_at=None)
        return (
            self.select_related("canvas", "segment")
            .annotate(open_comments=models.Count("comments", filter=still_open))
            .defer("folded", "segment__folded")
        )

    def add_to(self, canvas: Canvas, block: str, text: str, by: Actor, **fields) -> Note:
        """A new note at the end of its block."""
        with acting(by, canvas.workspace_id, "note.add"):
            note = Note(workspace_id=canvas.workspace_id, canvas=canvas, block=block, text=text, **fields)
            note.place_last()
            note.save()
            return note


class Note(Tenant, Editable, Placed):
    canvas = models.ForeignKey(Canvas, models.PROTECT, related_name="notes", db_index=False)
    block = models.CharField(_("block"), max_length=24, choices=[(b.value, b.label) for b in NOTE_BLOCKS])
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, blank=True, related_name="notes")
    channel = models.CharField(_("channel type"), max_length=20, choices=Channel, blank=True)
    folded = models.GeneratedField(expression=Fold("text"), output_field=models.TextField(), db_persist=True)

    objects = NoteQuerySet.as_manager()

    SHOWN = ("colour", "name", "comments")
    LIST = ("canvas_id", "block")

    class Meta(Tenant.Meta):
        constraints = tenant_keys("canvas", "note", canvas="canvas_canvas", segment="canvas_segment")
        indexes = [
            models.Index(fields=["canvas", "block", "position"], name="note_place"),
            GinIndex(OpClass("folded", "gin_trgm_ops"), name="note_search"),
        ]

    def __str__(self) -> str:
        return self.text

    def revise(self, text: str, version: int, by: Actor, channel: str | None = None) -> None:
        """New words, started from `version`. Raises Stale or Removed, with the note as it is now; nothing is merged."""
        about = {} if channel is None else {"channel": channel}
        self.rewrite(by, "note.revise", version, text=text, **about)

    def rewritten(self, row: dict[str, object], colour: str | None, name: str | None, comments: int) -> None:
        """With what its card shows besides, as canvas.board.dress gives it."""
        super().rewritten(row)
        self.shown_segment = None if name is None else Segment(pk=self.segment_id, colour=colour, name=name)
        self.open_comments = comments

    def move(self, block: str, after: Note | None, by: Actor) -> None:
        """To the place after `after` (or the first) of a block of the same canvas. Raises Removed."""
        with self.edited(by, "note.move"):
            self.block = block
            self.place(after)
            self.save(update_fields=["block", "position"])

    def recolour(self, segment: Segment | None, by: Actor) -> None:
        """Say which segment it is about; None for all of them. Raises Removed, with the note or the segment."""
        with self.edited(by, "note.recolour"):
            if segment:
                segment.meet()
            self.segment = segment
            self.save(update_fields=["segment"])

    def remove(self, version: int, by: Actor) -> None:
        """Raises Stale when somebody revised it meanwhile: they should be asked first."""
        with self.edited(by, "note.remove", version):
            self.bury(by.at)

    def restore(self, by: Actor, text: str = "", channel: str = "") -> None:
        """Bring it back to where it was, in these words and as this type where given. Nothing when it is back already.

        Raises Stale when it is back otherwise than asked for.
        """
        with self.edited(by, "note.restore", removed=True):
            if not self.removed_at:
                if text not in ("", self.text) or channel not in ("", self.channel):
                    raise Stale(self)
                return
            self.text, self.channel = text or self.text, channel or self.channel
            self.settle()
            self.unbury("text", "channel", "position")
