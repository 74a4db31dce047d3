"""What is done in the background: packing a workspace, saying what came of it, and forgetting it when it expires."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from exports.bundling import pack
from exports.mails import send_outcome
from exports.models import Bundle, Piece, Work


# One after another, so that none of the pages' time is taken twice; tried again after 6, 36 and 216 seconds.
@app.task(retry=RetryStrategy(max_attempts=3, exponential_wait=6), lock="bundle")
def pack_bundle(bundle: int) -> None:
    """Taken up again after a restart, it goes on from what is there."""
    try:
        pack(Bundle.objects.select_related("workspace", "asked_by", "work").get(pk=bundle))
    except Exception:
        if Bundle.objects.filter(pk=bundle).exists():
            raise
        return  # its workspace was purged, before or meanwhile
    mail_bundle.defer(bundle=bundle)


@app.task(retry=RetryStrategy(max_attempts=8, exponential_wait=5, retry_exceptions={OSError}))
def mail_bundle(bundle: int) -> None:
    """What came of it, once, also where two are told to at a time; whoever is no owner any more is told nothing."""
    with transaction.atomic():
        works = Work.objects.select_related("bundle__workspace", "bundle__asked_by")
        work = works.select_for_update(of=("self",)).filter(pk=bundle).first()
        if work and not work.mailed_at and work.bundle.is_for_an_owner:
            send_outcome(work.bundle)
            work.tell(mailed_at=timezone.now())


@app.periodic(cron="* * * * *", periodic_id="lost bundles")
@app.task(queueing_lock="lost bundles")
def end_lost_bundles(timestamp: int) -> None:
    """Of which nothing can come any more, for their job has ended: whatever it was that ended it."""
    for work in Work.objects.lost():
        with transaction.atomic():
            if work.fail():
                mail_bundle.defer(bundle=work.pk)


@app.periodic(cron="23 * * * *", periodic_id="expired bundles")
@app.task(queueing_lock="expired bundles")
def forget_expired_bundles(timestamp: int) -> None:
    Piece.objects.filter(work__bundle__expires_at__lte=timezone.now()).delete()
