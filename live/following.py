"""Pages that show rows of many records at once, as a program's do. They are told that something changed, never what:
each asks for itself again, by the rules of its own view.

A higher app says, when it starts, who may have such a page open and how far what it shows has come (`follow`).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from live.page import Page, as_data
from live.parts import fresh, partial

if TYPE_CHECKING:
    from live.hub import Hub

LOOK = 0.7  # seconds between two looks, where nothing is heard: those who were removed are out within one
PAUSE = 0.2  # at least, between two looks
PACE = 4.0  # a page is not asked to ask for itself more often
MOST_MARK = 2**53 - 1  # what a page's script can count to
TOPIC = "program"


class News(NamedTuple):
    """`readers` are the ids of those who may see it now; `mark` is another number, up to MOST_MARK, as soon as
    anything changed."""

    readers: Collection[int]
    mark: int


Look = Callable[[Collection[int]], Mapping[int, News]]
_looks: list[Look] = []


def follow(look: Look) -> Look:
    """Marks the function (ids) → their news; in a fixed number of queries, since it is asked again and again."""
    _looks.append(look)
    return look


def news_of(ids: Collection[int]) -> Mapping[int, News]:
    """What is there no more has no news."""
    return {key: news for look in _looks for key, news in look(ids).items()}


def hint() -> bytes:
    """The part of a page that asks what is reckoned to come again."""
    return as_data(partial("fresh", f'<i data-topic="{TOPIC}"></i>', "innerHTML"))


class Following:
    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.pages: dict[int, set[Page]] = defaultdict(set)  # by what they follow
        self.told: dict[Page, float] = {}  # when, by the loop's clock
        self.wake = asyncio.Event()

    def __iter__(self) -> Iterator[Page]:
        return (page for pages in self.pages.values() for page in pages)

    def open(self, page: Page) -> None:
        self.pages[page.workspace_id].add(page)
        self.wake.set()  # for what came since it was made

    def close(self, page: Page) -> None:
        self.pages[page.workspace_id].discard(page)
        self.told.pop(page, None)
        if not self.pages[page.workspace_id]:
            del self.pages[page.workspace_id]

    def heard_of(self, record_id: int) -> None:
        if record_id in self.pages:
            self.wake.set()

    async def watch(self) -> None:
        """Each page is judged again before it is told anything."""
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.wake.wait(), LOOK - PAUSE)
            self.wake.clear()
            if pages := list(self):  # whoever comes meanwhile was judged as they came
                try:
                    self._tell(pages, await self.hub.in_thread(news_of, list(self.pages)))
                except Exception as error:  # noqa: BLE001 - whatever it is, the next look tries again
                    self.hub.absence.explains("following", error)
            await asyncio.sleep(PAUSE)

    def _tell(self, pages: list[Page], found: Mapping[int, News]) -> None:
        now = asyncio.get_running_loop().time()
        for page in pages:
            if page not in self.pages.get(page.workspace_id, ()):
                continue  # it left meanwhile
            news = found.get(page.workspace_id)
            if news is None or page.user_id not in news.readers:
                page.close()
            elif page.seq != news.mark and now - self.told.get(page, -PACE) >= PACE:
                self.told[page] = now
                page.seq = news.mark
                page.give({fresh(TOPIC): hint()}, news.mark)
