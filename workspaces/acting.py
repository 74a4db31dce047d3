"""Acting in a workspace: the role is checked again inside the lock, and open pages are told after the commit."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from record.acting import Actor, act_at_once
from record.acting import acting as on_record
from record.compiled import Along
from workspaces.roles import Role

CHANNEL = "boom"
# Who in this process is given what changed, and who may see it; answers: I tell others.
listeners: list[Callable[[int, Actor, Collection[int]], bool]] = []


def announce(workspace_id: int, by: Actor, members: Collection[int] = ()) -> None:
    """Wake every process that has pages of this workspace open. After the commit, for inside it NOTIFY takes a lock.
    `members` are those of that moment, where nothing is drawn that is newer."""
    told = [listener(workspace_id, by, members) for listener in tuple(listeners) if by.changes]
    if by.changes and not any(told):
        tell(workspace_id, by.changes[-1].seq)


def tell(workspace_id: int, seq: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{workspace_id} {seq}"])


@contextmanager
def acting(
    by: Actor, workspace_id: int, verb: str, *, reason: str = "", least: int = Role.EDITOR, asking: Along | None = None
) -> Iterator[list]:
    """A transaction in which `by` changes one workspace; see record.acting for retries, and for what is `asking`, whose
    rows are yielded.

    Raises PermissionDenied unless `by` is, at this moment and under the lock, a member with at least that role.
    `least=0` lets in someone who is not a member yet (who founds a workspace or accepts an invitation). What `by.check`
    raises comes after that.
    """
    opened = on_record(by, workspace_id, verb, reason=reason, begin="workspace_begin", asking=asking)
    with opened as (role, _members, *more, rows):
        if least and (role or 0) < least:
            raise PermissionDenied
        by.check(*more)
        transaction.on_commit(partial(announce, workspace_id, by))
        yield rows


def edit_at_once(by: Actor, workspace_id: int, verb: str, *asked: object, done: Callable[..., None]) -> bool:
    """As record.acting.act_at_once; answers whether it was done. Before open pages are told, `done` is called with the
    row that was written, as the record has it, and what else the function answers."""
    answered = act_at_once(by, workspace_id, verb, *asked)
    if answered is None:
        return False
    members, *shown = answered
    done(by.changes[-1].after, *shown)
    announce(workspace_id, by, members if shown else ())  # what is read anew to be drawn may be newer than they are
    return True
