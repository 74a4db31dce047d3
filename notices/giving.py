"""Telling people: a notice is written in the transaction of what it tells of, so that both are there or neither."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from notices.jobs import deliver_notice
from notices.kinds import kind_of
from notices.models import Notice
from record.acting import Actor

CHANNEL = "boom_notices"
MOST_RUNG = 400  # people in one notification, which holds 8,000 bytes
_mails: ContextVar[bool] = ContextVar("mails", default=True)


def give(
    code: str, people: Iterable[int], home_id: int, row_id: int, by: Actor | None = None, mark: str = ""
) -> list[int]:
    """Tell `people` (ids), but never whoever acts, of a row; answers the notices that are new.

    With a `mark` nobody is told the same twice. What is imported from the past is nobody's news.
    """
    acting = by.user_id if by else None
    told = sorted(set(people) - {acting})
    if not told or (by and by.imported_at):
        return []
    mailed = _mails.get() and kind_of(code).group is not None
    about = {"kind": code, "home_id": home_id, "row_id": row_id, "mark": mark, "by_id": acting, "awaits_mail": mailed}
    given = _write([Notice(user_id=user_id, **about) for user_id in told])
    if given:
        transaction.on_commit(partial(ring, {notice.user_id for notice in given}), robust=True)
    if given and mailed:
        deliver_notice.batch_defer(*({"notice": notice.pk} for notice in given))
    return [notice.pk for notice in given]


def settle(code: str, row_id: int, user_id: int) -> None:
    """They did what they were asked for, so it is read. Inside the transaction in which they did it."""
    asked = Notice.objects.unread().filter(user_id=user_id, kind=code, row_id=row_id)
    if asked.update(read_at=timezone.now()):
        transaction.on_commit(partial(ring, {user_id}), robust=True)


def _write(rows: list[Notice]) -> list[Notice]:
    """Those that were not there yet; Postgres says which, as Django does not where it ignores conflicts."""
    if not rows[0].mark:
        return Notice.objects.bulk_create(rows)
    first = rows[0]
    same = Notice.objects.filter(kind=first.kind, home_id=first.home_id, row_id=first.row_id, mark=first.mark)
    known = set(same.values_list("pk", flat=True))
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return list(same.filter(user_id__in=[row.user_id for row in rows]).exclude(pk__in=known))


def ring(people: Collection[int]) -> None:
    """The number on their open pages is another: word to every process. After the commit, for inside it NOTIFY takes
    a lock."""
    ids = sorted(people)
    with connection.cursor() as cursor:
        for start in range(0, len(ids), MOST_RUNG):
            payload = " ".join(map(str, ids[start : start + MOST_RUNG]))
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])


@contextmanager
def unmailed() -> Iterator[None]:
    """What is told in here stays in the app: of people who are made up, nobody waits for a mail."""
    token = _mails.set(False)
    try:
        yield
    finally:
        _mails.reset(token)
