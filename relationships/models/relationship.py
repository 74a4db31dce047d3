"""A relationship: one of the seven kinds, with one segment. One cell of the matrix."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from canvas.blocks import Channel
from canvas.models import Canvas, Note, Segment
from canvas.models.editing import Editable, EditableQuerySet, Stale
from record.acting import Actor
from relationships.kinds import Goal, Kind, State, Strength
from relationships.models.tie import Tie
from workspaces.acting import acting
from workspaces.tenancy import Tenant, tenant_keys

LONGEST_TEXT = 500
MONEY = {"max_digits": 16, "decimal_places": 2, "null": True, "blank": True, "validators": [MinValueValidator(0)]}


class RelationshipQuerySet(EditableQuerySet):
    def standing(self) -> RelationshipQuerySet:
        """Those whose segment is still there too, in the order of the matrix."""
        return self.present().filter(segment__removed_at=None).order_by("segment__position", "segment_id", "pk")

    def in_cell(self, canvas: Canvas, segment: Segment, kind: str) -> Relationship:
        """What the cell holds; an unsaved row of version 0 where it was never filled in."""
        found = self.filter(workspace_id=canvas.workspace_id, segment=segment, kind=kind).first()
        place = {"workspace_id": canvas.workspace_id, "canvas": canvas, "segment": segment, "kind": kind}
        return found or Relationship(version=0, **place)


class Relationship(Tenant, Editable):
    canvas = models.ForeignKey(Canvas, models.PROTECT, related_name="relationships", db_index=False)
    segment = models.ForeignKey(Segment, models.PROTECT, related_name="relationships")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    expected = models.PositiveSmallIntegerField(_("expected"), choices=Strength, default=Strength.NOT)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.NONE)
    text = models.TextField(_("what it is"), max_length=LONGEST_TEXT, blank=True)
    fixed_cost = models.DecimalField(_("fixed cost a month"), **MONEY)
    customer_cost = models.DecimalField(_("cost per customer a month"), **MONEY)
    goals = ArrayField(models.CharField(max_length=12, choices=Goal), default=list, blank=True)
    channels = ArrayField(models.CharField(max_length=20, choices=Channel), default=list, blank=True)
    knows_customer = models.BooleanField(_("knows each customer"), default=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    since_on = models.DateField(_("since"), null=True, blank=True)

    objects = RelationshipQuerySet.as_manager()

    FIELDS = (
        "expected", "state", "text", "fixed_cost", "customer_cost", "goals", "channels", "knows_customer", "owner",
        "since_on",
    )  # fmt: skip

    class Meta(Tenant.Meta):
        constraints = [
            *tenant_keys("relationships", "relationship", canvas="canvas_canvas", segment="canvas_segment"),
            models.UniqueConstraint(fields=["workspace", "segment", "kind"], name="relationships_relationship_cell"),
        ]
        indexes = [models.Index(fields=["canvas", "segment"], name="relationship_matrix")]

    def __str__(self) -> str:
        return self.text or str(self.get_kind_display())

    @property
    def is_established(self) -> bool:
        return self.state == State.ESTABLISHED

    @property
    def is_gap(self) -> bool:
        """Expected, and not there."""
        return self.expected > Strength.NOT and not self.is_established

    @property
    def is_waste(self) -> bool:
        """There, and not expected."""
        return self.is_established and self.expected == Strength.NOT

    @property
    def costs(self) -> bool:
        return bool(self.fixed_cost or self.customer_cost)

    def meet(self, version: int | None = None, *, bring_back: bool = False, **known) -> None:
        """Its segment has to be there too: raises Removed with the segment where it is not, unless it is to be brought
        back."""
        self.segment.be_there(bring_back)
        super().meet(version, **known)

    def revise(self, version: int, by: Actor, bring_back: bool = False, **fields) -> None:
        """Change any of FIELDS, started from `version`; 0 is an empty cell. Its segment is brought back with it where
        that is wanted. Raises Stale or Removed.

        A cell that was cleared is empty, and is filled in again as if it were new.
        """
        with acting(by, self.workspace_id, "relationship.revise" if version else "relationship.add"):
            self._meet(version, bring_back)
            for name, value in fields.items():
                setattr(self, name, value)
            if self.pk is None:
                self.version = 1
                self.save(force_insert=True)
                return
            for tie in self.ties.present() if self.removed_at else ():
                tie.loosen(by.at)
            self.unbury(*fields)

    def retire(self, version: int, by: Actor, reason: str = "", bring_back: bool = False) -> None:
        """It is given up; what it was, and what it was tied to, stays to be read. Its segment is brought back as in
        `revise`. Raises Stale or Removed."""
        with acting(by, self.workspace_id, "relationship.retire", reason=reason):
            self.meet(version, bring_back=bring_back)
            self.state = State.RETIRED
            self.store("state")

    def remove(self, version: int, by: Actor) -> None:
        """Empty the cell. Raises Stale or Removed."""
        with acting(by, self.workspace_id, "relationship.remove"):
            self.meet(version)
            self.bury(by.at)

    def restore(self, by: Actor) -> None:
        """Fill the cell again with what it held. Nothing when it is back already."""
        with acting(by, self.workspace_id, "relationship.restore"):
            self.meet(removed=True)
            if self.removed_at:
                self.unbury()

    def tie(self, note: Note, by: Actor) -> None:
        """Say that it hangs together with a note of another block. Nothing when it is said already. Raises Removed."""
        with acting(by, self.workspace_id, "relationship.tie"):
            self.meet()
            note.meet()
            Tie.objects.between(self, note).fasten()

    def untie(self, note: Note, by: Actor) -> None:
        with acting(by, self.workspace_id, "relationship.untie"):
            self.meet()
            Tie.objects.between(self, note).loosen(by.at)

    def monthly_cost(self, customers: Decimal | int | None) -> Decimal | None:
        """What it costs a month for so many customers; None where that needs a number of customers nobody gave."""
        if self.customer_cost and customers is None:
            return None
        return (self.fixed_cost or Decimal(0)) + (self.customer_cost or Decimal(0)) * (customers or 0)

    def _meet(self, version: int, bring_back: bool) -> None:
        """Read the cell again, under the lock: somebody may have filled it in, or emptied it, meanwhile."""
        self.segment.be_there(bring_back)
        self.pk = Relationship.objects.in_cell(self.canvas, self.segment, self.kind).pk
        if self.pk is None:
            if version:
                raise Stale(self)
            return
        self.refresh_from_db()
        if version != (0 if self.removed_at else self.version):
            raise Stale(self)
