"""The open pages of people who look through share links: apart from the team's, so that nothing meant for members can
reach them, and none of them makes a member wait.

Time and again one look at the database says which of their links still open anything, and which of their canvases
changed. Only then is anything rendered, read-only, once for all who read alike.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import DatabaseError

from accounts.reading import Reading
from live.hub import HEARTBEAT, Hub
from live.page import Page
from live.parts import Part, touched_by
from record.models import Change, Head
from sharing.models import ShareLink
from sharing.parts import outside_parts, outside_what_can_be

PAUSE = 0.7  # what is closed is over within a second
MOST = 2000  # lines read at once; what is left over is read at the next look
log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class Onlooker(Page):
    """One open page of whoever holds a link."""

    link_id: int = 0


class Onlookers:
    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.pages: set[Onlooker] = set()
        self.held: Counter[int] = Counter()  # by link

    async def run(self) -> None:
        """Until cancelled; losing the database ends nothing."""
        while True:
            await asyncio.sleep(PAUSE)
            if not self.pages:
                continue
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - whatever it is, the next look tries again
                self.hub.absence.explains("onlookers", error)

    def open(self, page: Onlooker) -> None:
        self.pages.add(page)
        self.held[page.link_id] += 1
        page.beat_at = asyncio.get_running_loop().time() + HEARTBEAT

    def close(self, page: Onlooker) -> None:
        if page in self.pages:
            self.pages.discard(page)
            self.held -= Counter({page.link_id: 1})

    async def look(self) -> None:
        """First whoever may look no more is shown out, whatever else fails then."""
        pages = list(self.pages)
        opening, heads = await self.hub.in_thread(standing, pages)
        behind: dict[int, list[Onlooker]] = defaultdict(list)
        for page in pages:
            if page.link_id not in opening:
                page.close()
            elif page.seq < heads[page.workspace_id]:
                behind[page.canvas_id].append(page)
        self._beat(pages)
        for those in behind.values():
            await self._bring_up(those, heads[those[0].workspace_id])

    def _beat(self, pages: Iterable[Onlooker]) -> None:
        now = asyncio.get_running_loop().time()
        for page in pages:
            if page.beat_at <= now:
                page.beat_at = now + HEARTBEAT
                page.wake.set()

    async def _bring_up(self, pages: Collection[Onlooker], head: int) -> None:
        """Hand to the pages of one canvas what they missed; where it can not be drawn, the others are handed theirs."""
        try:
            seq, parts = await self.hub.in_thread(what_came, pages, head)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next look tries again
            return self.hub.absence.explains("onlookers", error)
        for page in pages:
            if parts.get(page.reading):
                page.give(parts[page.reading], seq)
            page.seq = max(page.seq, seq)


def standing(pages: Collection[Onlooker]) -> tuple[set[int], dict[int, int]]:
    """Two queries: which of their links still open something, and where the records of their workspaces stand."""
    opening = ShareLink.objects.opening().filter(pk__in={page.link_id for page in pages})
    heads = Head.objects.filter(pk__in={page.workspace_id for page in pages})
    return set(opening.values_list("pk", flat=True)), dict(heads.values_list("pk", "seq"))


def what_came(pages: Collection[Onlooker], head: int) -> tuple[int, dict[Reading, dict[Part, bytes]]]:
    """Of the one canvas that these pages show: up to which line, and its parts for each way of reading, without what
    can't be drawn."""
    workspace_id, canvas_id = next((page.workspace_id, page.canvas_id) for page in pages)
    about = Change.objects.of(workspace_id).filter(canvas_id=canvas_id)
    lines = list(about.after(min(page.seq for page in pages)).to_read()[:MOST])
    seq = lines[-1].seq if len(lines) == MOST else head
    given = canvas_id, touched_by(lines, canvas_id), {page.reading for page in pages}
    try:
        return seq, outside_parts(*given)
    except DatabaseError:
        raise
    except Exception:
        log.exception("sharing: canvas %s: not all that came until %s can be drawn", canvas_id, seq)
        return seq, outside_what_can_be(*given)
