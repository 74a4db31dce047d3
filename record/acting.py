"""Who acts: every write of a workspace happens inside `acting`, or the database refuses it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from record.compiled import Along, compiled
from record.models import Change, Request
from record.trip import BEGIN, COMMIT, Statement, ask, trip


@dataclass
class Actor:
    """Who writes, why, and on what request.

    `via` says through what, where that is not a page: it stands on record as the reason, in brackets behind one that
    the verb has. `request` is the client's UUID for this edit and `body` the SHA-256 of what it sent: together they
    make a retry act once. `imported_at` dates the change in the past (only the database's owner may). `person` is the
    user where that is known already. `begin` names the SQL function that opens the write instead of the usual one, and
    what it is given besides; `check` gets what it answers besides, under the lock and before anything is written, and
    raises where the act may no longer be. `proof` is what the database must find besides, where who acts was remembered
    and not asked. After the write, `changes` holds the lines it put on the record.
    """

    user_id: int
    request: uuid.UUID | None = None
    body: bytes = b""
    reason: str = ""
    via: str = ""
    imported_at: datetime | None = None
    begin: tuple = ()
    check: Callable[..., None] = lambda *answered: None
    person: object = None
    proof: tuple = ()
    changes: list[Change] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        """When this happens: now, or on the day that is imported."""
        return self.imported_at or timezone.now()


_acting: ContextVar[bool] = ContextVar("acting", default=False)


class Repeated(Exception):
    """This request was carried out before; `changes` are the lines it made then."""

    def __init__(self, changes: list[Change]):
        super().__init__("this request was carried out before")
        self.changes = changes


class Unproven(Exception):
    """Who acts was remembered, and must be asked before anything is done or told."""


class RequestReused(Exception):
    """The same request name came with another body."""


@contextmanager
def acting(
    by: Actor,
    workspace_id: int,
    verb: str,
    *,
    reason: str = "",
    begin: str = "record_begin",
    asking: Along | None = None,
) -> Iterator[list]:
    """A transaction in which `by` may write to one workspace; its lock comes first, so writes wait in line.

    `begin` names the SQL function that opens it: record_begin, or one that calls it and answers more columns,
    which are yielded, and after them the rows of what was `asking` along, read under the lock. Raises Repeated or
    RequestReused instead of acting twice, PermissionDenied where the workspace is purged, and Unproven where who acts
    is only remembered. One edit does not act inside another: what followed in the outer one would carry the inner one's
    name.
    """
    if by.proof:
        raise Unproven(verb)
    if _acting.get():
        raise RuntimeError(f"{verb}: somebody is acting already")
    token, alone = _acting.set(True), not connection.in_atomic_block
    try:
        with transaction.atomic():
            opening = _opening(by.begin or (begin,), workspace_id, by, verb, _why(by, reason))
            ((state, start, *more),), rows = _begin(opening, asking, first=alone)
            if state == "purged":
                raise PermissionDenied  # whoever waited for the lock is answered as who was removed meanwhile
            if state != "new":
                raise _known(by, workspace_id, same=state == "repeated")
            yield [*more, rows]
            if not connection.needs_rollback:  # Django's own commit, after one in the same trip, does nothing
                by.changes = _end(workspace_id, start, last=alone)
    finally:
        _acting.reset(token)


INSISTED = "BM001"  # what sql/insist.sql raises
UNREAD = ("salt", "body_digest", "digest")  # but by `verify_history`
COLUMNS = [field.column for field in Change._meta.concrete_fields if field.name not in UNREAD]
LINE = ", ".join(f'(done.line)."{column}"' for column in COLUMNS)


def act_at_once(
    by: Actor, workspace_id: int, verb: str, function: str, values: Sequence, answers: Sequence[str] = ()
) -> tuple | None:
    """An act that one SQL function does whole: locked, judged, written and committed in one statement, so that whoever
    waits for the lock does not wait for Python.

    The function is given what record_begin is, these `values`, and the actor's proof if there is one, which thereby is
    proven; its columns are `members`, who may see the workspace, `line`, that it made, and those of `answers`. Answers
    the members, and the latter. None, and nothing is done, where anything stands against it (record_insist), the
    request was known, or something is done around it: `acting` is the long way, and says what.
    """
    if connection.in_atomic_block or by.imported_at:
        return None
    given = [workspace_id, by.user_id, verb, _why(by, ""), by.request, by.body, *values]
    given += by.proof or (None, None)
    columns = ", ".join([LINE, "members", *answers])
    sql = f"SELECT {columns} FROM {function}({', '.join(['%s'] * len(given))}) done"  # noqa: S608  (names of ours)
    try:
        (answered,) = ask(sql, given)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == INSISTED:
            return None
        raise
    by.changes, by.proof = lines_after.along(workspace_id, 0).read([answered[: len(COLUMNS)]]), ()
    return answered[len(COLUMNS) :]


def _why(by: Actor, reason: str) -> str:
    reason = reason or by.reason
    return f"{reason} ({by.via})" if reason and by.via else reason or by.via


@compiled
def lines_after(workspace_id: int, seq: int):
    return Change.objects.of(workspace_id).after(seq).defer(*UNREAD)


def recall(by: Actor, workspace_id: int) -> None:
    """For an edit that is refused before it acts: raises Repeated or RequestReused when it was carried out before."""
    if by.request and (known := Request.objects.filter(pk=(workspace_id, by.request)).first()):
        raise _known(by, workspace_id, same=bytes(known.body) == by.body)


def _known(by: Actor, workspace_id: int, same: bool) -> Exception:
    if not same:
        return RequestReused()
    return Repeated(list(Change.objects.of(workspace_id).filter(request=by.request).order_by("seq")))


def call_it(verb: str, reason: str = "") -> None:
    """The lines that follow carry this verb, for an edit that is several in one (a canvas with its notes); and this
    reason, if there is one."""
    _set("boom.verb", verb)
    if reason:
        _set("boom.reason", reason)


@contextmanager
def called(verb: str) -> Iterator[None]:
    """The lines within carry this verb and no reason; those that follow go on as they began."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('boom.verb'), current_setting('boom.reason')")
        before, reason = cursor.fetchone()
    call_it(verb)
    _set("boom.reason", "")
    yield
    call_it(before, reason)


