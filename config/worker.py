"""Work in the background: what an edit leaves to be done later, and what is done by the clock.

Each app's `jobs.py` says what can be done; procrastinate keeps the queue in the database, so that a job is there if and
only if the edit that asked for it is, and is done once by whichever process takes it. Every server process works;
with BOOM_WORKER=0 it only serves, and `manage.py procrastinate worker` works apart.
"""

import asyncio
import logging
from datetime import timedelta

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections
from procrastinate.contrib.django import app
from procrastinate.jobs import Status
from procrastinate.psycopg_connector import PsycopgConnector

TRY_AGAIN_AFTER = 5.0  # seconds, when the database was away
LOST_AFTER = timedelta(minutes=2).total_seconds()  # without a sign of life from who took the job
MOST_TRIES = 5  # of a job in which its process died: it may be what killed it
log = logging.getLogger(__name__)


async def work() -> None:
    """Take jobs until cancelled. What a process was doing as it ended, another takes up."""
    while True:
        try:
            await take_jobs(settings.LISTEN_URL, shutdown_graceful_timeout=1.0)
        except Exception:
            log.warning("The worker stopped; it tries again.", exc_info=settings.DEBUG)
        await asyncio.sleep(TRY_AGAIN_AFTER)


async def take_jobs(url: str, **options) -> None:
    """Over a few connections of our own to `url`, which must be direct: it listens. The jobs themselves, and what puts
    them into the queue by the clock, speak to the database as pages do; such a connection may have died with it."""
    working = app.with_connector(PsycopgConnector(conninfo=url, min_size=1, max_size=3))
    try:
        async with working.open_async():
            await working.run_worker_async(install_signal_handlers=False, **options)
    finally:
        await sync_to_async(close_old_connections)()


@app.periodic(cron="* * * * *", periodic_id="take up")
@app.task(queueing_lock="take up", pass_context=True)
async def take_up_lost_jobs(context, timestamp: int) -> None:
    """What was taken by a process that has died; but not for ever."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=LOST_AFTER):
        if job.attempts + 1 < MOST_TRIES:
            await jobs.retry_job(job)
        else:
            log.error("Given up, for the process that did it died again and again: %s", job.call_string)
            await jobs.finish_job(job, Status.FAILED, delete_job=False)


@app.periodic(cron="17 3 * * *", periodic_id="forget")
@app.task(queueing_lock="forget", pass_context=True)
async def forget_done_jobs(context, timestamp: int) -> None:
    """After a week what was done is forgotten, after a month what failed."""
    jobs = context.app.job_manager
    await jobs.delete_old_jobs(nb_hours=7 * 24)
    await jobs.delete_old_jobs(nb_hours=30 * 24, include_failed=True)
