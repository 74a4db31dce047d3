"""One server for both: event streams in bare ASGI, pages through Django's WSGI handler in a pool of threads.

Under Django's own ASGI handler the same edit costs four times as much; docs/decisions/ has the figures.
"""

import asyncio
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from config.pages import Pages  # noqa: E402
from config.worker import work  # noqa: E402
from config.wsgi import application as django  # noqa: E402  (sets Django up)
from live.hub import Hub  # noqa: E402
from live.stream import PATH, stream  # noqa: E402
from sharing.onlookers import Onlookers  # noqa: E402
from sharing.stream import PATH as SHARED_PATH  # noqa: E402
from sharing.stream import shared_stream  # noqa: E402

hub = Hub()
onlookers = Onlookers(hub)
pages = Pages(django, threads=int(os.environ.get("BOOM_THREADS", "8")))

WORKS = os.environ.get("BOOM_WORKER", "1") != "0"


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
    running = [asyncio.create_task(each) for each in (hub.run(), onlookers.run(), *([work()] if WORKS else []))]
    await send({"type": "lifespan.startup.complete"})
    await receive()
    for each in running:
        each.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    await send({"type": "lifespan.shutdown.complete"})
