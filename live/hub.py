"""One per process: hears that something changed, and hands what changed to every open page of it.

It listens on one connection, and once a second looks for what it did not hear of (a process that died between its
commit and its notification, a write by hand). What to hand out is always read from the record, by seq.
"""

import asyncio
import contextlib
import logging
from collections import Counter, defaultdict
from collections.abc import Awaitable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
from django.conf import settings
from django.db import DatabaseError, connection

from live.absence import Absence
from live.catch_up import Batch, catch_up
from live.following import Following
from live.handing import Handing, by_canvas
from live.keeping import keep, kept
from live.pace import Pace
from live.page import Page
from live.presence import CHANNEL as PRESENCE
from live.presence import Presence
from live.presence import listeners as editors
from live.standing import ended, standing_of
from live.words import HEARD
from record.models import Head
from workspaces.acting import CHANNEL, listeners, tell

SWEEP = 1.0
STANDING = 5.0
HEARTBEAT = 15.0
TELLING = 0.05  # at least, between two words to other processes
RETRY = 1.0
log = logging.getLogger(__name__)


class Hub:
    def __init__(self) -> None:
        self.pages: dict[int, set[Page]] = defaultdict(set)  # by workspace
        self.held: Counter[int] = Counter()  # pages by person
        self.seqs: dict[int, int] = {}  # how far each workspace with open pages was read
        self.changed: set[int] = set()  # workspaces to read on
        self.audiences: dict[int, Counter] = defaultdict(Counter)  # how many pages a workspace has of each kind
        self.reading: int | None = None  # the workspace whose record is being read right now
        self.late: set[Page] = set()  # pages that must first get what came between their own seq and that
        self.wake = asyncio.Event()
        self.untold: dict[int, int] = {}  # how far other processes are to read each workspace
        self.news = asyncio.Event()
        self.loop: asyncio.AbstractEventLoop | None = None  # while it runs
        self.absence = Absence()  # of the database
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="live")
        self.presence = Presence(self)
        self.handing = Handing(self)
        self.following = Following(self)
        self.pace = Pace()

    async def run(self) -> None:
        """Until cancelled. Losing the database ends nothing: it tries again, and the sweep finds what was missed."""
        own = (self._listen, self._hand_out, self._sweep, self._check_standing, self._tell_others, self.following.watch)
        tasks = [asyncio.create_task(keep(job)) for job in own]
        self.loop = asyncio.get_running_loop()
        told = ((listeners, self.handing.hand), (editors, self.presence.tell_editing))
        for those, ours in told:
            those.append(ours)
        try:
            await asyncio.gather(*tasks)
        finally:
            for those, ours in told:
                those.remove(ours)
            for task in tasks:
                task.cancel()
            for page in self.all_pages():
                page.leave()

    def all_pages(self) -> Iterator[Page]:
        yield from (page for pages in self.pages.values() for page in pages)
        yield from self.following

    def open(self, page: Page) -> None:
        """From now on the page gets what changes; what it missed since its own seq comes first."""
        self.held[page.user_id] += 1
        page.beat_at = asyncio.get_running_loop().time() + HEARTBEAT
        if page.canvas_id is None:
            return self.following.open(page)
        if page.workspace_id not in self.pages:
            self.changed.add(page.workspace_id)
        self.pages[page.workspace_id].add(page)
        self.audiences[page.workspace_id][page.audience] += 1
        if page.seq < self.seqs.setdefault(page.workspace_id, page.seq):
            self.late.add(page)
        self.presence.came(page)
        self.wake.set()

    def close(self, page: Page) -> None:
        its = self.pages if page.canvas_id is not None else self.following.pages
        pages = its.get(page.workspace_id, set())
        if page not in pages:
            return
        self.held[page.user_id] -= 1
        if page.canvas_id is None:
            return self.following.close(page)
        pages.discard(page)
        self.audiences[page.workspace_id] -= Counter({page.audience: 1})  # without those that nobody is at any more
        if not pages:
            for known in (self.pages, self.seqs, self.audiences):
                del known[page.workspace_id]
            self.handing.forget(page.workspace_id)
        self.presence.went(page)

    async def notify(self, channel: str, payload: str) -> None:
        """Tell every process, this one too; nothing happens while the database is away."""
        with contextlib.suppress(DatabaseError):
            await self.in_thread(_send, channel, payload)

    def tell(self, workspace_id: int, seq: int) -> None:
        """Other processes are told at once; of many edits that follow each other closely, of the last."""
        self.untold[workspace_id] = max(seq, self.untold.get(workspace_id, 0))
        self.news.set()

    async def _tell_others(self) -> None:
        while await self.news.wait():
            self.news.clear()
            untold, self.untold = self.untold, {}
            with contextlib.suppress(DatabaseError):  # who does not hear finds it by the sweep
                await self.in_thread(_tell_each, untold)
            await asyncio.sleep(TELLING)

    async def _listen(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(settings.LISTEN_URL, autocommit=True) as listener:
                    for channel in (CHANNEL, PRESENCE, *HEARD):
                        await listener.execute(f"LISTEN {channel}")
                    await self.presence.ask()
                    self.absence.ends()
                    async for notice in listener.notifies():
                        self._heard(notice)
            except psycopg.Error as error:
                self.absence.goes_on(error)
            await asyncio.sleep(RETRY)

    def _heard(self, notice: psycopg.Notify) -> None:
        """What any process told, or anybody who may connect: what makes no sense is passed over."""
        try:
            if notice.channel == PRESENCE:
                self.presence.heard(notice.payload)
            elif hear := HEARD.get(notice.channel):
                hear(self.all_pages(), notice.payload)
            else:
                self._heard_of(*map(int, notice.payload.split()))
        except (ValueError, TypeError, LookupError, AttributeError):
            log.warning("live: heard %r on %s", notice.payload[:100], notice.channel)

    def _heard_of(self, workspace_id: int, seq: int) -> None:
        self.following.heard_of(workspace_id)
        known = max(self.seqs.get(workspace_id, seq), self.handing.last(workspace_id))
        if seq > known:  # else nobody looks, or it was read with what came before it, or handed here by who did it
            self.changed.add(workspace_id)
            self.wake.set()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            self.presence.sweep()
            self._beat()
            if not self.pages:
                continue
            try:
                behind = await self.in_thread(_behind, dict(self.seqs))
            except Exception as error:  # noqa: BLE001 - whatever it is, the next sweep tries again
                self.absence.explains("sweep", error)
                continue
            self.changed |= behind & self.pages.keys()
            self.wake.set()

    async def _check_standing(self) -> None:
        """Close the pages of whoever signed out, elsewhere too, or may no longer sign in."""
        while True:
            await asyncio.sleep(STANDING)
            pages = list(self.all_pages())
            try:
                gone = await self.in_thread(ended, map(standing_of, pages)) if pages else ()
            except Exception as error:  # noqa: BLE001 - whatever it is, the next time finds it
                self.absence.explains("standing", error)
                continue
            for page in pages:
                if standing_of(page) in gone:
                    page.close()

    def _beat(self) -> None:
        """A page that hears nothing for long would think that the stream is broken, and so would a proxy."""
        now = asyncio.get_running_loop().time()
        for page in self.all_pages():
            if page.beat_at <= now:
                page.beat_at = now + HEARTBEAT
                page.wake.set()

    async def _hand_out(self) -> None:
        while True:
            await self.wake.wait()
            self.wake.clear()
            changed, self.changed = self.changed, set()
            for workspace_id in changed & self.pages.keys():
                await self._holding(workspace_id, self._read_on(workspace_id))
            for workspace_id in {page.workspace_id for page in self.late}:
                await self._holding(workspace_id, self._bring_up(workspace_id))

    async def _holding(self, workspace_id: int, read: Awaitable[None]) -> None:
        """What is handed of this workspace waits until it was read: it may be older than what is read."""
        self.reading = workspace_id
        try:
            await read
        finally:
            self.reading = None
            self.handing.pass_on(workspace_id)

    async def _read_on(self, workspace_id: int) -> None:
        """Read the record from where it was read to, and hand it to the pages; who came meanwhile is late."""
        if workspace_id not in self.seqs:
            return  # its last page left meanwhile
        pages = self.pages[workspace_id] - self.late
        batch = await self._give(workspace_id, self.seqs[workspace_id], pages)
        if batch is None or workspace_id not in self.pages:
            return
        self.seqs[workspace_id] = max(batch.seq, self.seqs[workspace_id])
        self.late |= {page for page in self.pages[workspace_id] - pages if page.seq < batch.seq}
        if batch.more:
            self.changed.add(workspace_id)
            self.wake.set()

    async def _bring_up(self, workspace_id: int) -> None:
        """Hand to late pages what they missed, read once for all of them: a part that one had already does no harm.

        Until this moment they count as late: what is handed meanwhile would hide what they missed before it.
        """
        late = {page for page in self.late if page.workspace_id == workspace_id}
        self.late -= late
        pages = late & self.pages.get(workspace_id, set())
        if not pages:
            return  # they left meanwhile
        batch = await self._give(workspace_id, min(page.seq for page in pages), pages)
        if batch is None or batch.more:
            self.late |= pages
        if batch:
            self.wake.set()

    async def _give(self, workspace_id: int, seq: int, pages: set[Page]) -> Batch | None:
        try:
            batch = await self.in_thread(catch_up, workspace_id, seq, by_canvas({page.audience for page in pages}))
        except Exception as error:  # noqa: BLE001 - whatever it is, the sweep tries again
            if not self.absence:
                log.exception("live: workspace %s: %s", workspace_id, error)
            return None
        self.give(workspace_id, batch, pages)
        return batch

    def give(self, workspace_id: int, batch: Batch, pages: Iterable[Page]) -> None:
        told = set()
        for page in pages:
            if page.user_id not in batch.members:
                page.close()
            elif parts := batch.parts.get(page.audience):
                page.queue(parts, batch.seq)
                told.add(page)
            else:
                page.seq = max(page.seq, batch.seq)
        if told:
            self.pace.rouse(workspace_id, told)

    def is_late(self, pages: Iterable[Page]) -> None:
        self.late.update(pages)
        self.wake.set()

    async def in_thread(self, function, *arguments):
        """Call what speaks to the database in the hub's own thread, which keeps its connection."""
        return await self.loop.run_in_executor(self.thread, kept, function, *arguments)


def _behind(seqs: dict[int, int]) -> set[int]:
    """The workspaces whose record goes on past what was read, or is there no more, as nobody is who may see them."""
    heads = dict(Head.objects.filter(workspace_id__in=seqs).values_list("workspace_id", "seq"))
    return {workspace_id for workspace_id, seq in seqs.items() if heads.get(workspace_id, seq + 1) > seq}


def _tell_each(untold: dict[int, int]) -> None:
    for workspace_id, seq in untold.items():
        tell(workspace_id, seq)


def _send(channel: str, payload: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [channel, payload])
