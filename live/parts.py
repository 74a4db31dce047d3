"""The pieces of a page that can change while it is open.

An app registers, when it starts, which parts a change of one of its tables touches (`touches`) and how parts of one
kind are rendered, many at once (`renders`). A part is always rendered from the rows as they are now: it may come
twice, late, or after a gap, and the newest is the only one that matters.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from accounts.reading import Reading
from record.models import Change


class Part(NamedTuple):
    kind: str
    key: int | str


Touched = Callable[[Change], Iterable[Part]]
Rendered = Callable[[int, list[int | str], Reading], Mapping[int | str, str]]
_touched: dict[str, Touched] = {}
_rendered: dict[str, Rendered] = {}


def touches(table: str) -> Callable[[Touched], Touched]:
    """Marks the function that names the parts which a change of `table` touches."""

    def register(function: Touched) -> Touched:
        _touched[table] = function
        return function

    return register


def renders(kind: str) -> Callable[[Rendered], Rendered]:
    """Marks the function (canvas id, keys, reading) → HTML by key; it sets the language itself through `reading`."""

    def register(function: Rendered) -> Rendered:
        _rendered[kind] = function
        return function

    return register


def touched_by(changes: Iterable[Change]) -> dict[Part, int]:
    """The parts that these changes touch, each with the seq of the last change that did."""
    return {
        part: change.seq
        for change in changes
        if (touched := _touched.get(change.table))
        for part in touched(change)
    }


def render(canvas_id: int, parts: Iterable[Part], reading: Reading) -> dict[Part, str]:
    """The parts as htmx swaps them in, for one way of reading."""
    keys: dict[str, list[int | str]] = defaultdict(list)
    for part in parts:
        keys[part.kind].append(part.key)
    with reading.active():
        return {
            Part(kind, key): html
            for kind, those in keys.items()
            for key, html in _rendered[kind](canvas_id, those, reading).items()
        }


def partial(target: str, html: str, swap: str = "outerMorph") -> str:
    """HTML that htmx puts in place of the element with the id `target`; nothing happens on a page without it."""
    return f'<hx-partial hx-target="#{target}" hx-swap="{swap}">{html}</hx-partial>'
