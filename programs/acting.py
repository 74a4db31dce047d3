"""Staff acting in a program: on the program's own record, with the role checked again inside its lock.

What a team does (enrol, submit, answer) is on the team's record instead: workspaces/acting.py.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction

from programs.roles import ProgramRole
from record.acting import Actor
from record.acting import acting as on_record
from workspaces.acting import announce


@contextmanager
def acting(
    by: Actor, program_id: int, verb: str, *, reason: str = "", least: int = ProgramRole.MANAGER
) -> Iterator[None]:
    """A transaction in which `by` changes one program; see record.acting for retries.

    Raises PermissionDenied unless `by` is, at this moment and under the lock, of its staff with at least that role.
    `least=0` lets in whoever is not of it yet (who founds it, or accepts an invitation).
    """
    with on_record(by, program_id, verb, reason=reason, begin="program_begin") as (role, _rows):
        if least and (role or 0) < least:
            raise PermissionDenied
        transaction.on_commit(partial(announce, program_id, by))
        yield
