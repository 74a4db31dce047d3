"""An indicator row: what one segment's customers did in one month, as the team's books have it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from canvas.models import Canvas, Segment
from canvas.models.editing import Editable, EditableQuerySet, Stale
from record.acting import Actor
from relationships.books import check_months
from relationships.models.relationship import MONEY
from workspaces.acting import acting
from workspaces.tenancy import Tenant, tenant_keys


@dataclass
class Entry:
    """A month of a segment as somebody wants it recorded, started from `version` (0: there was nothing)."""

    segment: Segment
    month_on: date
    version: int = 0
    values: dict[str, object] = field(default_factory=dict)


class IndicatorQuerySet(EditableQuerySet):
    def in_order(self) -> IndicatorQuerySet:
        return self.present().order_by("segment_id", "month_on")

    def record(self, canvas: Canvas, entries: Iterable[Entry], by: Actor, bring_back: bool = False) -> list[Indicator]:
        """Write down months, all or none. One without any figure is taken out. Raises Stale for one that
        somebody else recorded meanwhile, Removed where a segment is no longer there and is not to be brought back with
        them, and WrongMonth for one that is none of the canvas's books; answers the rows that changed."""
        with acting(by, canvas.workspace_id, "indicator.record"):
            known = {(row.segment_id, row.month_on): row for row in self.filter(canvas=canvas)}
            entries = list(entries)
            for gone in Segment.objects.exclude(removed_at=None).filter(pk__in={e.segment.pk for e in entries}):
                gone.be_there(bring_back)
            check_months((e.month_on for e in entries), (day for (_, day), row in known.items() if not row.removed_at))
            rows = [(known.get((e.segment.pk, e.month_on)) or self._blank(canvas, e), e) for e in entries]
            return [row for row, entry in rows if row.take(entry, by)]

    def _blank(self, canvas: Canvas, entry: Entry) -> Indicator:
        place = {"workspace_id": canvas.workspace_id, "canvas": canvas, "segment": entry.segment}
        return Indicator(version=0, month_on=entry.month_on, **place)


class Indicator(Tenant, Editable):
    canvas = models.ForeignKey(Canvas, models.PROTECT, related_name="indicators", db_index=False)
    segment = models.ForeignKey(Segment, models.PROTECT, related_name="indicators")
    month_on = models.DateField(_("month"), help_text="its first day, in the calendar of the canvas's books")
    active = models.PositiveBigIntegerField(_("active customers at the end"), null=True, blank=True)
    new = models.PositiveBigIntegerField(_("new customers"), null=True, blank=True)
    lost = models.PositiveBigIntegerField(_("lost customers"), null=True, blank=True)
    revenue = models.DecimalField(_("revenue"), **MONEY)
    marketing_cost = models.DecimalField(_("marketing cost"), **MONEY)
    service_cost = models.DecimalField(_("service cost"), **MONEY)

    objects = IndicatorQuerySet.as_manager()

    FIGURES = ("active", "new", "lost", "revenue", "marketing_cost", "service_cost")

    class Meta(Tenant.Meta):
        constraints = [
            *tenant_keys("relationships", "indicator", canvas="canvas_canvas", segment="canvas_segment"),
            models.UniqueConstraint(fields=["workspace", "segment", "month_on"], name="relationships_indicator_month"),
        ]
        indexes = [models.Index(fields=["canvas", "segment", "month_on"], name="indicator_course")]

    def __str__(self) -> str:
        return f"{self.month_on:%Y-%m}"

    def take(self, entry: Entry, by: Actor) -> bool:
        """Inside `acting`: the entry's figures become the row's; answers whether that changed anything."""
        now = {name: getattr(self, name) for name in self.FIGURES} if self.pk and not self.removed_at else {}
        wanted = {name: value for name, value in {**now, **entry.values}.items() if value is not None}
        if wanted == {name: value for name, value in now.items() if value is not None}:
            return False
        if entry.version != (0 if self.removed_at else self.version):
            raise Stale(self)
        for name in self.FIGURES:
            setattr(self, name, wanted.get(name))
        self.removed_at = None if wanted else by.at
        self.version += 1
        self.save()
        return True
