"""Who acts: every write of a workspace happens inside `acting`, or the database refuses it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction

from record.models import Change


@dataclass
class Actor:
    """Who writes, and on what request.

    `request` is the client's UUID for this edit and `body` the SHA-256 of what it sent: together they make a retry
    act once. `imported_at` dates the change in the past (only the database's owner may). After the write, `changes`
    holds the lines it put on the record.
    """

    user_id: int
    request: uuid.UUID | None = None
    body: bytes = b""
    imported_at: datetime | None = None
    changes: list[Change] = field(default_factory=list)


class Repeated(Exception):
    """This request was carried out before; `changes` are the lines it made then."""

    def __init__(self, changes: list[Change]):
        super().__init__("this request was carried out before")
        self.changes = changes


class RequestReused(Exception):
    """The same request name came with another body."""


@contextmanager
def acting(by: Actor, workspace_id: int, verb: str, *, reason: str = "", begin: str = "record_begin") -> Iterator[list]:
    """A transaction in which `by` may write to one workspace; its lock is taken first, so writes wait in line.

    `begin` names the SQL function that opens it: record_begin, or one that calls it and answers more columns, which
    are yielded. Raises Repeated or RequestReused instead of acting twice.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            if by.imported_at:
                cursor.execute("SELECT set_config('boom.imported_at', %s, true)", [by.imported_at.isoformat()])
            cursor.execute(
                f"SELECT * FROM {begin}(%s, %s, %s, %s, %s, %s)",
                [workspace_id, by.user_id, verb, reason, by.request, by.body],
            )
            state, start, *more = cursor.fetchone()
        if state == "repeated":
            raise Repeated(list(Change.objects.of(workspace_id).filter(request=by.request).order_by("seq")))
        if state == "other":
            raise RequestReused
        yield more
        by.changes = list(Change.objects.of(workspace_id).after(start))
