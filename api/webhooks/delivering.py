"""Delivering what is on the record: a webhook's place on it is the whole queue.

Each change that a webhook is about is sent in the order of the record, the next only when the one before was taken.
What is not taken is tried again, later and later, for about a day; then the webhook rests until an owner wakes it, and
goes on from where it was. A process may die after a change was taken and before that was written down, so a change may
come twice, under the same webhook-id.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from time import monotonic

from cryptography.fernet import InvalidToken
from django.db.models import Q
from django.utils import timezone

from api.models.attempt import Attempt
from api.models.standing import Standing
from api.models.webhook import Webhook
from api.problems import written
from api.rows import moment
from api.v1.changes import change_as_json
from api.webhooks.kinds import tables_of
from api.webhooks.sending import Outcome, send
from api.webhooks.signing import signature, unseal
from record.models import Change, Head

WAITS = [timedelta(minutes=m) for m in (1, 5, 15, 60, 120, 240, 480, 480)]  # a day, all in all
CLAIM = timedelta(minutes=1)  # longer than one request may take
AT_ONCE, TURN = 50, 20.0  # changes, or seconds; then others get their turn
GONE = 410  # the receiver wants no more


def due(now: datetime) -> list[int]:
    """The ids of the webhooks that have something before them on the record, and whose time has come. One query."""
    return list(Standing.objects.ready(now).behind().values_list("pk", flat=True))


def deliver(webhook_id: int, now: datetime) -> None:
    """What is due to one webhook, unless somebody else is at it."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    if not Standing.objects.ready(now).filter(free, webhook_id=webhook_id).update(claimed_until=now + CLAIM):
        return
    standing = Standing.objects.select_related("webhook").get(pk=webhook_id)
    try:
        go_on(standing, now)
    finally:
        Standing.objects.filter(pk=webhook_id).update(claimed_until=None)


def go_on(standing: Standing, now: datetime) -> None:
    webhook = standing.webhook
    head = Head.seq_of(webhook.workspace_id)
    lines = Change.objects.of(webhook.workspace_id).after(standing.seq).filter(seq__lte=head)
    tables = tables_of(webhook.kinds)
    if tables is not None:
        lines = lines.filter(table__in=tables)
    wanted, begun = list(lines.defer("salt", "body_digest")[:AT_ONCE]), monotonic()
    for change in wanted:
        if monotonic() - begun > TURN:
            return
        if not Standing.objects.told().filter(pk=standing.pk).update(claimed_until=timezone.now() + CLAIM):
            return  # removed meanwhile, or whoever made it is
        outcome = tell(webhook, change)
        if not outcome.is_taken:
            standing.stumble(now, WAITS, at_once=outcome.status == GONE)
            return
        standing.reach(change.seq)
    if len(wanted) < AT_ONCE:
        standing.reach(head)


def tell(webhook: Webhook, change: Change) -> Outcome:
    """One change; what became of it is written down."""
    told = {"type": change.verb, "timestamp": moment(change.at), "data": change_as_json(change)}
    return sent(webhook, f"{webhook.workspace_id}-{change.seq}", told, change.seq)


def ping(webhook: Webhook) -> Outcome:
    """A word that means nothing, to see whether it is taken."""
    told = {"type": "ping", "timestamp": moment(timezone.now()), "data": {"workspace_id": webhook.workspace_id}}
    return sent(webhook, f"ping-{uuid.uuid4()}", told, None)


def sent(webhook: Webhook, name: str, told: dict[str, object], seq: int | None) -> Outcome:
    body, timestamp = written(told), int(timezone.now().timestamp())
    try:
        signed = signature(unseal(webhook.sealed), name, timestamp, body)
    except InvalidToken:
        outcome = Outcome("sealed")
    else:
        headers = {
            "Content-Type": "application/json", "User-Agent": "Boom-Webhooks/1", "webhook-id": name,
            "webhook-timestamp": str(timestamp), "webhook-signature": signed,
        }  # fmt: skip
        outcome = send(webhook.address, headers, body)
    Attempt.objects.note(webhook, seq, str(told["type"]), outcome)
    return outcome
