"""What a member made that works on when they are out, as a link does that was sent to people outside: whoever removes
them is told how much there is, and may end it in the same act. A higher app registers what it has when it starts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from record.acting import Actor


class Outliving(NamedTuple):
    name: str
    count: Callable[[int], Mapping[int, int]]  # of a workspace: how many of whom, by their id; one query
    offer: Callable[[int], str]  # to end so many, in words
    end: Callable[[int, int, Actor], None]  # of a workspace, somebody's; inside the act that removes them


_known: list[Outliving] = []


def outlives(*about: object) -> None:
    _known.append(Outliving(*about))


def offers(workspace_id: int) -> Mapping[int, list[tuple[str, str]]]:
    """By the id of who made it: the name of each kind, and the words that offer to end it."""
    found = defaultdict(list)
    for kind in _known:
        for user_id, count in kind.count(workspace_id).items():
            found[user_id].append((kind.name, kind.offer(count)))
    return found


def end(names: Collection[str], workspace_id: int, user_id: int, by: Actor) -> None:
    for kind in _known:
        if kind.name in names:
            kind.end(workspace_id, user_id, by)
