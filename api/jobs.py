"""What the background does for the API: it tells webhooks what changed, and forgets that it did."""

from contextlib import suppress

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from api.webhooks import delivering

QUEUE = "webhooks"


@app.periodic(cron="* * * * * */10", periodic_id="webhooks")
@app.task(queue=QUEUE, queueing_lock="webhooks")
def tell_webhooks(timestamp: int) -> None:
    """Every ten seconds: a job for each webhook that something is due to, so that one that is slow delays no other."""
    for webhook in delivering.due(timezone.now()):
        one = f"webhook {webhook}"
        with suppress(AlreadyEnqueued):
            tell_webhook.configure(lock=one, queueing_lock=one).defer(webhook=webhook)


@app.task(queue=QUEUE)
def tell_webhook(webhook: int) -> None:
    delivering.deliver(webhook, timezone.now())


@app.periodic(cron="29 * * * *", periodic_id="forget tellings")
@app.task(queueing_lock="forget tellings", pass_context=True)
async def forget_tellings(context, timestamp: int) -> None:
    """There are very many; what is worth remembering of them the attempts say."""
    await context.app.job_manager.delete_old_jobs(nb_hours=1, queue=QUEUE, include_failed=True)
