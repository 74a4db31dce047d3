"""Django's PostgreSQL backend, asking a connection whether it still lives without a trip to the database.

psycopg's own check, like Django's, sends a query each time: a fifteenth of what an edit costs.
"""

import select

import psycopg
from django.db.backends.postgresql import base
from psycopg_pool import ConnectionPool


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict) -> psycopg.Connection:
        if not self.pool:
            return super().get_new_connection(conn_params)
        while lost(connection := super().get_new_connection(conn_params)):
            connection.close()
            self.pool.putconn(connection)  # which replaces one that is closed
        return connection

    def close_if_unusable_or_obsolete(self) -> None:
        """Called between two requests: one that a thread keeps may have been ended meanwhile."""
        if self.connection is not None and not self.in_atomic_block and lost(self.connection):
            self.close()
        super().close_if_unusable_or_obsolete()


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
