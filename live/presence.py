"""Who is here, and who edits what. Not on the record: it lives in the processes and is forgotten with them.

Every process tells the others whom it has on each canvas, all of them at once, when that changes and again from time
to time; what is not told again expires. Much that changes together is told once: a crowd that comes does not make
every page of the crowd be sent to for each one of it.
"""

from __future__ import annotations

import asyncio
import json
import os
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import DatabaseError
from django.template.loader import render_to_string

from accounts.models import User
from accounts.reading import Reading
from accounts.text import isolate, join_list
from live.page import Page, as_data
from live.parts import Part, partial

if TYPE_CHECKING:
    from live.hub import Hub

CHANNEL = "boom_presence"
PAUSE = 0.1  # seconds in which changes are gathered; a second longer for every thousand open pages
AGAIN = 20.0  # seconds between a process's own reminders
EXPIRES = 50.0
PROCESS = f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
MOST_TOLD = 180  # people of one process on one canvas: a notification holds 8,000 bytes
MOST_SHOWN = 6
MOST_NAMED = 24  # of those who are only counted: by name, and where they edit

People = dict[int, str | None]  # the place that each of them edits, by user id


@dataclass(slots=True)
class Told:
    """What a process said of a canvas, and when, by the loop's clock."""

    people: People
    at: float


# Who in this process is told what is edited, and passes it on where its page is elsewhere.
listeners: list[Callable[[dict], None]] = []


def tell_editing(page_key: str, canvas_id: int, user_id: int, place: str | None) -> None:
    """From a view: the page `page_key` opened the editor of a place (None: closed it). One process has it. A place is
    the id of an element: "note-7", "cell-3-social"."""
    told = {"page": page_key, "canvas": canvas_id, "user": user_id, "place": place}
    for listener in tuple(listeners):
        listener(told)


