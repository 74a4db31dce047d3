"""An open page costs the server neither a connection to the database nor a thread, however many are open."""

import os
import threading

from live import stream as stream_module
from tests.live.streaming import Stream, db, head, play, running, settled

MANY = 120
POOL = min(32, (os.cpu_count() or 1) + 4)  # threads that asyncio keeps to call what is asked meanwhile


def test_open_pages_hold_no_connection_and_no_thread(crowd, monkeypatch):
    monkeypatch.setattr(stream_module, "MOST_OF_ONE", MANY)

    async def scenario():
        async with running() as (hub,):
            seq = f"seq={await db(head, crowd)}"
            before, threads = await settled(hub), threading.active_count()
            pages = [Stream(hub, crowd, crowd.amina, seq) for _ in range(MANY)]
            for page in pages:
                await page.opened()
            assert {page.status for page in pages} == {200} and hub.held[crowd.amina.pk] == MANY
            assert await settled(hub, before) == before
            assert threading.active_count() <= threads + POOL
            assert not any(page.ended for page in pages)

    play(scenario)
