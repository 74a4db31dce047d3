"""A canvas: nine blocks that a team fills in together."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db import models
from django.db.models import F, OuterRef, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from canvas.models.editing import Stale
from record.acting import Actor, call_it
from record.models import Change
from workspaces.acting import acting
from workspaces.models import Workspace
from workspaces.tenancy import Tenant, tenant_keys

Carry = Callable[["Canvas", "Canvas", Mapping[int, models.Model], Mapping[int, models.Model]], None]
_carried: list[Carry] = []


def carries(function: Carry) -> Carry:
    """Marks a function of a higher app that takes its rows along where a canvas is copied, inside `acting`: from the
    canvas and its copy, and the copy's segments and notes by the ids of those that they were made from."""
    _carried.append(function)
    return function


class CanvasQuerySet(models.QuerySet["Canvas"]):
    def current(self) -> CanvasQuerySet:
        return self.filter(archived_at=None)

    def latest_first(self) -> CanvasQuerySet:
        """With when and by whom each was changed last: `changed_at`, `changed_by_id`."""
        lines = Change.objects.filter(workspace_id=OuterRef("workspace_id"), canvas_id=OuterRef("pk")).newest_first()
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
    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="canvases", db_index=False)
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
        """A copy of what stands on it under another name; comments and history stay where they are."""
        with acting(by, self.workspace_id, "canvas.duplicate"):
            copy = Canvas.objects.create(workspace_id=self.workspace_id, name=name, created_at=by.at)
            segments, notes = list(self.segments.present()), list(self.notes.present())
            taken = copy.take(segments, "segment.add")
            for note in notes:
                note.segment = taken.get(note.segment_id)
            written = copy.take(notes, "note.add")
            for carry in _carried:
                carry(self, copy, taken, written)
            return copy

    def take(self, rows: list[models.Model], verb: str) -> dict[int, models.Model]:
        """Inside `acting`, on record as `verb`: the rows as new ones of this canvas, by the ids that they had."""
        ids = [row.pk for row in rows]
        for row in rows:
            row.pk, row.canvas, row.version = None, self, 1
        if rows:
            call_it(verb)
            type(rows[0])._default_manager.bulk_create(rows)
        return dict(zip(ids, rows, strict=True))
