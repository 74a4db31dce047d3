"""Django's PostgreSQL backend, asking a pooled connection whether it still lives without a trip to the database.

psycopg's own check sends an empty query each time a connection is lent: a fifteenth of what an edit costs. A
thread that only answers one page after the other keeps what it was lent: a further twentieth.
"""

import select

import psycopg
from django.db.backends.postgresql import base
from psycopg_pool import ConnectionPool

KEPT = 600.0  # seconds; then the pool gets it back, which replaces old ones


class DatabaseWrapper(base.DatabaseWrapper):
    keeps = False  # this thread does, between two pages

    def keep(self, threads: int) -> None:
        """From now on this thread keeps what it is lent, where there is enough for so many that do."""
        self.keeps = threads <= self.pool.max_size

    def connect(self) -> None:
        super().connect()
        if self.keeps:
            self.close_at += KEPT

    def close_if_unusable_or_obsolete(self) -> None:
        super().close_if_unusable_or_obsolete()
        if self.keeps and self.connection is not None and lost(self.connection):
            self.close()

    def get_new_connection(self, conn_params: dict) -> psycopg.Connection:
        while lost(connection := super().get_new_connection(conn_params)):
            connection.close()
            self.pool.putconn(connection)  # which replaces one that is closed
        return connection


def lost(connection: psycopg.Connection) -> bool:
    """Whether the server has ended it. A server says nothing unasked; one that goes says so, or hangs up."""
    if connection.closed:
        return True
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    if not waiting.poll(0):
        return False
    try:
        ConnectionPool.check_connection(connection)
    except psycopg.Error:
        return True
    return False
