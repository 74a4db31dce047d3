"""The hub, as a process has it that answers pages and holds none open: it tells the server's front, which does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from accounts.reading import Reading
from live import presence
from live.handing import rendered
from record.acting import Actor
from workspaces import acting

if TYPE_CHECKING:
    from live.hub import Hub

HANDED, EDITING = "handed", "editing"


@dataclass(frozen=True)
class Front:
    """Whoever asked for the page that is answered in this context."""

    audiences: Mapping[int, Collection[tuple[int, Reading]]]  # the kinds of pages it has open, by workspace
    tell: Callable[..., None]


_front: ContextVar[Front | None] = ContextVar("front", default=None)


@contextmanager
def told_by(audiences: Mapping[int, Collection[tuple[int, Reading]]], tell: Callable[..., None]) -> Iterator[None]:
    """A block that answers a page; `tell` brings to the front what `heard` takes there."""
    token = _front.set(Front(audiences, tell))
    try:
        yield
    finally:
        _front.reset(token)


def hand(workspace_id: int, by: Actor, members: Collection[int] = ()) -> bool:
    """As live.handing.Handing.hand."""
    if (front := _front.get()) is None:
        return False
    batch = rendered(workspace_id, by, members, front.audiences.get(workspace_id, ()))
    try:
        front.tell(HANDED, workspace_id, by.changes[-1].seq, batch and replace(batch, changes=[], shown={}))
    except OSError:  # it has ended; what was saved is no less saved
        return False
    return True


def tell_editing(told: dict) -> None:
    """As live.presence.Presence.tell_editing."""
    if front := _front.get():
        with suppress(OSError):
            front.tell(EDITING, told)


def heard(hub: Hub, what: str, *about) -> None:
    """At the front: what a page told while it was answered."""
    if what == HANDED:
        hub.handing.came(*about)
    elif what == EDITING:
        hub.presence.told_editing(*about)


def listen() -> None:
    """In a process that answers pages, once."""
    acting.listeners.append(hand)
    presence.listeners.append(tell_editing)
