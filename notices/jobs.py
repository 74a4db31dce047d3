"""What sends mails, later and apart from the pages: each notice when it is told, digests each morning."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from notices import delivery


@app.task(retry=RetryStrategy(max_attempts=8, exponential_wait=5, retry_exceptions={OSError}))
def deliver_notice(notice: int) -> None:
    delivery.deliver(notice)


@app.periodic(cron="*/10 * * * *", periodic_id="notices")
@app.task(queueing_lock="notices")
def deliver_waiting(timestamp: int) -> None:
    """What the jobs of single notices gave up, and the mornings that have begun somewhere."""
    delivery.deliver_waiting()
    delivery.send_digests()
    delivery.give_up()
