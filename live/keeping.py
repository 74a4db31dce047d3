"""What has to go on while the server runs, whatever happens to it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from django.db import connection

AGAIN = 1.0  # seconds until what failed begins again
log = logging.getLogger(__name__)


async def keep(job: Callable[[], Awaitable[None]]) -> None:
    """Do it for ever: whatever ends it is logged, and it begins again."""
    while True:
        try:
            await job()
        except Exception:
            log.exception("live: %s ended, and begins again", job.__name__)
        await asyncio.sleep(AGAIN)


def kept(function: Callable, *arguments):
    """What it answers; where it fails, the connection that this thread keeps to the database is given up."""
    try:
        return function(*arguments)
    except BaseException:
        connection.close()
        raise
