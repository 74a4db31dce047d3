"""Pages are told of a change at once, but no more often than eyes can follow: what comes sooner is told together.

Eight people who write as fast as they can change a canvas two hundred times a second. Each word would cost every open
page a write here, and its phone an awakening and a morph.
"""

import asyncio
from collections.abc import Iterable

from live.page import Page

BREATH = 0.05  # seconds between two words to the pages of a workspace


class Pace:
    def __init__(self) -> None:
        self.waiting: dict[int, set[Page]] = {}  # by workspace whose pages were told something a moment ago

    def rouse(self, workspace_id: int, pages: Iterable[Page]) -> None:
        """Let these take what is due to them: now, or when the breath after the last word is over."""
        if workspace_id in self.waiting:
            return self.waiting[workspace_id].update(pages)
        self.waiting[workspace_id] = set()
        asyncio.get_running_loop().call_later(BREATH, self._go_on, workspace_id)
        for page in pages:
            page.wake.set()

    def _go_on(self, workspace_id: int) -> None:
        if pages := {page for page in self.waiting.pop(workspace_id) if page.due}:  # else they took it meanwhile
            self.rouse(workspace_id, pages)
