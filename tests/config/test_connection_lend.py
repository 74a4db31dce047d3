"""A pooled connection is lent without a question to the database, and never one that the server has ended."""

from contextlib import closing

import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from tests import database

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pool_of_two():
    database.become(database.RUNTIME, pool={"min_size": 2, "max_size": 2, "timeout": 5})
    backend()
    connection.pool.wait(10)  # it opens the second one by and by
    yield
    database.become_runtime()


def backend() -> int:
    """Which backend answers a question; its connection is given back to the pool."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        answered = cursor.fetchone()[0]
    connection.close()
    return answered


def test_ended_connections_are_replaced_before_anybody_gets_them(pool_of_two):
    known = {backend() for _ in range(8)}
    with closing(database.connect_owner()) as owner:
        ended = owner.execute("SELECT bool_and(pg_terminate_backend(p, 5000)) FROM unnest(%s) p", [list(known)])
        assert ended.fetchone() == (True,)
    answered = {backend() for _ in range(8)}
    assert answered and not answered & known


def test_connection_that_lives_is_not_asked(pool_of_two, monkeypatch):
    known = {backend() for _ in range(8)}

    def asked(connection):
        raise AssertionError("asked")

    monkeypatch.setattr(ConnectionPool, "check_connection", staticmethod(asked))
    assert {backend() for _ in range(8)} <= known
