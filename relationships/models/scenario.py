"""A what-if that somebody asked to keep: other weights, segments moved from one kind to another."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from canvas.models import Canvas
from canvas.models.editing import Editable, EditableQuerySet
from record.acting import Actor
from relationships.forecast import EXPONENT, HIGH, LOW
from workspaces.acting import acting
from workspaces.tenancy import Tenant, tenant_keys


class ScenarioQuerySet(EditableQuerySet):
    def keep(self, canvas: Canvas, by: Actor, **fields) -> Scenario:
        with acting(by, canvas.workspace_id, "scenario.keep"):
            place = {"workspace_id": canvas.workspace_id, "canvas": canvas}
            return self.create(**place, kept_by_id=by.user_id, kept_at=by.at, **fields)


def strength(label: str, default: Decimal) -> models.DecimalField:
    return models.DecimalField(label, max_digits=3, decimal_places=2, default=default)


class Scenario(Tenant, Editable):
    """Its moves name segments of its own canvas: the database sees to that (sql/scenario.sql)."""

    canvas = models.ForeignKey(Canvas, models.PROTECT, related_name="scenarios")
    name = models.CharField(_("name"), max_length=120)
    acquisition = models.PositiveSmallIntegerField(_("acquisition"))
    retention = models.PositiveSmallIntegerField(_("retention"))
    growth = models.PositiveSmallIntegerField(_("growth"))
    exponent = strength(_("how strongly weights act"), EXPONENT)
    low = strength(_("at the least"), LOW)
    high = strength(_("at the most"), HIGH)
    moves = models.JSONField(default=list, blank=True, help_text='[{"segment": id, "from": kind, "to": kind}, …]')
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(default=timezone.now)

    objects = ScenarioQuerySet.as_manager()

    class Meta(Tenant.Meta):
        constraints = tenant_keys("relationships", "scenario", canvas="canvas_canvas")

    def __str__(self) -> str:
        return self.name

    def remove(self, by: Actor) -> None:
        with acting(by, self.workspace_id, "scenario.remove"):
            self.meet(removed=True)
            if not self.removed_at:
                self.bury(by.at)