def _opening(function: tuple, workspace_id: int, by: Actor, verb: str, reason: str) -> Statement:
    """Calls the function: its name, and what it is given last. The day is set each time, if only to none: of an import,
    many acts share a transaction."""
    day, (name, *last) = by.imported_at.isoformat() if by.imported_at else "", function
    values = [workspace_id, by.user_id, verb, reason, by.request, by.body, *last]
    columns = "*, set_config('boom.imported_at', %s, true)"
    sql = f"SELECT {columns} FROM {name}({', '.join(['%s'] * len(values))})"  # noqa: S608  (names of ours)
    return Statement(sql, [day, *values])


def _begin(opening: Statement, asking: Along | None, first: bool) -> tuple[list[tuple], list]:
    """What the opening answers, and the rows asked for along with it. Where this is the `first` that its transaction
    does, it begins in the same trip; psycopg would make one of its own for that."""
    if first:
        connection.ensure_connection()
        connection.connection.autocommit = True  # it sends no BEGIN; Django knows that it is in a transaction
    begin, along = [BEGIN] if first else [], [asking.statement] if asking else []
    found = trip(*begin, opening, *along)[len(begin) :]
    return [answered[:-1] for answered in found[0]], asking.read(found[1]) if asking else []


def _end(workspace_id: int, start: int, last: bool) -> list[Change]:
    """The lines of this act; where it is the last that its transaction does, that is committed in the same trip."""
    lines = lines_after.along(workspace_id, start)
    return lines.read(trip(lines.statement, *[COMMIT] if last else [])[0])


def _set(name: str, value: str) -> None:
    """For this transaction only: a session's setting would pass to whoever borrows the connection next."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
