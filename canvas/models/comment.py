"""A comment on a note, or on a whole block."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from canvas.blocks import Block
from canvas.models.canvas import Canvas
from canvas.models.editing import Editable, EditableQuerySet, Fold
from canvas.models.note import Note
from notices.giving import give
from record.acting import Actor
from workspaces.acting import acting
from workspaces.roles import Role
from workspaces.tenancy import Tenant, tenant_keys

MENTIONED = "mention"  # the kind of notice
LONGEST_TEXT = 2000
LONGEST_NAME = 80  # as a person's


class CommentQuerySet(EditableQuerySet):
    def standing(self) -> CommentQuerySet:
        """Those whose note, if they are of one, is there: nobody could find on the board what others are about. These
        come back with their note; until then search finds them, and their thread can be read."""
        return self.present().filter(note__removed_at=None)

    def open(self) -> CommentQuerySet:
        return self.standing().filter(resolved_at=None)

    def add_to(
        self,
        canvas: Canvas,
        block: str,
        text: str,
        by: Actor,
        note: Note | None = None,
        mentions: Iterable[int] = (),
        mention_places: Iterable[tuple[int, int]] = (),
    ) -> Comment:
        """A comment by whoever acts; `mentions` are the ids of the members it calls by name, and `mention_places` where
        it does. Raises Removed where the note is no longer there."""
        with acting(by, canvas.workspace_id, "comment.add", least=Role.COMMENTER):
            if note:
                note.meet()
            comment = self.create(
                workspace_id=canvas.workspace_id, canvas=canvas, block=block, note=note, text=text,
                author_id=by.user_id, mentions=list(mentions), mention_places=list(mention_places), created_at=by.at,
            )  # fmt: skip
            give(MENTIONED, comment.mentions, canvas.workspace_id, comment.pk, by)
            return comment


class Comment(Tenant, Editable):
    """What a member said here. One that an import brought in carries who said it, and when, in the words of the file
    (`said_by`, `said_at`); its author is whoever imported it, since nobody else did anything here."""

    canvas = models.ForeignKey(Canvas, models.PROTECT, related_name="comments", db_index=False)
    block = models.CharField(_("block"), max_length=24, choices=Block)
    note = models.ForeignKey(Note, models.PROTECT, null=True, blank=True, related_name="comments")
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    mentions = ArrayField(models.BigIntegerField(), default=list, blank=True)
    mention_places = ArrayField(
        ArrayField(models.PositiveIntegerField(), size=2), default=list, blank=True,
        help_text="from where and up to where in the text: names change, and what was said stays",
    )  # fmt: skip
    created_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, editable=False)
    said_by = models.CharField(max_length=LONGEST_NAME, blank=True, editable=False)
    said_at = models.DateTimeField(null=True, editable=False)
    folded = models.GeneratedField(expression=Fold("text"), output_field=models.TextField(), db_persist=True)

    objects = CommentQuerySet.as_manager()

    class Meta(Tenant.Meta):
        constraints = [
            *tenant_keys("canvas", "comment", canvas="canvas_canvas", note="canvas_note"),
            models.CheckConstraint(name="canvas_comment_said", condition=Q(said_by="") | Q(said_at__isnull=False)),
        ]
        indexes = [
            models.Index(fields=["canvas", "note", "created_at"], name="comment_thread"),
            GinIndex(OpClass("folded", "gin_trgm_ops"), name="comment_search"),
        ]

    def __str__(self) -> str:
        return self.text

    def resolve(self, by: Actor) -> None:
        with acting(by, self.workspace_id, "comment.resolve", least=Role.COMMENTER):
            self.meet()
            self.resolved_at = by.at
            self.store("resolved_at")

    def reopen(self, by: Actor) -> None:
        with acting(by, self.workspace_id, "comment.reopen", least=Role.COMMENTER):
            self.meet()
            self.resolved_at = None
            self.store("resolved_at")
