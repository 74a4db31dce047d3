"""The load generator: people who write, pages that watch, and what each page saw when.

Every text written carries a mark, "mk<note>-<n>-": the n-th edit of that note in this run. A page that sees a mark
has seen all earlier edits of that note too, for the newest is the only one that matters. One clock, in this process;
it starts just before a request is written.
"""

import asyncio
import re
import time
from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import cycle

import aiohttp

from bench.servers import Server

HOST = "127.0.0.1"
MARK = re.compile(rb"mk(\d+)-(\d+)-")
WORDS = (
    "مشتریانی که دو بار خرید کرده‌اند، با پیامی کوتاه برمی‌گردند",
    "العملاء الذين اشتروا مرتين يعودون برسالة قصيرة كل شهر",
    "Customers who bought twice come back after one short message",
)


def text_of(note: int, n: int) -> str:
    return f"mk{note}-{n}- {WORDS[n % 3]}"


@lru_cache(maxsize=256)
def marks(data: bytes) -> tuple[tuple[int, int], ...]:
    """The marks in it; many pages are sent the same bytes, which are searched once."""
    return tuple((int(note), int(n)) for note, n in MARK.findall(data))


@dataclass
class Edit:
    """What a browser would send for one edit."""

    path: str
    form: dict[str, object]
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Target:
    """One server to measure, how its streams are opened and its notes edited, and what was written and seen."""

    name: str
    server: Server
    notes: list[int]
    stream: Callable[[int, int], bytes]  # the request that page i, rendered at seq, opens its stream with
    edit: Callable[[int, int, int], Edit]  # of writer i, the n-th of a note
    seq: Callable[[], int] = lambda: 0  # where the record stands; called in a thread
    sent: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))  # by note: when, edit by edit
    delays: array = field(default_factory=lambda: array("d"))  # sent to seen, of every page and edit


class Page(asyncio.Protocol):
    """One open page's stream."""

    def __init__(self, target: Target, request: bytes, start: dict[int, int]) -> None:
        self.target, self.request, self.start = target, request, start
        self.seen: dict[int, int] = {}
        self.tail = b""
        self.opened = asyncio.get_running_loop().create_future()
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        if not self.opened.done():
            self._open(data)
        whole = self.tail + data
        for note, n in marks(whole):
            if n > (last := self.last(note)):
                sent = self.target.sent[note]
                self.target.delays.extend([now - sent[k] for k in range(last, n)])
                self.seen[note] = n
        self.tail = b"" if data.endswith(b"\r\n") else whole[-40:]  # a mark may be cut in two

    def _open(self, data: bytes) -> None:
        if data.startswith(b"HTTP/1.1 200"):
            self.opened.set_result(True)
        else:
            self.opened.set_exception(RuntimeError(f"{self.target.name}: no stream: {data[:200]!r}"))

    def last(self, note: int) -> int:
        return self.seen.get(note, self.start.get(note, 0))

    def is_current(self) -> bool:
        return all(self.last(note) == len(sent) for note, sent in self.target.sent.items())

    def connection_lost(self, error: Exception | None) -> None:
        self.transport = None
        if not self.opened.done():
            self.opened.set_exception(error or ConnectionError(f"{self.target.name}: closed before it was open"))


class Writer:
    """One person, one request at a time, by the same client as in the harness that the goals were set with; writer i of
    m has every m-th note to itself."""

    def __init__(self, target: Target, number: int, of: int) -> None:
        self.target, self.number = target, number
        self.notes = cycle(target.notes[number::of])
        self.client = aiohttp.ClientSession(f"http://{HOST}:{target.server.port}", cookie_jar=aiohttp.DummyCookieJar())

    async def write(self) -> float:
        """Edit the next note; answers how long that took, in seconds. Raises RuntimeError unless it was accepted."""
        note = next(self.notes)
        sent = self.target.sent[note]
        edit = self.target.edit(self.number, note, len(sent) + 1)
        sent.append(time.perf_counter())
        async with self.client.post(edit.path, data=edit.form, headers=edit.headers, allow_redirects=False) as answer:
            said = await answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{self.target.name}: an edit was answered {answer.status} {said[:200]!r}")
        return time.perf_counter() - sent[-1]


async def open_pages(target: Target, count: int, at_once: int = 50) -> list[Page]:
    start = {note: len(sent) for note, sent in target.sent.items()}
    seq = await asyncio.to_thread(target.seq)
    pages: list[Page] = []
    for first in range(0, count, at_once):
        numbers = range(first, min(first + at_once, count))
        group = [await _connect(target, Page(target, target.stream(i, seq), start)) for i in numbers]
        await asyncio.wait_for(asyncio.gather(*(page.opened for page in group)), 60)
        pages += group
    return pages


def open_writers(target: Target, count: int) -> list[Writer]:
    return [Writer(target, i, count) for i in range(count)]


async def _connect(target: Target, page: Page) -> Page:
    await asyncio.get_running_loop().create_connection(lambda: page, HOST, target.server.port)
    return page


async def close(pages: list[Page], writers: Sequence[Writer] = ()) -> None:
    for page in pages:
        if page.transport:
            page.transport.abort()
    for writer in writers:
        await writer.client.close()


async def drained(pages: list[Page], seconds: float = 10) -> int:
    """Wait until every page shows the last state of every note; answers how many do not in that time."""
    until = time.perf_counter() + seconds
    while (behind := sum(not page.is_current() for page in pages)) and time.perf_counter() < until:
        await asyncio.sleep(0.05)
    return behind
