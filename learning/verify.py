"""Whether what is taught agrees with its revisions: an administrator asks now and then, and after restoring."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from learning.document import Unsound, checked
from learning.models.curated import Curated
from learning.shipping import all_items

# sql/curating.sql
GUARDS = dict.fromkeys(
    ("lesson", "question", "example", "mistake", "source", "term", "path", "step"),
    {"guard", "guard_whole", "on_record"},
) | {"revision": {"revise", "frozen", "frozen_whole"}}
TRIGGERS = """
    SELECT relname, tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
     WHERE tgenabled IN ('O', 'A') AND c.relnamespace = 'public'::regnamespace AND relname LIKE 'learning\\_%%'
"""


def faults() -> Iterator[str]:
    """One sentence for each thing that is wrong; nothing when all is whole."""
    yield from (f"learning_{table}: the triggers that keep it on record are off or missing" for table in unguarded())
    for (noun, key), item in all_items().items():
        yield from (f"{noun} {key}: {fault}" for fault in _faults(item))


def unguarded() -> list[str]:
    """Tables on which a write would go off the record."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        there = set(cursor.fetchall())
    return sorted(table for table, names in GUARDS.items() if {(f"learning_{table}", name) for name in names} - there)


def _faults(item: Curated) -> Iterator[str]:
    revisions = list(item.revisions.order_by("number"))
    if [revision.number for revision in revisions] != list(range(1, item.number + 1)):
        yield "its revisions have a gap, or do not reach its number"
    elif revisions[-1].document != item.document() or revisions[-1].state != item.state:
        yield "its rows do not say what its last revision says"
    if not {item.published_id, item.scheduled_id} <= {None, *(revision.pk for revision in revisions)}:
        yield "what learners see is a revision of something else"
    try:
        checked(item.noun, item.document())
    except Unsound as unsound:
        yield from unsound.problems
