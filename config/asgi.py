"""One server for both: event streams in bare ASGI, pages through Django's WSGI handler in processes of their own.

Under Django's own ASGI handler the same edit costs four times as much; docs/decisions/ has the figures.
"""

import asyncio
import os
import re
from functools import partial
from importlib import import_module

import django
from django.conf import settings

from config import variables as given

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django.setup()

from config.answering.desks import Desks, Gone  # noqa: E402
from config.answering.pages import Pages  # noqa: E402
from config.worker import work  # noqa: E402
from live.apart import heard  # noqa: E402
from live.hub import Hub  # noqa: E402
from live.stream import PATH, stream  # noqa: E402
from sharing.onlookers import Onlookers  # noqa: E402
from sharing.stream import PATH as SHARED_PATH  # noqa: E402
from sharing.stream import shared_stream  # noqa: E402

WORKSPACE = re.compile(r"^/(?:w|api/v1/workspaces)/(\d{1,18})/")


def audiences(path: str) -> dict:
    """What kinds of pages are open of the workspace that a path is about."""
    found = WORKSPACE.match(path)
    its = hub.audiences.get(int(found[1])) if found else None
    return {int(found[1]): list(its)} if its else {}


hub = Hub()
onlookers = Onlookers(hub)
desks = Desks(given.PROCESSES, given.THREADS, hear=partial(heard, hub))
pages = Pages(desks, audiences)


async def application(scope, receive, send) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and PATH.match(scope["path"]):
        await stream(hub, scope, receive, send)
    elif scope["type"] == "http" and SHARED_PATH.match(scope["path"]):
        await shared_stream(onlookers, scope, receive, send)
    else:
        await pages(scope, receive, send)


async def _lifespan(receive, send) -> None:
    await receive()
    jobs = (hub.run(), onlookers.run(), desks.run(), *([work()] if given.WORKS else []))
    running = [asyncio.create_task(each) for each in jobs]
    try:
        # With the views come the addresses that parts name; whoever is first would wait for them.
        await asyncio.gather(desks.are_open(), asyncio.to_thread(import_module, settings.ROOT_URLCONF))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        ended = {"type": "lifespan.shutdown.complete"}
    except Gone:
        ended = {"type": "lifespan.startup.failed", "message": "The process that answers pages did not start."}
    for each in running:
        each.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    await send(ended)
