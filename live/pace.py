"""Pages are told of a change at once, but no more often than eyes can follow: what comes sooner is told together.

Eight people who write as fast as they can change a canvas two hundred times a second. Each word would cost every open
page a write here, and its phone an awakening and a morph.
"""

import asyncio

from live.page import Page
from live.parts import SAID, Part

BREATH = 0.05  # seconds between two words to the pages of a workspace
LEISURE = 4.0  # the same, of what is told aside, for which a page asks for itself again

Told = tuple[int, bool]  # the pages of a workspace, and whether all that is due to them is told aside


class Pace:
    def __init__(self) -> None:
        self.waiting: dict[Told, set[Page]] = {}  # whose pages were told something a moment ago

    def rouse(self, workspace_id: int, pages: set[Page]) -> None:
        """Let these take what is due to them: now, or when the breath after the last word is over."""
        aside = {page for page in pages if page.canvas_id == 0 and Part(SAID, 0) not in page.due}
        for told, those in (((workspace_id, False), pages - aside), ((workspace_id, True), aside)):
            if those:
                self._rouse(told, those)

    def _rouse(self, told: Told, pages: set[Page]) -> None:
        if told in self.waiting:
            return self.waiting[told].update(pages)
        self.waiting[told] = set()
        asyncio.get_running_loop().call_later(LEISURE if told[1] else BREATH, self._go_on, told)
        for page in pages:
            page.wake.set()

    def _go_on(self, told: Told) -> None:
        if pages := {page for page in self.waiting.pop(told) if page.due}:  # else they took it meanwhile
            self._rouse(told, pages)
