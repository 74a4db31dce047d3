"""A segment: a kind of customer that the business serves, with the figures the strategy is weighed by."""

from __future__ import annotations

from decimal import Decimal

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from canvas.blocks import Colour
from canvas.models.canvas import Canvas
from canvas.models.editing import Editable, Fold, Stale
from canvas.models.placed import Placed, PlacedQuerySet
from record.acting import Actor, called
from workspaces.acting import acting
from workspaces.tenancy import Tenant, tenant_keys

FRACTION = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1))]


class SegmentQuerySet(PlacedQuerySet):
    def add_to(self, canvas: Canvas, by: Actor, **fields) -> Segment:
        """A new segment at the end of its canvas, in a colour not yet taken unless one is given."""
        with acting(by, canvas.workspace_id, "segment.add"):
            segment = Segment(workspace_id=canvas.workspace_id, canvas=canvas, **fields)
            segment.colour = segment.colour or self.free_colour(canvas)
            segment.place_last()
            segment.save()
            return segment

    def free_colour(self, canvas: Canvas) -> str:
        taken = list(canvas.segments.present().values_list("colour", flat=True))
        return min(Colour.values, key=taken.count)


class Segment(Tenant, Editable, Placed):
    canvas = models.ForeignKey(Canvas, models.PROTECT, related_name="segments", db_index=False)
    name = models.CharField(_("name"), max_length=80)
    description = models.TextField(_("description"), max_length=1000, blank=True)
    customers = models.PositiveBigIntegerField(_("number of customers"), null=True, blank=True)
    value = models.DecimalField(
        _("value per customer a month"), max_digits=14, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )  # fmt: skip
    margin = models.DecimalField(
        _("gross margin"), max_digits=5, decimal_places=4, null=True, blank=True, validators=FRACTION
    )
    retention = models.DecimalField(
        _("retention a month"), max_digits=5, decimal_places=4, null=True, blank=True, validators=FRACTION
    )
    colour = models.CharField(_("colour"), max_length=8, choices=Colour, blank=True)
    folded = models.GeneratedField(
        expression=Fold(Concat("name", models.Value(" "), "description", output_field=models.TextField())),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = SegmentQuerySet.as_manager()

    LIST = ("canvas_id",)
    FIELDS = ("name", "description", "customers", "value", "margin", "retention", "colour")

    class Meta(Tenant.Meta):
        constraints = tenant_keys("canvas", "segment", canvas="canvas_canvas")
        indexes = [
            models.Index(fields=["canvas", "position"], name="segment_place"),
            GinIndex(OpClass("folded", "gin_trgm_ops"), name="segment_search"),
        ]

    def __str__(self) -> str:
        return self.name

    def revise(self, version: int, by: Actor, **fields) -> None:
        """Change any of FIELDS. Raises Stale or Removed."""
        self.rewrite(by, "segment.revise", version, **fields)

    def move(self, after: Segment | None, by: Actor) -> None:
        with self.edited(by, "segment.move"):
            self.place(after)
            self.save(update_fields=["position"])

    def remove(self, version: int, by: Actor) -> None:
        """Raises Stale when somebody revised it meanwhile. Its notes keep their place and lose their colour."""
        with self.edited(by, "segment.remove", version):
            self.bury(by.at)

    def restore(self, by: Actor, **fields) -> None:
        """Bring it back to where it was, with any of FIELDS as given. Nothing when it is back already.

        Raises Stale when it is back otherwise than asked for.
        """
        with self.edited(by, "segment.restore", removed=True):
            changed = {name: value for name, value in fields.items() if value != getattr(self, name)}
            if self.removed_at:
                vars(self).update(changed)
                self.bring_back(*changed)
            elif changed:
                raise Stale(self)

    def be_there(self, bring_back: bool = False) -> None:
        """Inside `acting`, for what hangs on it: raises Removed where it is not there and is not to be brought back."""
        self.meet(removed=bring_back)
        if self.removed_at:
            with called("segment.restore"):
                self.bring_back()

    def bring_back(self, *changed: str) -> None:
        """Inside `acting`: to where it was, with the fields that `changed`."""
        self.settle()
        self.unbury("position", *changed)
