"""The processes that answer pages, as the server's front sees them: started, asked, started again when they end."""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
from collections import Counter
from collections.abc import Callable

from django.conf import settings

from config.answering.messages import ANSWERED, BROKEN, READY, Answer, Asked, Pieces, packed

AGAIN = 0.5  # seconds until a process that ended is started again
PATIENCE = 30.0  # seconds that a request waits for a thread that is free
LEAVE = 5.0  # seconds that one has to end, when the server does
log = logging.getLogger(__name__)


class Gone(Exception):
    """Nobody answers: the process ended meanwhile, and nobody knows how far it came; or none was free for long."""


class Desk(asyncio.Protocol):
    """The connection to one thread, which answers one request at a time."""

    def __init__(self, desks: Desks, process: object = None) -> None:
        self.desks, self.process = desks, process
        self.pieces = Pieces()
        self.transport: asyncio.Transport | None = None
        self.waiting: asyncio.Future | None = None  # whoever asked

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        for what, *about in self.pieces.add(data):
            if what == READY:
                self.desks.free.put_nowait(self)
            elif what in (ANSWERED, BROKEN):
                self._answered(what, *about)
            else:
                self.desks.hear(what, *about)

    def _answered(self, what: str, answer: Answer | str) -> None:
        waiting, self.waiting = self.waiting, None
        self.desks.free.put_nowait(self)
        if waiting is None or waiting.done():
            return  # nobody waits for it any more
        if what == ANSWERED:
            waiting.set_result(answer)
        else:
            waiting.set_exception(RuntimeError(answer))

    def connection_lost(self, error: Exception | None) -> None:
        self.transport = None
        if self.waiting and not self.waiting.done():
            self.waiting.set_exception(Gone())


class Free(asyncio.Queue):
    """The desks that answer nobody. First comes one of the process that has most of them, since the threads of one
    process wait for each other; among those the one that answered last, which has everything at hand."""

    def _init(self, maxsize: int) -> None:
        self._queue: list[Desk] = []

    def _get(self) -> Desk:
        of = Counter(desk.process for desk in self._queue)
        desk = max(reversed(self._queue), key=lambda desk: of[desk.process])
        self._queue.remove(desk)
        return desk


class Desks:
    """`hear(what, …)` is called with whatever a page tells the hub before its answer."""

    def __init__(self, processes: int, threads: int, hear: Callable[..., None]) -> None:
        self.processes, self.threads, self.hear = processes, threads, hear
        self.free = Free()
        self.ended = asyncio.Event()  # a process did

    async def answer(self, asked: Asked) -> Answer:
        """Raises Gone."""
        desk = await self._free()
        desk.waiting = asyncio.get_running_loop().create_future()
        desk.transport.write(packed(asked))
        return await desk.waiting

    async def _free(self) -> Desk:
        try:
            async with asyncio.timeout(PATIENCE):
                while (desk := await self.free.get()).transport is None:
                    pass  # its process has ended
        except TimeoutError:
            raise Gone from None
        return desk

    async def run(self) -> None:
        """Until cancelled."""
        keeping = [asyncio.create_task(self._keep()) for _ in range(self.processes)]
        try:
            await asyncio.gather(*keeping)
        finally:
            for each in keeping:
                each.cancel()
            await asyncio.wait(keeping, timeout=LEAVE)

    async def are_open(self) -> None:
        """Until the first thread is ready. Raises Gone when a process does not come that far."""
        ready, ended = asyncio.create_task(self.free.get()), asyncio.create_task(self.ended.wait())
        await asyncio.wait({ready, ended}, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            raise Gone
        ended.cancel()
        self.free.put_nowait(ready.result())

    async def _keep(self) -> None:
        while True:
            try:
                await self._run_one()
                came_to = "ended"
            except OSError as error:  # no more files, memory or processes are to be had; the others go on
                came_to = f"did not start ({error})"
            self.ended.set()
            log.warning("A process that answers pages %s; it is started again.", came_to)
            await asyncio.sleep(AGAIN)

    async def _run_one(self) -> None:
        pairs = [socket.socketpair() for _ in range(self.threads)]
        theirs = [its.fileno() for _ours, its in pairs]
        command = [sys.executable, "-m", "config.answering.process", *map(str, theirs)]
        process = await asyncio.create_subprocess_exec(*command, cwd=settings.BASE_DIR, pass_fds=theirs)
        desks = [await self.open(ours, process) for ours, _its in pairs]
        for _ours, its in pairs:
            its.close()
        try:
            await process.wait()
        finally:
            for desk in desks:
                if desk.transport:
                    desk.transport.close()
            await process.wait()

    async def open(self, connection: socket.socket, process: object = None) -> Desk:
        loop = asyncio.get_running_loop()
        _transport, desk = await loop.create_connection(lambda: Desk(self, process), sock=connection)
        return desk
