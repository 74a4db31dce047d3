"""The focus: how much weight acquisition, retention and growth carry from a day on, and why."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from canvas.models import Canvas, Segment
from record.acting import Actor
from relationships.kinds import Goal
from workspaces.acting import acting
from workspaces.tenancy import Tenant, tenant_keys

LONGEST_REASON = 1000


class Withdrawn(Exception):
    """The decision was withdrawn already; `focus` is as it is now."""

    def __init__(self, focus: Focus):
        super().__init__(f"focus {focus.pk} was withdrawn already")
        self.focus = focus


class FocusQuerySet(models.QuerySet["Focus"]):
    def standing(self) -> FocusQuerySet:
        """Those that were not withdrawn, in the order in which they came into force."""
        return self.filter(withdrawn_at=None).order_by("from_on", "pk")

    def decide(
        self,
        canvas: Canvas,
        by: Actor,
        *,
        acquisition: int,
        retention: int,
        growth: int,
        from_on: date,
        reason: str,
        evidence: str = "",
        segment: Segment | None = None,
        bring_back: bool = False,
    ) -> Focus:
        """From `from_on` on these weights hold, for the whole canvas or for one segment, until the next decision.
        Raises Removed where the segment is no longer there and is not to be brought back with it."""
        with acting(by, canvas.workspace_id, "focus.decide", reason=reason):
            if segment:
                segment.be_there(bring_back)
            return self.create(
                workspace_id=canvas.workspace_id, canvas=canvas, segment=segment, acquisition=acquisition,
                retention=retention, growth=growth, from_on=from_on, reason=reason, evidence=evidence,
                decided_by_id=by.user_id, decided_at=by.at,
            )  # fmt: skip


class Focus(Tenant):
    """Never revised, only followed by another or withdrawn: the database refuses the rest (sql/focus.sql)."""

    canvas = models.ForeignKey(Canvas, models.PROTECT, related_name="focuses", db_index=False)
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, blank=True, related_name="focuses")
    acquisition = models.PositiveSmallIntegerField(_("acquisition"))
    retention = models.PositiveSmallIntegerField(_("retention"))
    growth = models.PositiveSmallIntegerField(_("growth"))
    from_on = models.DateField(_("from"))
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON)
    evidence = models.TextField(_("evidence"), max_length=LONGEST_REASON, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.TextField(max_length=LONGEST_REASON, blank=True, editable=False)

    objects = FocusQuerySet.as_manager()

    class Meta(Tenant.Meta):
        constraints = [
            *tenant_keys("relationships", "focus", canvas="canvas_canvas", segment="canvas_segment"),
            models.CheckConstraint(
                name="relationships_focus_whole",
                condition=Q(acquisition=100 - F("retention") - F("growth")),
                violation_error_message=_("The three weights must sum to 100."),
            ),
            models.CheckConstraint(name="relationships_focus_reasoned", condition=~Q(reason="")),
        ]
        indexes = [models.Index(fields=["canvas", "from_on"], name="focus_course")]

    def __str__(self) -> str:
        return f"{self.acquisition}/{self.retention}/{self.growth}"

    @property
    def weights(self) -> dict[str, int]:
        """In the order of Goal."""
        return {goal.value: getattr(self, goal) for goal in Goal}

    def withdraw(self, reason: str, by: Actor) -> None:
        """It never held; the record keeps it, with the reason. Raises Withdrawn when it was withdrawn already."""
        with acting(by, self.workspace_id, "focus.withdraw", reason=reason):
            self.refresh_from_db()
            if self.withdrawn_at:
                raise Withdrawn(self)
            self.withdrawn_at, self.withdrawn_reason = by.at, reason
            self.save(update_fields=["withdrawn_at", "withdrawn_reason"])
