"""Several statements that go to the database together, and are waited for once."""

from collections.abc import Sequence
from typing import NamedTuple

import psycopg
from django.db import connection


class Statement(NamedTuple):
    sql: str
    values: Sequence = ()


BEGIN, COMMIT = Statement("BEGIN"), Statement("COMMIT")


def trip(*statements: Statement) -> list[list[tuple]]:
    """Carries them out, one after the other; answers the rows of each. The first that fails ends it."""
    values = [value for each in statements for value in each.values]
    with connection.cursor() as wrapper:
        wrapper.execute("; ".join(each.sql for each in statements), values)
        cursor = wrapper.cursor  # psycopg's own
        found = [_rows(cursor)]
        while cursor.nextset():
            found.append(_rows(cursor))
        return found


def _rows(cursor: psycopg.Cursor) -> list[tuple]:
    return cursor.fetchall() if cursor.pgresult.nfields else []
