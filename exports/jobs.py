"""What is done in the background: packing a workspace, and forgetting what was packed when it expires."""

from __future__ import annotations

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from exports.bundling import pack
from exports.mails import send_ready
from exports.models import Bundle, Piece


@app.task(retry=RetryStrategy(max_attempts=4, exponential_wait=10), lock="bundle")  # one after another
def pack_bundle(bundle: int) -> None:
    """Then a mail, once. Taken up again after a restart, it goes on from what is there."""
    row = Bundle.objects.select_related("workspace", "asked_by", "work").get(pk=bundle)
    if pack(row) and not row.work.mailed_at:
        send_ready(row)
        row.work.tell(mailed_at=timezone.now())


@app.periodic(cron="23 * * * *", periodic_id="expired bundles")
@app.task(queueing_lock="expired bundles")
def forget_expired_bundles(timestamp: int) -> None:
    Piece.objects.filter(work__bundle__expires_at__lte=timezone.now()).delete()