class Presence:
    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.pages: dict[int, dict[str, Page]] = defaultdict(dict)  # this process's, by canvas and key
        self.here: dict[tuple[str, int], Told] = {}  # by process and canvas
        self.untold: set[int] = set()  # canvases that this process must tell the others of
        self.stale: set[int] = set()  # canvases whose pages must be shown again
        self.told_at = 0.0
        self.flushing: asyncio.Task | None = None

    async def ask(self) -> None:
        """A process that just started wants to know who is with the others."""
        await self.hub.notify(CHANNEL, json.dumps({"ask": PROCESS}))

    def came(self, page: Page) -> None:
        if not page.canvas_id:
            return  # it shows no canvas, so there is nobody to meet
        self.pages[page.canvas_id][page.key] = page
        self._changed(page.canvas_id)

    def went(self, page: Page) -> None:
        if not page.canvas_id:
            return
        pages = self.pages[page.canvas_id]
        if pages.get(page.key) is page:
            del pages[page.key]
        if not pages:
            del self.pages[page.canvas_id]
        self._changed(page.canvas_id)

    def heard(self, payload: str) -> None:
        told = json.loads(payload)
        if "ask" in told:
            self._changed(*self.pages)
        elif "page" in told:
            self.heard_editing(told)
        elif told["process"] != PROCESS:
            self._know(told["process"], told["canvas"], dict(told["people"]))
            self._soon()

    def tell_editing(self, told: dict) -> None:
        """From another thread of this process."""
        self.hub.loop.call_soon_threadsafe(self.told_editing, told)

    def told_editing(self, told: dict) -> None:
        """By a page that was answered by this server, though another may have it."""
        if told["page"] in self.pages.get(told["canvas"], ()):
            return self.heard_editing(told)
        asyncio.get_running_loop().create_task(self.hub.notify(CHANNEL, json.dumps(told)))

    def heard_editing(self, told: dict) -> None:
        page = self.pages[told["canvas"]].get(told["page"]) if told["canvas"] in self.pages else None
        if page and page.user_id == told["user"] and page.place != told["place"]:
            page.place = told["place"]
            self._changed(page.canvas_id)

    def sweep(self) -> None:
        """Each second: remind the others of one's own pages in time, forget whom nobody mentions any more."""
        now = asyncio.get_running_loop().time()
        if now - self.told_at > AGAIN:
            self.told_at = now
            self.untold |= self.pages.keys()
        for (process, canvas_id), told in list(self.here.items()):
            if process != PROCESS and now - told.at > EXPIRES:
                self._know(process, canvas_id, {})
        if self.untold or self.stale:
            self._soon()

    def _changed(self, *canvases: int) -> None:
        self.untold.update(canvases)
        self.stale.update(canvases)
        self._soon()

    def _know(self, process: str, canvas_id: int, people: People) -> None:
        known = self.here.pop((process, canvas_id), None)
        if people:
            self.here[process, canvas_id] = Told(people, asyncio.get_running_loop().time())
        if people != (known.people if known else {}):
            self.stale.add(canvas_id)

    def _soon(self) -> None:
        if self.flushing is None or self.flushing.done():
            self.flushing = asyncio.get_running_loop().create_task(self._flush())

    async def _flush(self) -> None:
        """Tell the others what changed here, and show the pages here what changed anywhere."""
        while self.untold or self.stale:
            await asyncio.sleep(PAUSE + sum(map(len, self.pages.values())) / 1000)
            untold, self.untold = self.untold, set()
            for canvas_id in untold:
                people = people_of(self.pages.get(canvas_id, {}).values())
                self._know(PROCESS, canvas_id, people)
                told = {"process": PROCESS, "canvas": canvas_id, "people": list(people.items())[:MOST_TOLD]}
                await self.hub.notify(CHANNEL, json.dumps(told))
            stale, self.stale = self.stale, set()
            try:
                for canvas_id in stale & self.pages.keys():
                    await self._show(canvas_id)
            except DatabaseError:
                self.stale |= stale
                return  # the sweep tries again

    async def _show(self, canvas_id: int) -> None:
        """Give the people who are there to each page of the canvas that was shown others."""
        pages = list(self.pages.get(canvas_id, {}).values())  # the last may have left meanwhile
        everyone: People = {}
        for (_process, canvas), told in self.here.items():
            if canvas == canvas_id:
                everyone |= {user: place or everyone.get(user) for user, place in told.people.items()}
        shown = await self.hub.in_thread(render_people, everyone, {page.reading for page in pages})
        for page in pages:
            if page.presence != shown[page.reading]:
                page.presence = shown[page.reading]
                page.give({Part("presence", canvas_id): page.presence}, page.seq)


def people_of(pages: Iterable[Page]) -> People:
    """Whoever has one of these pages open; one with an open editor speaks for its person."""
    people: People = {}
    for page in pages:
        people[page.user_id] = page.place or people.get(page.user_id)
    return people


def render_people(everyone: People, readings: set[Reading]) -> dict[Reading, bytes]:
    """The avatars of everyone who is here, with the place they edit; called from the hub's thread."""
    names = User.objects.in_bulk(everyone)
    here = [(names[user_id], place) for user_id, place in sorted(everyone.items()) if user_id in names]
    shown = [{"user": user, "place": place} for user, place in here]
    context = {"people": shown[:MOST_SHOWN], "counted": shown[MOST_SHOWN:], "everyone": shown}
    return {reading: as_data(partial("presence", _people(context, reading))) for reading in readings}


def _people(context: dict, reading: Reading) -> str:
    counted = context["counted"]
    named = [isolate(str(each["user"])) for each in counted[:MOST_NAMED]] + ["…"] * (len(counted) > MOST_NAMED)
    more = {
        "names": join_list(named, reading.language),
        "editing": [each for each in counted if each["place"]][:MOST_NAMED],
        "reading": reading,
    }
    with reading.active():
        return render_to_string("live/_presence.html", {**context, **more})
