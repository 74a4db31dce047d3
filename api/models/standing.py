"""How far a webhook has been told of the record, and when it is tried next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from api.models.webhook import Webhook
from record.models import Head
from workspaces.models import Membership


class StandingQuerySet(models.QuerySet["Standing"]):
    def told(self) -> StandingQuerySet:
        """Of webhooks that neither rest nor were removed, and whose maker might make one still."""
        makers = Membership.objects.owning(OuterRef("webhook__workspace_id"), OuterRef("webhook__added_by_id"))
        return self.filter(Exists(makers), paused_at=None, webhook__removed_at=None)

    def ready(self, now: datetime) -> StandingQuerySet:
        return self.told().filter(Q(next_at=None) | Q(next_at__lte=now))

    def behind(self) -> StandingQuerySet:
        """With the last line of the record, `head`; those that have not come so far."""
        head = Head.objects.filter(workspace_id=OuterRef("webhook__workspace_id")).values("seq")
        return self.annotate(head=Subquery(head)).filter(head__gt=models.F("seq"))


class Standing(models.Model):
    """Where a webhook is on the record, and when it is tried next. Off the record: telling of a change is no change,
    and would be told in its turn."""

    webhook = models.OneToOneField(Webhook, models.PROTECT, primary_key=True)
    seq = models.BigIntegerField(help_text="the last line that was taken, or that it is not about")
    failures = models.PositiveIntegerField(default=0, help_text="since the last one that was taken")
    next_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True, help_text="a process is at it, or has died")

    objects = StandingQuerySet.as_manager()

    def reach(self, seq: int) -> None:
        self.seq, self.failures, self.next_at = seq, 0, None
        self.save(update_fields=["seq", "failures", "next_at"])

    def stumble(self, now: datetime, waits: Sequence[timedelta], at_once: bool = False) -> None:
        """Try again later; after the last of the waits, or `at_once`, no more."""
        if at_once or self.failures >= len(waits):
            self.paused_at = now
        else:
            self.next_at = now + waits[self.failures]
        self.failures += 1
        self.save(update_fields=["failures", "next_at", "paused_at"])

    def wake(self) -> None:
        """Go on now, from where it was."""
        self.failures, self.next_at, self.paused_at = 0, None, None
        self.save(update_fields=["failures", "next_at", "paused_at"])
