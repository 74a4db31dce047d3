"""A piece of advice that a team looked at and set aside, with its reason, for as long as the facts are the same."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from canvas.models import Canvas, Segment
from canvas.models.editing import Editable, EditableQuerySet
from record.acting import Actor
from relationships.models.relationship import Relationship
from workspaces.acting import acting
from workspaces.tenancy import Tenant, tenant_keys


class DismissalQuerySet(EditableQuerySet):
    def dismiss(self, canvas: Canvas, by: Actor, *, rule: str, subject: str, facts: str, reason: str) -> Dismissal:
        """Set the advice of a rule about a subject aside; `facts` is the digest of the numbers behind it."""
        with acting(by, canvas.workspace_id, "advice.dismiss", reason=reason):
            place = {"workspace_id": canvas.workspace_id, "canvas": canvas, "rule": rule, "subject": subject}
            row = self.filter(**place).first() or Dismissal(version=0, **place)
            row.segment_id, row.relationship_id = (named_in(subject, what) for what in ("segment", "relationship"))
            row.facts, row.reason, row.dismissed_by_id, row.dismissed_at = facts, reason, by.user_id, by.at
            row.removed_at = None
            row.version += 1
            row.save()
            return row


def named_in(subject: str, what: str) -> int | None:
    """The id of the row in the subject of a finding ("segment-7"), if it is about one of that kind."""
    kind, _dash, number = subject.partition("-")
    return int(number) if kind == what else None


class Dismissal(Tenant, Editable):
    """What the subject names stands in keys of its own too, so that it is there, and in the same workspace."""

    canvas = models.ForeignKey(Canvas, models.PROTECT, related_name="dismissals")
    rule = models.CharField(_("rule"), max_length=32)
    subject = models.CharField(_("about"), max_length=64, blank=True)
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, editable=False, related_name="+")
    relationship = models.ForeignKey(Relationship, models.PROTECT, null=True, editable=False, related_name="+")
    facts = models.CharField(max_length=64)
    reason = models.TextField(_("reason"), max_length=1000)
    dismissed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dismissed_at = models.DateTimeField(default=timezone.now)

    objects = DismissalQuerySet.as_manager()

    class Meta(Tenant.Meta):
        constraints = [
            *tenant_keys(
                "relationships", "dismissal",
                canvas="canvas_canvas", segment="canvas_segment", relationship="relationships_relationship",
            ),
            models.UniqueConstraint(
                fields=["workspace", "canvas", "rule", "subject"], name="relationships_dismissal_once"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.rule

    def reopen(self, by: Actor) -> None:
        """Give the advice again. Nothing when that is so already."""
        with acting(by, self.workspace_id, "advice.reopen"):
            self.meet(removed=True)
            if not self.removed_at:
                self.bury(by.at)
