"""What open pages missed since a line of the record: read, judged and rendered in one go, once per way of reading."""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from django.db import DatabaseError

from accounts.models import User
from accounts.reading import Reading
from accounts.sessions import people
from live.page import as_data
from live.parts import ASIDE, SAID, Drawn, Part, partial, render, render_what_can_be, touched_by
from record.compiled import compiled
from record.models import Change
from record.sentences import people_of, sentence
from workspaces.models import Membership

log = logging.getLogger(__name__)
MOST = 2000  # lines read at once; what is left over is read right after


@dataclass
class Batch:
    """What to hand to the pages of one workspace: rendered parts by (canvas, reading), and who may still have them."""

    since: int
    seq: int
    changes: list[Change]
    members: set[int]
    audiences: set[tuple[int, Reading]]  # for which it was rendered, though there may be nothing to send to some
    shown: dict[tuple[int, Reading], dict[Part, str]] = field(default_factory=dict)
    parts: dict[tuple[int, Reading], dict[Part, bytes]] = field(default_factory=dict)  # the same and `said`, as sent

    @property
    def more(self) -> bool:
        return len(self.changes) == MOST


def catch_up(workspace_id: int, seq: int, pages: Mapping[int, Collection[Reading]]) -> Batch:
    """What came after `seq` for the open `pages` (readings by canvas), and who may see it now. Nothing that can't be
    drawn holds up the rest: they would be sent nothing more, and shown out by nobody."""
    changes = lines_after(workspace_id, seq)
    try:
        return batch_of(workspace_id, seq, changes, pages)
    except DatabaseError:
        raise
    except Exception:
        log.exception("live: workspace %s: not all of its record after %s can be drawn", workspace_id, seq)
        return batch_of(workspace_id, seq, changes, pages, draw=render_what_can_be)


def batch_of(
    workspace_id: int,
    since: int,
    changes: list[Change],
    pages: Mapping[int, Collection[Reading]],
    who: User | None = None,
    before: Collection[int] = (),
    draw: Callable = render,
) -> Batch:
    """`who` made the changes; `before` were the members then, where all that is drawn is of that moment, too. Else they
    are asked for after it was drawn: whoever was removed meanwhile is sent nothing that was written later."""
    audiences = {(canvas_id, reading) for canvas_id, readings in pages.items() for reading in readings}
    seq = changes[-1].seq if changes else since
    batch = Batch(since, seq, changes, set(before), audiences)
    for canvas_id, readings in pages.items():
        _render_canvas(batch, canvas_id, readings, [c for c in changes if concerns(canvas_id, c)], who, draw)
    batch.members = batch.members or set(members(workspace_id))
    return batch


@compiled
def lines_after(workspace: int, seq: int):
    return Change.objects.of(workspace).after(seq).to_read()[:MOST]


@compiled
def members(workspace: int):
    """The ids of whoever may see the workspace now."""
    present = Membership.objects.present().filter(workspace_id=workspace, user__is_active=True)
    return present.values_list("user_id", flat=True)


def concerns(canvas_id: int, change: Change) -> bool:
    """Whether the change can be seen on pages of the canvas; of canvas 0: on those of the team that show none."""
    if canvas_id:
        return change.canvas_id in (canvas_id, None)
    return bool(touched_by([change], 0))


def _render_canvas(
    batch: Batch,
    canvas_id: int,
    readings: Collection[Reading],
    changes: list[Change],
    who: User | None,
    draw: Callable,
) -> None:
    touched = touched_by(changes, canvas_id)
    if not touched:
        return
    saying, words = Part(SAID, canvas_id), aloud(changes, touched, who)
    for reading, parts in draw(canvas_id, touched, readings, {saying: words} if words else {}).items():
        batch.parts[canvas_id, reading] = {part: as_data(html) for part, html in parts.items()}
        batch.shown[canvas_id, reading] = {part: html for part, html in parts.items() if part != saying}


def aloud(changes: list[Change], touched: Mapping[Part, int], who: User | None) -> Drawn | None:
    """What a screen reader is told of the last change that is not told aside, if any."""
    last = max((seq for part, seq in touched.items() if part.kind != ASIDE), default=None)
    if last is None:
        return None
    change = next(change for change in changes if change.seq == last)
    who = who or next(iter(people(change.actor_id)), None)
    named = User.objects.in_bulk(people_of([change]) - {change.actor_id}) | {change.actor_id: who or "?"}
    return lambda reading: said(change, named)


def said(change: Change, named: Mapping[int, object]) -> str:
    """Politely; the page keeps it from the one who did it."""
    text = sentence(change, str(named[change.actor_id]), named)
    return partial(SAID, f'<p data-actor="{change.actor_id}">{text}</p>', "innerHTML")
