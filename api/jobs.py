"""What the background does for the API: it tells webhooks what changed."""

from django.utils import timezone
from procrastinate.contrib.django import app

from api.webhooks import delivering


@app.periodic(cron="* * * * * */10", periodic_id="webhooks")
@app.task(queueing_lock="webhooks")
def tell_webhooks(timestamp: int) -> None:
    """Every few seconds: a job for each webhook that something is due to, so that one that is slow delays no other."""
    for webhook in delivering.due(timezone.now()):
        tell_webhook.configure(lock=f"webhook {webhook}").defer(webhook=webhook)


@app.task
def tell_webhook(webhook: int) -> None:
    delivering.deliver(webhook, timezone.now())
