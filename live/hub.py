"""One per process: hears that something changed, and hands what changed to every open page of it.

It listens on one connection, and once a second looks for what it did not hear of (a process that died between its
commit and its notification, a write by hand). What to hand out is always read from the record, by seq.
"""

import asyncio
import contextlib
import logging
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

import psycopg
from django.conf import settings
from django.db import DatabaseError, connection

from live.catch_up import Batch, catch_up
from live.page import Page
from live.presence import CHANNEL as PRESENCE
from live.presence import Presence
from record.models import Head
from workspaces.acting import CHANNEL

SWEEP = 1.0
RETRY = 1.0
log = logging.getLogger(__name__)


class Hub:
    def __init__(self) -> None:
        self.pages: dict[int, set[Page]] = defaultdict(set)  # by workspace
        self.seqs: dict[int, int] = {}  # how far each workspace with open pages was read
        self.changed: set[int] = set()
        self.wake = asyncio.Event()
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="live")
        self.presence = Presence(self)

    async def run(self) -> None:
        """Until cancelled. Losing the database ends nothing: it tries again, and the sweep finds what was missed."""
        tasks = [asyncio.create_task(job()) for job in (self._listen, self._hand_out, self._sweep)]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            for page in [page for pages in self.pages.values() for page in pages]:
                page.wake.set()

    async def open(self, page: Page) -> None:
        """Register a page, then bring it up to date from its own seq: in this order nothing falls between."""
        self.pages[page.workspace_id].add(page)
        self.seqs.setdefault(page.workspace_id, page.seq)
        batch = await self._read(page.workspace_id, page.seq, {page})
        page.give(batch.parts.get((page.canvas_id, page.reading), {}), batch.seq)
        await self.presence.came(page)

    async def close(self, page: Page) -> None:
        pages = self.pages[page.workspace_id]
        pages.discard(page)
        if not pages:
            del self.pages[page.workspace_id]
            self.seqs.pop(page.workspace_id, None)
        await self.presence.went(page)

    async def notify(self, channel: str, payload: str) -> None:
        """Tell every process, this one too; nothing happens while the database is away."""
        with contextlib.suppress(DatabaseError):
            await self.in_thread(_send, channel, payload)

    async def _listen(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(settings.LISTEN_URL, autocommit=True) as listener:
                    for channel in (CHANNEL, PRESENCE):
                        await listener.execute(f"LISTEN {channel}")
                    await self.presence.ask()
                    async for notice in listener.notifies():
                        self._heard(notice)
            except psycopg.Error as error:
                log.warning("live: the database is away (%s); trying again", error)
            await asyncio.sleep(RETRY)

    def _heard(self, notice: psycopg.Notify) -> None:
        if notice.channel == PRESENCE:
            self.presence.heard(notice.payload)
        elif (workspace_id := int(notice.payload)) in self.pages:
            self.changed.add(workspace_id)
            self.wake.set()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            self.presence.sweep()
            if not self.pages:
                continue
            try:
                behind = await self.in_thread(_behind, dict(self.seqs))
            except Exception as error:  # noqa: BLE001 - whatever it is, the next sweep tries again
                log.warning("live: sweep: %s", error)
                continue
            self.changed |= behind & self.pages.keys()
            self.wake.set()

    async def _hand_out(self) -> None:
        while True:
            await self.wake.wait()
            self.wake.clear()
            while self.changed:
                workspace_id = self.changed.pop()
                if workspace_id in self.pages:
                    await self._hand_out_of(workspace_id)

    async def _hand_out_of(self, workspace_id: int) -> None:
        pages = set(self.pages[workspace_id])
        try:
            batch = await self._read(workspace_id, self.seqs[workspace_id], pages)
        except Exception as error:  # noqa: BLE001 - the sweep finds it again
            log.exception("live: workspace %s: %s", workspace_id, error)
            return
        for page in pages:
            if page.user_id not in batch.members:
                page.close()
            elif parts := batch.parts.get((page.canvas_id, page.reading)):
                page.give(parts, batch.seq)
        if workspace_id in self.seqs:
            self.seqs[workspace_id] = max(batch.seq, self.seqs[workspace_id])
        if batch.more:
            self.changed.add(workspace_id)

    async def _read(self, workspace_id: int, seq: int, pages: set[Page]) -> Batch:
        readings = defaultdict(set)
        for page in pages:
            readings[page.canvas_id].add(page.reading)
        users = {page.user_id for page in pages}
        return await self.in_thread(catch_up, workspace_id, seq, users, readings)

    async def in_thread(self, function, *arguments):
        return await asyncio.get_running_loop().run_in_executor(self.thread, function, *arguments)


def _behind(seqs: dict[int, int]) -> set[int]:
    """The workspaces whose record goes on past what was read; called from a thread."""
    try:
        heads = Head.objects.filter(workspace_id__in=seqs).values_list("workspace_id", "seq")
        return {workspace_id for workspace_id, seq in heads if seq > seqs[workspace_id]}
    finally:
        connection.close()


def _send(channel: str, payload: str) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [channel, payload])
    finally:
        connection.close()
