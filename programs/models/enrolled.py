"""The canvases of a startup that the staff of a program see."""

from __future__ import annotations

from django.db import models

from canvas.models import Canvas
from programs.models.enrolment import Enrolment
from record.acting import Actor
from workspaces.tenancy import Tenant, tenant_keys


class EnrolledCanvasQuerySet(models.QuerySet["EnrolledCanvas"]):
    def present(self) -> EnrolledCanvasQuerySet:
        return self.filter(removed_at=None)


class EnrolledCanvas(Tenant):
    """A canvas that the staff of a program see, until it is taken away from them."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="canvases")
    canvas = models.ForeignKey(Canvas, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = EnrolledCanvasQuerySet.as_manager()

    class Meta(Tenant.Meta):
        constraints = [
            *tenant_keys("programs", "enrolledcanvas", enrolment="programs_enrolment", canvas="canvas_canvas"),
            models.UniqueConstraint(fields=["workspace", "enrolment", "canvas"], name="programs_enrolledcanvas_once"),
        ]

    def show(self, whether: bool, by: Actor) -> None:
        """Inside `acting`."""
        self.removed_at = None if whether else self.removed_at or by.at
        self.save(update_fields=["removed_at"])
