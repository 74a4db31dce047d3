"""Open streams to hubs in this process, as a server would: no sockets, the real hub, the real database."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from django.conf import settings
from django.db import connection

from canvas.models import Note
from live.hub import Hub
from live.presence import CHANNEL as PRESENCE
from live.presence import PROCESS
from live.stream import stream
from record.models import Head
from tests.cast import Cast, actor

SOON = 5.0  # seconds in which something that must happen at once has happened, on a busy machine too


def head(cast: Cast) -> int:
    """Where the record of the cast's team stands."""
    return Head.objects.get(pk=cast.team.pk).seq


def revise(cast: Cast, text: str, note: int = 0) -> None:
    """Dariush does, from the version that stands now."""
    row = Note.objects.get(pk=cast.notes[note].pk)
    row.revise(text, row.version, actor(cast.dariush))


class Stream:
    """One open page's stream; `text` is all that it was sent."""

    def __init__(self, hub: Hub, cast: Cast, user, query: str = "", headers: dict[str, str] | None = None, **where):
        self.sent: list[bytes] = []
        self.status = 0
        self.ready = asyncio.Event()
        self.left = asyncio.Event()
        self.slow: asyncio.Event | None = None  # set: what is sent waits until it is
        workspace, canvas = where.get("workspace", cast.team.pk), where.get("canvas", cast.canvas.pk)
        cookie = {"cookie": f"{settings.SESSION_COOKIE_NAME}={user.client.session.session_key}"} if user else {}
        self.scope = {
            "type": "http",
            "method": where.get("method", "GET"),
            "path": where.get("path") or f"/w/{workspace}/{f'canvases/{canvas}/' if canvas else ''}live/",
            "query_string": query.encode(),
            "headers": [(k.encode(), v.encode()) for k, v in ({**cookie, **(headers or {})}).items()],
        }
        self.task = asyncio.create_task(stream(hub, self.scope, self._receive, self._send))

    async def _receive(self) -> dict:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict) -> None:
        if self.slow:
            await self.slow.wait()
        self.status = message.get("status", self.status)
        self.sent.append(message.get("body", b""))
        self.ready.set()

    @property
    def text(self) -> str:
        return b"".join(self.sent).decode()

    @property
    def ids(self) -> list[int]:
        return [int(seq) for seq in re.findall(r"^id: (\d+)$", self.text, re.MULTILINE)]

    @property
    def ended(self) -> bool:
        return self.task.done()

    async def opened(self) -> Stream:
        await until(lambda: self.status)
        return self

    async def hears(self, words: str, within: float = SOON) -> None:
        await until(lambda: words in self.text, within, f"{words!r} in {self.text[-2000:]!r}")

    async def leave(self) -> None:
        self.left.set()
        await asyncio.wait_for(self.task, SOON)


async def until(holds: Callable[[], object], within: float = SOON, what: str = "it") -> None:
    """Wait for something to hold. Fails when it does not within so many seconds."""
    end = asyncio.get_running_loop().time() + within
    while not holds():
        assert asyncio.get_running_loop().time() < end, f"never: {what}"
        await asyncio.sleep(0.005)


def answers(monkeypatch, module, name: str) -> list:
    """Grows by one whenever what a module calls by this name has answered."""
    given, function = [], getattr(module, name)

    def call(*about):
        found = function(*about)
        given.append(found)
        return found

    monkeypatch.setattr(module, name, call)
    return given


async def another_look(given: list) -> None:
    """Until it was asked anew, and did what follows: the first may have been asked before, the last did not yet."""
    least = len(given) + 3
    await until(lambda: len(given) >= least)


class HeldUp:
    """What a module calls by this name has begun (`began`), and goes on once it is let (`let`)."""

    def __init__(self, monkeypatch, module, name: str):
        self.began, self.let, function = threading.Event(), threading.Event(), getattr(module, name)

        def slowly(*about):
            self.began.set()
            assert self.let.wait(SOON)
            return function(*about)

        monkeypatch.setattr(module, name, slowly)


async def db(function: Callable, *arguments, **words):
    """Speak to the database from a thread that gives its connection back."""

    def call():
        try:
            return function(*arguments, **words)
        finally:
            connection.close()

    return await asyncio.to_thread(call)


def taken() -> int:
    """Connections to the database that are in anybody's hands: not those that wait in the pool to be lent."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = current_user AND datname = current_database()"
        )
        return cursor.fetchone()[0] - connection.pool.get_stats()["pool_available"]


async def settled(hub: Hub, count: int | None = None) -> int:
    """How many are taken, once as many are taken again and again; or are `count`. The hub's thread keeps its own."""
    seen: list[int] = []
    for _ in range(250):
        seen = [*seen[-4:], await hub.in_thread(taken)]
        if len(seen) == 5 and len(set(seen)) == 1 and count in (None, seen[0]):
            break
        await asyncio.sleep(0.02)
    return seen[-1]


@asynccontextmanager
async def running(count: int = 1):
    """Hubs that run, each as in a process of its own but for presence; they are ended with their streams."""
    hubs = [Hub() for _ in range(count)]
    tasks = [asyncio.create_task(hub.run()) for hub in hubs]
    try:
        yield hubs
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.05)
        telling = [hub.presence.flushing for hub in hubs if hub.presence.flushing]
        for task in telling:
            task.cancel()
        await asyncio.gather(*telling, return_exceptions=True)
        for hub in hubs:
            hub.thread.submit(lambda: connection.close())  # that thread's own
            hub.thread.shutdown()


def play(scenario: Callable[[], Awaitable[None]], seconds: float = 60) -> None:
    """In a thread of its own: where browsers' tests ran before, this one has a loop already."""

    async def in_time() -> None:
        await asyncio.wait_for(scenario(), seconds)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, in_time()).result()


def rests(hub: Hub, workspace_id: int, seq: int) -> bool:
    """Whether the hub has read so far, and nothing is left to read."""
    return hub.seqs.get(workspace_id) == seq and not hub.changed and hub.reading is None


async def shown(hub: Hub) -> None:
    """Until who is here was shown to everybody, and nothing else is due to a page."""

    def all_is_sent() -> bool:
        flushing = hub.presence.flushing
        return bool(flushing and flushing.done()) and not any(page.due for page in hub.all_pages())

    await until(all_is_sent)


def heard_by(hub: Hub) -> list[str]:
    """Grows by what the hub hears of who is where."""
    heard, hear = [], hub.presence.heard

    def listen(payload: str) -> None:
        hear(payload)
        heard.append(payload)

    hub.presence.heard = listen
    return heard


async def all_came_back(hub: Hub, heard: list[str]) -> None:
    """Until the hub answered its own first question, and heard all that it told so far."""
    await until(lambda: json.dumps({"ask": PROCESS}) in heard)
    await shown(hub)
    last = json.dumps({"page": "of nobody", "canvas": 0})
    await hub.notify(PRESENCE, last)
    await until(lambda: last in heard)


@asynccontextmanager
async def at_rest(cast: Cast) -> AsyncIterator[tuple[Hub, Stream, int]]:
    """A hub with one open page, Layla's, to which nothing is due; and where the record stands."""
    seq = await db(head, cast)
    async with running() as (hub,):
        page = await Stream(hub, cast, cast.layla, f"seq={seq}").opened()
        await until(lambda: rests(hub, cast.team.pk, seq))
        yield hub, page, seq
