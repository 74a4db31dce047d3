"""Whoever reads nothing any more, but never hangs up, is let go; so is whoever vanished."""

import asyncio
import socket
from contextlib import asynccontextmanager

import serve
import uvicorn

from accounts.reading import Reading
from live.page import Page
from live.parts import Part
from live.stream import hold
from tests.live.streaming import play, until

WORDS = {Part("note", 1): b"data: %b\n" % (b"x" * 100_000)}


class Held:
    """Who holds the pages that are open: the hub, but that it gives them what the test says."""

    def __init__(self):
        self.pages: list[Page] = []
        self.open, self.close = self.pages.append, self.pages.remove

    async def application(self, scope, receive, send) -> None:
        page = Page("key", 1, 1, 1, "", "", Reading.of(None, "fa"), 0)
        await hold(page, self, receive, send)


@asynccontextmanager
async def served(held: Held):
    """A real server on a real socket; answers its port."""
    config = uvicorn.Config(
        held.application, port=0, interface="asgi3", lifespan="off", log_level="warning", timeout_graceful_shutdown=1
    )
    listening = serve.listening(config)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve([listening]))
    try:
        await until(lambda: server.started)
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        for page in held.pages:
            page.leave()
        await running


async def comes(port: int) -> socket.socket:
    """Somebody who asks for the stream, and has little room for what comes."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(client, ("127.0.0.1", port))
    await loop.sock_sendall(client, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    return client


def test_one_who_reads_nothing_is_let_go_and_one_who_reads_stays(monkeypatch):
    monkeypatch.setattr(serve, "PATIENCE", 0.5)

    async def scenario():
        held = Held()
        async with served(held) as port:
            deaf = await comes(port)
            await until(lambda: held.pages)
            (theirs,) = held.pages
            reader = await comes(port)
            reading = asyncio.create_task(read(reader))
            await until(lambda: len(held.pages) == 2)

            def both_are_told() -> bool:
                for page in held.pages:
                    page.give(WORDS, 1)
                return theirs not in held.pages

            await until(both_are_told, within=15)
            assert len(held.pages) == 1, "who reads stays"
            reading.cancel()
            deaf.close()
            reader.close()
            await until(lambda: not held.pages)

    play(scenario)


async def read(client: socket.socket) -> None:
    while await asyncio.get_running_loop().sock_recv(client, 2**20):
        pass
