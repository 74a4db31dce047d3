"""A statement that the database has planned, sent and read by libpq alone.

psycopg's cursor puts the query together anew for each time that it is asked, which took half of what asking costs
(docs/decisions/few-trips.md); what it does with values and rows is done by the same adapters here.
"""

import re
from collections.abc import Sequence
from itertools import count

import psycopg
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.types.datetime import TimestamptzLoader

PLACE = re.compile("%[s%]")


class Prepared:
    """On one connection; `Prepared.on` answers the one that is known there already."""

    def __init__(self, connection: psycopg.Connection, sql: str, number: int):
        self.connection, self.name = connection, b"boom_%d" % number
        self.read = _reader(connection)
        numbers = count(1)
        numbered = PLACE.sub(lambda place: "%" if place[0] == "%%" else f"${next(numbers)}", sql)
        self.formats = [PyFormat.TEXT] * (next(numbers) - 1)  # the database says of which type each is
        self._done(connection.pgconn.prepare(self.name, numbered.encode()), ExecStatus.COMMAND_OK)

    @classmethod
    def on(cls, connection: psycopg.Connection, sql: str) -> "Prepared":
        known = vars(connection).setdefault("boom_prepared", {})
        if sql not in known:
            known[sql] = cls(connection, sql, len(known))
        return known[sql]

    def rows(self, values: Sequence) -> list[tuple]:
        """Raises what psycopg raises, psycopg.OperationalError of a connection that is lost."""
        pgconn = self.connection.pgconn
        if not self.connection.autocommit and pgconn.transaction_status == TransactionStatus.IDLE:
            pgconn.exec_(b"BEGIN")  # as a cursor would
        given = self.read.dump_sequence(values, self.formats)
        result = self._done(pgconn.exec_prepared(self.name, given), ExecStatus.TUPLES_OK)
        self.read.set_pgresult(result)
        return self.read.load_rows(0, result.ntuples, tuple)

    def _done(self, result: psycopg.pq.abc.PGresult, well: ExecStatus) -> psycopg.pq.abc.PGresult:
        if result.status == well:
            return result
        error = error_from_result(result, self.connection.info.encoding)
        raise error if error.sqlstate else psycopg.OperationalError(str(error))  # libpq's own: nobody is there


def _reader(connection: psycopg.Connection) -> Transformer:
    """Timestamps are read by psycopg's loader in C, where Django's is not; both say UTC."""
    cursor = psycopg.Cursor(connection)
    cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
    return Transformer(cursor)
