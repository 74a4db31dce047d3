"""A connection is lent, or kept, without a question to the database, and never one that the server has ended."""

from contextlib import closing

import pytest
from django.db import close_old_connections, connection
from psycopg_pool import ConnectionPool

from tests import database

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def of_ones_own():
    """As in a process that answers pages."""
    database.become(database.RUNTIME, pool=False)
    connection.settings_dict["CONN_MAX_AGE"] = None
    yield
    connection.settings_dict["CONN_MAX_AGE"] = 0
    database.become_runtime()


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


def kept_backend() -> int:
    """Which backend answers one request after the other."""
    close_old_connections()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def test_a_kept_connection_is_the_same_for_each_request(of_ones_own):
    assert len({kept_backend() for _ in range(3)}) == 1


def test_a_kept_connection_that_was_ended_is_replaced_before_the_next_request(of_ones_own):
    known = kept_backend()
    with closing(database.connect_owner()) as owner:
        owner.execute("SELECT pg_terminate_backend(%s, 5000)", [known])
    assert (again := kept_backend()) != known
    connection.connection.close()  # as a request does that finds it broken
    assert kept_backend() != again
