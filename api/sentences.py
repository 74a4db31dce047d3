"""What the changes say that come from here."""

from django.utils.translation import gettext_lazy as _

from api.webhooks.sending import origin
from record.models import Change
from record.sentences import register


def address(change: Change) -> dict:
    return {"address": origin(change.row["address"])}


register("webhook.add", _("{who} added a webhook to {address}"), address)
register("webhook.remove", _("{who} removed the webhook to {address}"), address)
