"""What goes to the database and is waited for once: statements that are prepared, and several that go together."""

from collections.abc import Sequence
from typing import NamedTuple

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections

from record.prepared import Prepared


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


def ask(sql: str, values: Sequence) -> list[tuple]:
    """The rows of one statement, which the database plans once for each connection."""
    database = connections[DEFAULT_DB_ALIAS]  # `connection` would look for it at every word
    database.ensure_connection()
    if database.queries_logged or not settings.PREPARE_QUERIES:
        with database.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()
    with database.wrap_database_errors:
        return Prepared.on(database.connection, sql).rows(values)


def _rows(cursor: psycopg.Cursor) -> list[tuple]:
    return cursor.fetchall() if cursor.pgresult.nfields else []
