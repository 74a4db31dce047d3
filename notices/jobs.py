"""What happens to notices apart from the pages: mails, each when it is told and digests each morning; old ones go."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from notices import delivery, forgetting


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


@app.periodic(cron="53 3 * * *", periodic_id="old notices")
@app.task(queueing_lock="old notices")
def forget_old_notices(timestamp: int) -> None:
    forgetting.forget_old()
