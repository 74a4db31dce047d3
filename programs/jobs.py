"""What programs do by the clock."""

from procrastinate.contrib.django import app

from programs import reminding


@app.periodic(cron="5 * * * *", periodic_id="deadlines")
@app.task(queueing_lock="deadlines")
def remind_of_deadlines(timestamp: int) -> None:
    reminding.remind_of_deadlines()
