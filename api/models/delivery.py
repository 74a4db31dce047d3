"""How the deliveries of a webhook stand, and what became of the last ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from api.models.webhook import Webhook
from record.models import Head
from workspaces.models import Membership

KEPT = 200  # attempts of each webhook

OUTCOMES = {
    "taken": _("Taken"),
    "refused": _("Answered with an error"),
    "redirect": _("Answered with a redirect, which is not followed"),
    "late": _("No answer in time"),
    "unreachable": _("Not reachable"),
    "tls": _("The certificate is not good"),
    "not_allowed": _("Not an address on the internet"),
    "sealed": _("The secret can't be read any more: remove it and add another"),
}


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


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def note(self, webhook: Webhook, seq: int | None, verb: str, outcome) -> Attempt:
        """Write one down; what is long past is forgotten."""
        made = self.create(
            webhook=webhook, seq=seq, verb=verb, outcome=outcome.name, status=outcome.status,
            milliseconds=outcome.milliseconds,
        )  # fmt: skip
        oldest = self.filter(webhook=webhook).order_by("-pk").values_list("pk", flat=True)[KEPT : KEPT + 1]
        self.filter(webhook=webhook, pk__lte=next(iter(oldest), 0)).delete()
        return made


class Attempt(models.Model):
    """Off the record, as a log is: what came back for one request."""

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="attempts", db_index=False)
    seq = models.BigIntegerField(null=True, help_text="of the change; none for a trial")
    verb = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=16)
    status = models.PositiveSmallIntegerField(null=True)
    milliseconds = models.PositiveIntegerField(default=0)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["webhook", "-id"], name="attempt_latest")]

    @property
    def label(self) -> str:
        return OUTCOMES.get(self.outcome, self.outcome)

    @property
    def is_taken(self) -> bool:
        return self.outcome == "taken"
