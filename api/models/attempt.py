"""What became of the last deliveries of a webhook."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from api.models.webhook import Webhook

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
