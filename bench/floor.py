"""The end-to-end floor: what no framework on this machine can beat. Served beside ours, in the same run.

Bare ASGI, one SQL statement per edit (lock, update, record, NOTIFY), one LISTEN, server-sent events. No sign-in,
no templates, no checks. It makes its own schema, `floor`, in the database that DATABASE_URL names.
"""

import asyncio
import json
import os
import urllib.parse

import psycopg
from psycopg_pool import AsyncConnectionPool

URL = os.environ["DATABASE_URL"]
SCHEMA = """
DROP SCHEMA IF EXISTS floor CASCADE; CREATE SCHEMA floor;
CREATE TABLE floor.canvas (id bigint PRIMARY KEY, seq bigint NOT NULL DEFAULT 0) WITH (fillfactor = 50);
CREATE TABLE floor.note (id bigint PRIMARY KEY, canvas_id bigint NOT NULL, text text NOT NULL, version int NOT NULL);
CREATE TABLE floor.change (canvas_id bigint, seq bigint, note_id bigint, at timestamptz DEFAULT now(), before jsonb,
  after jsonb, PRIMARY KEY (canvas_id, seq));
INSERT INTO floor.canvas VALUES (1); INSERT INTO floor.note SELECT i, 1, 'note ' || i, 1 FROM generate_series(1, 100) i;
"""
EDIT = """
WITH old AS (SELECT id, canvas_id, text FROM floor.note WHERE id = %(note)s FOR UPDATE),
head AS (UPDATE floor.canvas SET seq = seq + 1 WHERE id = (SELECT canvas_id FROM old) RETURNING id, seq),
new AS (UPDATE floor.note n SET text = %(text)s, version = version + 1 FROM old WHERE n.id = old.id RETURNING n.id),
line AS (INSERT INTO floor.change (canvas_id, seq, note_id, before, after) SELECT head.id, head.seq, old.id,
  jsonb_build_object('text', old.text), jsonb_build_object('text', %(text)s::text) FROM old, head)
SELECT pg_notify('floor', json_build_object('note', new.id, 'text', %(text)s::text)::text) FROM new, head
"""


class Page:
    """One open page: what is due to it, and the wake-up."""

    def __init__(self) -> None:
        self.due: list[bytes] = []
        self.wake = asyncio.Event()


pages: set[Page] = set()
pool = AsyncConnectionPool(URL, min_size=4, max_size=8, kwargs={"autocommit": True}, open=False)


async def application(scope, receive, send) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["path"].endswith("/live"):
        await _stream(receive, send)
    else:
        await _edit(scope, receive, send)


async def _lifespan(receive, send) -> None:
    await receive()
    with psycopg.connect(URL, autocommit=True) as connection:
        connection.execute(SCHEMA)
    await pool.open(wait=True)
    listener = asyncio.create_task(_listen())
    await send({"type": "lifespan.startup.complete"})
    await receive()
    listener.cancel()
    await pool.close()
    await send({"type": "lifespan.shutdown.complete"})


async def _listen() -> None:
    connection = await psycopg.AsyncConnection.connect(URL, autocommit=True)
    await connection.execute("LISTEN floor")
    async for heard in connection.notifies():
        change = json.loads(heard.payload)
        part = f"event: note\ndata: <li id=note-{change['note']}>{change['text']}</li>\n\n".encode()
        for page in pages:
            page.due.append(part)
            page.wake.set()


async def _stream(receive, send) -> None:
    page = Page()
    pages.add(page)
    tasks = {asyncio.ensure_future(_gone(receive)), asyncio.ensure_future(_pump(page, send))}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        pages.discard(page)


async def _gone(receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _pump(page: Page, send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
    await send({"type": "http.response.body", "body": b": open\n\n", "more_body": True})
    while True:
        await page.wake.wait()
        page.wake.clear()
        due, page.due = b"".join(page.due), []
        await send({"type": "http.response.body", "body": due, "more_body": True})


async def _edit(scope, receive, send) -> None:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    edit = {"note": int(scope["path"].split("/")[2]), "text": urllib.parse.parse_qs(body.decode())["text"][0]}
    async with pool.connection() as connection:
        await connection.execute(EDIT, edit, prepare=True)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})
