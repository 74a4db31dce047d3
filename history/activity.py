"""Which lines of the record somebody wants to see, and how they are found: newest first, page by page.

Of several wishes the narrowest is followed along its index; the others are tried on what it finds, a bounded number
of lines a page. So a page costs the same at any length of the record, and one that found little says how far it got.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import groupby
from typing import ClassVar

from django.db import connection

from canvas.blocks import Block
from history.acts import Act, acts_of
from record.models import Change

ACTS = 30  # a page
LINES = 150  # read for a page: an act may have several
SCAN = 2000  # lines that a page looks at, at most
LAST = 2**63 - 1
TABLES = {  # of rows that stand in one block only
    Block.CUSTOMER_SEGMENTS: "canvas_segment",
    Block.CUSTOMER_RELATIONSHIPS: "relationships_relationship",
}

SPAN = "line.workspace_id = %(workspace_id)s AND line.seq > %(since)s AND line.seq < %(before)s"
STRETCH = "SELECT * FROM record_change line{where} ORDER BY line.seq DESC LIMIT %(scan)s"
ANY_VERB = "line.verb = ANY(%(verbs)s)"
IN_BLOCK = """(coalesce(line.after, line.before) ->> 'block' = %(block)s OR line.before ->> 'block' = %(block)s
    OR line."table" = %(table_of_block)s)"""


@dataclass(frozen=True)
class Wish:
    """What to see of one record, a workspace's or another's: lines after `since` and before `before` for which all the
    rest holds."""

    workspace_id: int
    table: str = ""
    row_id: int | None = None
    canvas_id: int | None = None
    actor_id: int | None = None
    verbs: tuple[str, ...] = ()
    block: str = ""
    since: int = 0
    before: int = LAST

    unfollowed: ClassVar[frozenset[str]] = frozenset({ANY_VERB, IN_BLOCK})  # conditions that no index finds

    def conditions(self) -> list[str]:
        """In SQL, the narrowest first."""
        asked = {
            'line."table" = %(table)s AND line.row_id = %(row_id)s': self.row_id,
            "line.canvas_id = %(canvas_id)s": self.canvas_id,
            "line.actor_id = %(actor_id)s": self.actor_id,
            "line.verb = %(verb)s" if len(self.verbs) == 1 else ANY_VERB: self.verbs,
            IN_BLOCK: self.block,
        }
        return [condition for condition, wanted in asked.items() if wanted]

    def tried(self) -> list[str]:
        """Those of the conditions that no index finds, or only another one than is followed."""
        return self.conditions()[1:] if self.has_index() else self.conditions()

    def has_index(self) -> bool:
        """Whether the narrowest condition is one that an index finds."""
        conditions = self.conditions()
        return bool(conditions) and (conditions == [ANY_VERB] or conditions[0] not in self.unfollowed)

    def parameters(self) -> dict[str, object]:
        return {
            **vars(self),
            "verbs": list(self.verbs),
            "verb": self.verbs[0] if self.verbs else None,
            "table_of_block": TABLES.get(self.block),
            "scan": SCAN if self.tried() else LINES,
            "lines": LINES,
        }


@dataclass
class Page:
    """Acts, newest first; `older` is where the next page goes on (None: that was all). `reached` is the line that a
    page which is not full looked back to."""

    acts: list[Act]
    older: int | None
    reached: int | None = None


def page_of(wish: Wish) -> Page:
    """The newest acts that are wished for. Acts are whole, so that the next page neither repeats nor skips a line."""
    found = find(wish)
    runs = [[seq for seq, _request in run] for _act, run in groupby(found, key=lambda line: line[1] or line[0])]
    acts = acts_of(fetch(wish.workspace_id, {seq for run in runs[:ACTS] for seq in (run[0], run[-1])}))
    if len(runs) > ACTS:
        return Page(acts, acts[-1].first)
    if len(found) == LINES:
        acts[-1].lines += _beginning(wish, acts[-1])
        return Page(acts, _older(wish, acts[-1].first))
    reached = _reached(wish) if wish.tried() else None
    return Page(acts, min(reached, acts[-1].first if acts else LAST) if reached else None, reached)


def _beginning(wish: Wish, act: Act) -> list[Change]:
    """The first line of an act that is longer than what was read, which says what was done: what brought a canvas in
    is not told by its last note."""
    is_cut = act.first < act.lines[-1].seq and not (wish.verbs or wish.block or wish.row_id)
    return fetch(wish.workspace_id, [act.first]) if is_cut else []


def _older(wish: Wish, first: int) -> int | None:
    """None where nothing that is wished for came before line `first`."""
    return first if wish.tried() or find(replace(wish, before=first)) else None


def lines_for(wish: Wish) -> list[Change]:
    """The newest lines that are wished for, at most LINES."""
    return fetch(wish.workspace_id, [seq for seq, _request in find(wish)])


def fetch(workspace_id: int, seqs: Collection[int]) -> list[Change]:
    lines = Change.objects.of(workspace_id).filter(seq__in=seqs)
    return list(lines.to_read().newest_first())


def find(wish: Wish) -> list[tuple[int, uuid.UUID | None]]:
    """The numbers of the newest lines, at most LINES, each with the name of its act; it looks at SCAN lines at most."""
    sql = f"""SELECT line.seq, line.request FROM ({_scanned(wish)}) line{_where(wish.tried())}
        ORDER BY line.seq DESC LIMIT %(lines)s"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, wish.parameters())
        return cursor.fetchall()


def _scanned(wish: Wish) -> str:
    """The lines that the narrowest condition finds, newest first."""
    conditions = wish.conditions()
    followed = conditions[:1] if wish.has_index() else []
    if followed != [ANY_VERB]:
        return STRETCH.format(where=_where([SPAN, *followed]))
    # Of several verbs the newest of each, from its own stretch of the index.
    stretch = STRETCH.format(where=_where([SPAN, "line.verb = wanted"]))
    return f"""SELECT found.* FROM unnest(%(verbs)s::text[]) wanted CROSS JOIN LATERAL ({stretch}) found
        ORDER BY found.seq DESC LIMIT %(scan)s"""  # noqa: S608


def _where(conditions: list[str]) -> str:
    return " WHERE " + " AND ".join(conditions) if conditions else ""


def _reached(wish: Wish) -> int | None:
    """The oldest line looked at, if there are more behind it."""
    sql = f"SELECT min(line.seq), count(*) FROM ({_scanned(wish)}) line"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, wish.parameters())
        oldest, count = cursor.fetchone()
    return oldest if count == SCAN else None
