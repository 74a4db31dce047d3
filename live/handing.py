"""What this process's own edits changed is handed to its open pages at once, in the order of the record.

The thread that made an edit renders it for all of them right after the commit, and takes its own answer from that.
Other processes hear a notification, and read the record; so does this one when anything is missing here.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection
from contextvars import ContextVar
from typing import TYPE_CHECKING

from accounts.reading import Reading
from live.catch_up import Batch, batch_of
from live.parts import Part, render, touched_by
from record.acting import Actor
from record.models import Change

if TYPE_CHECKING:
    from live.hub import Hub

log = logging.getLogger(__name__)
_handed: ContextVar[Batch | None] = ContextVar("handed", default=None)


def shown(canvas_id: int, changes: list[Change], reading: Reading) -> dict[Part, str]:
    """The parts that these changes touched: as they were just rendered for the open pages, where they were."""
    batch = _handed.get()
    if batch and batch.changes is changes and (canvas_id, reading) in batch.shown:
        return batch.shown[canvas_id, reading]
    changes = [change for change in changes if change.canvas_id == canvas_id]
    return render(canvas_id, touched_by(changes, canvas_id), [reading])[reading]


def rendered(
    workspace_id: int, by: Actor, members: Collection[int], audiences: Collection[tuple[int, Reading]]
) -> Batch | None:
    """What `by` just changed, for pages of these kinds; None where there are none, or it fails."""
    if not audiences:
        return None
    try:
        batch = batch_of(workspace_id, by.changes[0].seq - 1, by.changes, by_canvas(audiences), by.person, members)
    except Exception:
        log.exception("live: workspace %s: not handed on", workspace_id)
        return None
    _handed.set(batch)
    return batch


class Handing:
    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.waiting: dict[int, dict[int, Batch]] = defaultdict(dict)  # by workspace and the seq they go on from

    def hand(self, workspace_id: int, by: Actor, members: Collection[int] = ()) -> bool:
        """In the thread that made these changes, after its commit; `members` were seen in its lock. What fails here is
        left to the notification, which the hub sends, so that nobody waits for that; answers whether it does."""
        batch = rendered(workspace_id, by, members, list(self.hub.audiences.get(workspace_id, ())))
        try:
            self.hub.loop.call_soon_threadsafe(self.came, workspace_id, by.changes[-1].seq, batch)
        except RuntimeError:  # the server ends; what was saved is no less saved
            return False
        return True

    def came(self, workspace_id: int, seq: int, batch: Batch | None) -> None:
        """An edit did, up to this line of the record; the batch, where it could be rendered."""
        if batch:
            self.take(workspace_id, batch)
        self.hub.tell(workspace_id, seq)

    def take(self, workspace_id: int, batch: Batch) -> None:
        if workspace_id in self.hub.pages:
            self.waiting[workspace_id][batch.since] = batch
            self.pass_on(workspace_id)

    def pass_on(self, workspace_id: int) -> None:
        """Give what goes on from where the pages are. It waits while the hub reads: older must not follow newer."""
        waiting, seqs = self.waiting.get(workspace_id), self.hub.seqs
        if not waiting or workspace_id == self.hub.reading:
            return
        while batch := waiting.pop(seqs[workspace_id], None):
            seqs[workspace_id] = batch.seq
            self._give(workspace_id, batch)
        for since in [since for since in waiting if since < seqs[workspace_id]]:
            del waiting[since]  # read from the record meanwhile

    def _give(self, workspace_id: int, batch: Batch) -> None:
        """To every page that does not have it; one that came while it was rendered, in another reading, is late."""
        pages = {page for page in self.hub.pages[workspace_id] if page.seq < batch.seq}
        if not self.hub.audiences[workspace_id].keys() <= batch.audiences:
            self.hub.is_late(page for page in pages if page.audience not in batch.audiences)
        self.hub.give(workspace_id, batch, pages - self.hub.late)

    def last(self, workspace_id: int) -> int:
        """Up to which line of the record it is here already, or will be in a moment."""
        return max((batch.seq for batch in self.waiting.get(workspace_id, {}).values()), default=0)

    def forget(self, workspace_id: int) -> None:
        self.waiting.pop(workspace_id, None)


def by_canvas(audiences: Collection[tuple[int, Reading]]) -> dict[int, set[Reading]]:
    readings: dict[int, set[Reading]] = defaultdict(set)
    for canvas_id, reading in audiences:
        readings[canvas_id].add(reading)
    return readings
