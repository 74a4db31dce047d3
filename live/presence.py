"""Who is here, and who edits which note. Not on the record: it lives in the processes and is forgotten with them.

Every process tells the others about its own pages, again and again; what is not told again expires.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.template.loader import render_to_string

from accounts.models import User
from accounts.reading import Reading
from live.page import Page
from live.parts import Part, partial

if TYPE_CHECKING:
    from live.hub import Hub

CHANNEL = "boom_presence"
AGAIN = 20.0  # seconds between a process's own reminders
EXPIRES = 50.0
PROCESS = f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
MOST_SHOWN = 6


@dataclass(slots=True)
class Here:
    canvas_id: int
    user_id: int
    note_id: int | None
    at: float


def tell_editing(page_key: str, canvas_id: int, user_id: int, note_id: int | None) -> None:
    """From a view: the page `page_key` opened the editor of a note (or closed it: None)."""
    payload = json.dumps({"page": page_key, "canvas": canvas_id, "user": user_id, "note": note_id})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])


class Presence:
    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.here: dict[str, Here] = {}  # by page
        self.told_at = 0.0
        self.stale: set[int] = set()  # canvases whose pages must be shown again
        self.tasks: set[asyncio.Task] = set()

    async def ask(self) -> None:
        """A process that just started wants to know who is with the others."""
        await self.hub.notify(CHANNEL, json.dumps({"ask": PROCESS}))

    async def came(self, page: Page) -> None:
        self._own(page)
        self.stale.add(page.canvas_id)
        await self._tell(page, page.note_id)

    async def went(self, page: Page) -> None:
        self.here.pop(page.key, None)
        self.stale.add(page.canvas_id)
        await self._tell(page, None, gone=True)

    async def _tell(self, page: Page, note_id: int | None, gone: bool = False) -> None:
        told = {"page": page.key, "canvas": page.canvas_id, "user": page.user_id, "note": note_id, "gone": gone}
        await self.hub.notify(CHANNEL, json.dumps(told))

    def heard(self, payload: str) -> None:
        told = json.loads(payload)
        if "ask" in told:
            self.told_at = 0.0
        elif told.get("gone"):
            self.here.pop(told["page"], None)
            self.stale.add(told["canvas"])
        else:
            known = self.here.get(told["page"])
            here = Here(told["canvas"], told["user"], told["note"], time.monotonic())
            self.here[told["page"]] = here
            if not known or (known.user_id, known.note_id) != (here.user_id, here.note_id):
                self.stale.add(here.canvas_id)
        if self.stale:
            self._later(self._show())

    def sweep(self) -> None:
        """Each second: remind the others of one's own pages in time, forget whom nobody mentions any more."""
        now = time.monotonic()
        if now - self.told_at > AGAIN:
            self.told_at = now
            self._later(self._remind())
        for key, here in list(self.here.items()):
            if now - here.at > EXPIRES:
                del self.here[key]
                self.stale.add(here.canvas_id)
        if self.stale:
            self._later(self._show())

    def _own(self, page: Page) -> None:
        known = self.here.get(page.key)
        note_id = known.note_id if known else page.note_id
        self.here[page.key] = Here(page.canvas_id, page.user_id, note_id, time.monotonic())

    async def _remind(self) -> None:
        for page in [page for pages in self.hub.pages.values() for page in pages]:
            self._own(page)
            await self._tell(page, self.here[page.key].note_id)

    def _later(self, job) -> None:
        task = asyncio.get_running_loop().create_task(job)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _show(self) -> None:
        """Give each open page of a changed canvas the people who are there."""
        canvases, self.stale = self.stale, set()
        for canvas_id in canvases:
            pages = [p for pages in self.hub.pages.values() for p in pages if p.canvas_id == canvas_id]
            if pages:
                people = [(here.user_id, here.note_id) for here in self.here.values() if here.canvas_id == canvas_id]
                shown = await self.hub.in_thread(render_people, people, {page.reading for page in pages})
                for page in pages:
                    page.give({Part("presence", canvas_id): shown[page.reading]}, page.seq)


def render_people(people: list[tuple[int, int | None]], readings: set[Reading]) -> dict[Reading, str]:
    """The avatars of whoever is here, each once, with the note they edit; called from a thread."""
    try:
        names = User.objects.in_bulk({user_id for user_id, _ in people})
    finally:
        connection.close()
    editing = dict(sorted(people, key=lambda p: p[1] or 0))  # a page with an open editor speaks for its person
    shown = [{"user": names[user_id], "note": note} for user_id, note in sorted(editing.items()) if user_id in names]
    context = {"people": shown[:MOST_SHOWN], "more": max(0, len(shown) - MOST_SHOWN), "everyone": shown}
    return {reading: partial("presence", _people(context, reading)) for reading in readings}


def _people(context: dict, reading: Reading) -> str:
    with reading.active():
        return render_to_string("live/_presence.html", {**context, "reading": reading})
