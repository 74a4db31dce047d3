"""Walking the API: each operation with the ids of one's own workspace, of another, and mixed, by each member of the
cast, with tokens of each scope."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.http import HttpResponse

from api.checks import operations
from tests.api.calling import call, token_of
from tests.cast import Cast
from tests.workspaces.walking import CONVERTED, MEMBERS, Walk, undone

TABLE = Path(__file__).with_name("expectations.csv")
IDS = ("workspace", "canvas", "note", "segment", "focus")
WORDS = {"kind": "self_service", "month": "2026-10-23"}


@cache
def routes() -> dict[str, tuple[str, str]]:
    """The method and the route of each operation, by name."""
    return {view.__name__: (method, route.removeprefix("api/v1/")) for route, _name, method, view in operations()}


def expectations() -> dict[str, dict[str, int]]:
    """The status that each member of the cast is promised where nothing is sent, by operation."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        return {row.pop("operation"): {who: int(s) for who, s in row.items()} for row in csv.DictReader(table)}


class ApiWalk:
    def __init__(self, cast: Cast):
        walk = Walk(cast)
        self.cast, self.own, self.foreign = cast, walk.own, walk.foreign
        self.tokens = {who: name and token_of(cast.people[name]) for who, name in MEMBERS.items()}

    def path(self, operation: str, ids: dict[str, object]) -> str:
        return CONVERTED.sub(lambda match: str((WORDS | ids)[match[2]]), routes()[operation][1])

    def parts(self, operation: str) -> list[str]:
        return [part for part in re.findall(r"<int:(\w+)>", routes()[operation][1]) if part in IDS]

    def mixed(self, operation: str) -> Iterator[dict[str, int]]:
        """Every mixture of own and foreign ids, but the one that is all own."""
        names = self.parts(operation)
        for choice in itertools.product((True, False), repeat=len(names)):
            if not all(choice):
                yield {name: (self.own if own else self.foreign)[name] for name, own in zip(names, choice, strict=True)}

    def step(
        self, secret: str | None, operation: str, ids: dict[str, object], sent: object = None
    ) -> tuple[HttpResponse, int]:
        """Ask; answers the response and how many changes it made, and undoes them."""
        return undone(lambda: call(secret, routes()[operation][0], self.path(operation, ids), sent))
