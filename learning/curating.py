"""Who curates: every write to what is taught happens inside `curating`, or the database refuses it.

At its end stands one revision with the whole document, written in the same transaction; a transaction that would leave
a lesson without one is refused as it commits (sql/curating.sql).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from learning.roles import require
from learning.translations import follow
from workspaces.models.workspace import next_id

if TYPE_CHECKING:
    from learning.models.curated import Curated

# These say themselves what their translations are translations of.
KNOW_THEMSELVES = (".restore", ".confirm", ".translate")
NOBODY = 0  # who loads what was shipped: only the owner of the tables may


@contextmanager
def curating(by: User | None, item: Curated, verb: str, reason: str = "") -> Iterator[int]:
    """A transaction in which `by` may write to one lesson, term or path; its row is locked and read again first.

    Yields the id of the revision that will stand at its end. `by` is None for what is shipped, and then only the
    tables' owner may. Raises PermissionDenied where `by` may not do this.
    """
    from learning.models.revision import Revision

    if by:
        require(by, verb)
    with transaction.atomic():
        before = _begin(by, item)
        revision = next_id(Revision)
        yield revision
        _put_on_record(item, revision, before, by=by, verb=f"{item.noun}.{verb}", reason=reason)
        _say("", "")


def _begin(by: User | None, item: Curated) -> dict | None:
    """Lock and read the item, and tell the database who acts on it. Answers its document; None where it is new."""
    new = item.pk is None
    if new:
        item.pk = next_id(type(item))
    else:
        locked = type(item)._base_manager.select_for_update(no_key=True)
        item.refresh_from_db(from_queryset=locked)
        item._prefetched_objects_cache = {}
    _say(str(by.pk if by else NOBODY), f"{item.noun}/{item.pk}")
    return None if new else item.document()


def _put_on_record(item: Curated, revision: int, before: dict | None, *, by: User | None, verb: str, reason: str):
    """The next number of the item, and its revision."""
    from learning.models.revision import Revision

    document = item.document()
    if document != before and not verb.endswith(KNOW_THEMSELVES):
        item.translated = follow(item.noun, before, document, item.translated)
    item.number += 1
    item.changed_at = timezone.now()
    item.save()
    Revision.objects.create(
        pk=revision, **{item.noun: item}, number=item.number, verb=verb, by=by, reason=reason, state=item.state,
        scheduled_at=item.scheduled_at, document=document, translated=item.translated,
    )  # fmt: skip


def _say(who: str, what: str) -> None:
    """For this transaction only: a session's setting would pass to whoever borrows the connection next."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('boom.curator', %s, true), set_config('boom.curating', %s, true)", [who, what]
        )
