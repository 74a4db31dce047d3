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
from dataclasses import dataclass, field

from accounts.reading import Reading
from live.hub import HEARTBEAT, Hub
from live.page import Page
from live.parts import Part, touched_by
from record.models import Change, Head
from sharing.models import ShareLink
from sharing.parts import outside_parts

PAUSE = 0.7  # what is closed is over within a second
MOST = 2000  # lines read at once; what is left over is read at the next look
log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class Onlooker(Page):
    """One open page of whoever holds a link."""

    link_id: int = 0


@dataclass
class News:
    """Which links still open something, and what came of the canvases that changed: up to which line, and the parts
    for each way of reading."""

    links: set[int]
    came: dict[int, tuple[int, dict[Reading, dict[Part, bytes]]]] = field(default_factory=dict)


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
                log.warning("sharing: onlookers: %s", error)

    def open(self, page: Onlooker) -> None:
        self.pages.add(page)
        self.held[page.link_id] += 1
        page.beat_at = asyncio.get_running_loop().time() + HEARTBEAT

    def close(self, page: Onlooker) -> None:
        if page in self.pages:
            self.pages.discard(page)
            self.held -= Counter({page.link_id: 1})

    async def look(self) -> None:
        pages = list(self.pages)
        news = await self.hub.in_thread(news_for, pages)
        now = asyncio.get_running_loop().time()
        for page in pages:
            if page.link_id not in news.links:
                page.close()
                continue
            seq, parts = news.came.get(page.canvas_id, (0, {}))
            if parts.get(page.reading):
                page.give(parts[page.reading], seq)
            page.seq = max(page.seq, seq)
            if page.beat_at <= now:
                page.beat_at = now + HEARTBEAT
                page.wake.set()


def news_for(pages: Collection[Onlooker]) -> News:
    """Two queries; of each canvas whose workspace's record goes on past what a page has, its lines and its parts."""
    news = News(set(ShareLink.objects.opening().filter(pk__in={p.link_id for p in pages}).values_list("pk", flat=True)))
    heads = dict(Head.objects.filter(pk__in={p.workspace_id for p in pages}).values_list("pk", "seq"))
    behind: dict[int, list[Onlooker]] = defaultdict(list)
    for page in pages:
        if page.link_id in news.links and page.seq < heads[page.workspace_id]:
            behind[page.canvas_id].append(page)
    for canvas_id, those in behind.items():
        news.came[canvas_id] = _came(canvas_id, those, heads[those[0].workspace_id])
    return news


def _came(canvas_id: int, pages: Iterable[Onlooker], head: int) -> tuple[int, dict[Reading, dict[Part, bytes]]]:
    pages = list(pages)
    about = Change.objects.of(pages[0].workspace_id).filter(canvas_id=canvas_id)
    lines = list(about.after(min(page.seq for page in pages)).defer("salt", "digest", "body_digest")[:MOST])
    seq = lines[-1].seq if len(lines) == MOST else head
    return seq, outside_parts(canvas_id, touched_by(lines), {page.reading for page in pages})
