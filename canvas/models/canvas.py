"""A canvas: nine blocks that a team fills in together."""

from __future__ import annotations

from django.db import models
from django.db.models import F, OuterRef, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from canvas.models.editing import Stale
from record.acting import Actor
from record.models import Change
from workspaces.acting import acting
from workspaces.models import Workspace, next_id
from workspaces.tenancy import Tenant, tenant_keys


class CanvasQuerySet(models.QuerySet["Canvas"]):
    def current(self) -> CanvasQuerySet:
        return self.filter(archived_at=None)

    def latest_first(self) -> CanvasQuerySet:
        """With when and by whom each was changed last: `changed_at`, `changed_by_id`."""
        lines = Change.objects.filter(
            workspace_id=OuterRef("workspace_id"), canvas_id=OuterRef("pk")
        ).newest_first()
        return self.annotate(
            changed_at=Subquery(lines.values("at")[:1]),
            changed_by_id=Subquery(lines.values("actor_id")[:1]),
        ).order_by("-changed_at", "-pk")

    def latest_of_each(self, most: int) -> CanvasQuerySet:
        """As `latest_first`, at most `most` of each workspace."""
        place = Window(RowNumber(), partition_by=F("workspace_id"), order_by=F("changed_at").desc())
        return self.latest_first().annotate(place=place).filter(place__lte=most)

    def create_in(self, workspace: Workspace, name: str, by: Actor) -> Canvas:
        """A blank canvas."""
        with acting(by, workspace.pk, "canvas.create"):
            return self.create(workspace=workspace, name=name, created_at=by.at)


class Canvas(Tenant):
    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="canvases")
    name = models.CharField(_("name"), max_length=120)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    archived_at = models.DateTimeField(null=True, editable=False)

    objects = CanvasQuerySet.as_manager()

    class Meta(Tenant.Meta):
        constraints = tenant_keys("canvas", "canvas")

    def __str__(self) -> str:
        return self.name

    def rename(self, name: str, version: int, by: Actor) -> None:
        """Raises Stale when somebody renamed it meanwhile."""
        with acting(by, self.workspace_id, "canvas.rename"):
            self.refresh_from_db()
            if version != self.version:
                raise Stale(self)
            self.name = name
            self.version += 1
            self.save(update_fields=["name", "version"])

    def archive(self, by: Actor) -> None:
        """From now on it can only be read."""
        with acting(by, self.workspace_id, "canvas.archive"):
            self.refresh_from_db()
            self.archived_at = self.archived_at or by.at
            self.save(update_fields=["archived_at"])

    def restore(self, by: Actor) -> None:
        with acting(by, self.workspace_id, "canvas.restore"):
            self.archived_at = None
            self.save(update_fields=["archived_at"])

    def duplicate(self, name: str, by: Actor) -> Canvas:
        """A copy of its segments and notes under another name; comments and history stay where they are."""
        with acting(by, self.workspace_id, "canvas.duplicate"):
            copy = Canvas.objects.create(workspace_id=self.workspace_id, name=name)
            segments = {old: self._copy(row, copy) for old, row in self._rows(self.segments)}
            for _old, note in self._rows(self.notes):
                note.segment = segments.get(note.segment_id)
                self._copy(note, copy)
            return copy

    @staticmethod
    def _rows(rows: models.Manager) -> list[tuple[int, models.Model]]:
        return [(row.pk, row) for row in rows.present()]

    @staticmethod
    def _copy(row: models.Model, canvas: Canvas) -> models.Model:
        row.pk = next_id(type(row))
        row.canvas, row.version = canvas, 1
        row.save(force_insert=True)
        return row
