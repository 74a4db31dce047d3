"""The pieces of a page that can change while it is open.

An app registers, when it starts, which parts a change of one of its tables touches (`touches`) and how parts of one
kind are rendered, many at once (`renders`). A part is always rendered from the rows as they are now: it may come
twice, late, or after a gap, and the newest is the only one that matters.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from django.db import DatabaseError

from accounts.reading import Reading
from record.models import Change

log = logging.getLogger(__name__)
FRESH = "fresh"
TEAM = "team"  # the same for pages of a team that show no canvas of it: of those, canvas 0
ASIDE = "aside"  # and this, for what is not said aloud on them
SAID = "said"  # what a screen reader is told
ANYTHING = ""  # whatever the table


class Part(NamedTuple):
    kind: str
    key: int | str


Touched = Callable[[Change], Iterable[Part]]
Drawn = Callable[[Reading], str]
Shown = dict[Reading, dict[Part, str | bytes]]
Rendered = Callable[[int, list[int | str]], Mapping[int | str, Drawn]]
_touched: dict[str, list[Touched]] = defaultdict(list)
_rendered: dict[str, Rendered] = {}


def touches(table: str) -> Callable[[Touched], Touched]:
    """Marks a function that names parts which a change of `table` (or of ANYTHING) touches; each app may have one of
    its own."""

    def register(function: Touched) -> Touched:
        _touched[table].append(function)
        return function

    return register


def renders(kind: str) -> Callable[[Rendered], Rendered]:
    """Marks the function (canvas id, keys) → by key, a function (reading) → HTML.

    The first reads the rows, once for all readers; the second is called with the reading's language active.
    """

    def register(function: Rendered) -> Rendered:
        _rendered[kind] = function
        return function

    return register


def fresh(topic: str) -> Part:
    """Word that something of this topic changed: elements with `data-fresh="<topic>"` on open pages ask for
    themselves again. For what is too much to render for every page that could show it."""
    return Part(FRESH, topic)


def team(topic: str) -> Part:
    """As `fresh`, for the pages of a team that are about no single canvas."""
    return Part(TEAM, topic)


def aside(topic: str) -> Part:
    """As `team`, for what comes often, or is not for all of them to hear: it is told at leisure, and not said aloud."""
    return Part(ASIDE, topic)


def is_shown_on(canvas_id: int, part: Part) -> bool:
    return (part.kind in (TEAM, ASIDE)) == (canvas_id == 0)


@renders(TEAM)
@renders(ASIDE)
@renders(FRESH)
def render_fresh(canvas_id: int, topics: list) -> dict:
    return {
        topic: lambda reading, topic=topic: partial(FRESH, f'<i data-topic="{topic}"></i>', "innerHTML")
        for topic in topics
    }


def touched_by(changes: Iterable[Change], canvas_id: int) -> dict[Part, int]:
    """The parts of pages of this canvas that these changes touch, each with the seq of the last change that did."""
    return {
        part: change.seq
        for change in changes
        for table in (change.table, ANYTHING)
        for touched in _touched.get(table, ())
        for part in touched(change)
        if is_shown_on(canvas_id, part)
    }


def render(
    canvas_id: int,
    parts: Iterable[Part],
    readings: Collection[Reading],
    besides: Mapping[Part, Drawn] = MappingProxyType({}),
) -> dict[Reading, dict[Part, str]]:
    """The parts as htmx swaps them in, for each way of reading; after them those that are drawn `besides`."""
    keys: dict[str, list[int | str]] = defaultdict(list)
    for part in parts:
        keys[part.kind].append(part.key)
    drawn = {
        Part(kind, key): draw for kind, those in keys.items() for key, draw in _rendered[kind](canvas_id, those).items()
    }
    return {reading: _draw({**drawn, **besides}, reading) for reading in readings}


def render_what_can_be(
    canvas_id: int,
    parts: Iterable[Part],
    readings: Collection[Reading],
    besides: Mapping[Part, Drawn] = MappingProxyType({}),
) -> dict[Reading, dict[Part, str]]:
    """As `render`, one by one, without those that fail: what is wrong with one keeps back no other."""
    alone = {part: lambda part=part: render(canvas_id, [part], readings) for part in parts}
    told = {part: lambda part=part: render(canvas_id, [], readings, {part: besides[part]}) for part in besides}
    return one_by_one(canvas_id, readings, {**alone, **told})


def one_by_one(canvas_id: int, readings: Collection[Reading], drawing: Mapping[Part, Callable[[], Shown]]) -> Shown:
    """What each draws, put together; of one that fails its own is missing, and nothing else."""
    found: Shown = {reading: {} for reading in readings}
    for part, draw in drawing.items():
        try:
            drawn = draw()
        except DatabaseError:
            raise  # it is away, and so are all others
        except Exception:
            log.exception("live: canvas %s: %s cannot be drawn", canvas_id, part)
            continue
        for reading, its in drawn.items():
            found[reading] |= its
    return found


def _draw(drawn: Mapping[Part, Drawn], reading: Reading) -> dict[Part, str]:
    with reading.active():
        return {part: draw(reading) for part, draw in drawn.items()}


def partial(target: str, html: str, swap: str = "outerMorph") -> str:
    """HTML that htmx puts in place of the element with the id `target`; nothing happens on a page without it."""
    return f'<hx-partial hx-target="#{target}" hx-swap="{swap}">{html}</hx-partial>'
