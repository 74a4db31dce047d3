"""A pooled connection is lent without a question to the database, and never one that the server has ended."""

from contextlib import closing, suppress

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import OperationalError, connection
from psycopg_pool import ConnectionPool
from psycopg_pool.base import AttemptWithBackoff

from tests import database

pytestmark = pytest.mark.django_db(transaction=True)
HASTE = 50


@pytest.fixture
def pool_of_two():
    database.become(database.RUNTIME, pool={"min_size": 2, "max_size": 2, "timeout": 5})
    backend()
    connection.pool.wait(10)  # it opens the second one by and by
    yield
    database.become_runtime()


@pytest.fixture
def hurried(monkeypatch):
    """A pool as settings have it, with shorter waits, after so many tries that the next would be a minute away."""
    monkeypatch.setattr(AttemptWithBackoff, "INITIAL_DELAY", 60)
    waits = {name: settings.LENT["pool"][name] / HASTE for name in ("timeout", "reconnect_timeout")}
    database.become(database.RUNTIME, pool={"min_size": 0, "max_size": 2, **waits})
    yield
    database.become_runtime()


def backend() -> int:
    """Which backend answers a question; its connection is given back to the pool."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        answered = cursor.fetchone()[0]
    connection.close()
    return answered


def had() -> bool:
    with suppress(OperationalError):
        return bool(backend())
    return False


@pytest.fixture
def keeping(pool_of_two):
    """This thread, as one of those that answer pages."""
    connection.keep(threads=2)
    yield
    connection.keeps = False
    connection.close()


def page() -> int:
    """Which backend answers a page."""
    request_started.send(None, environ={})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        answered = cursor.fetchone()[0]
    request_finished.send(None)
    return answered


def end(*backends: int) -> None:
    with closing(database.connect_owner()) as owner:
        ended = owner.execute("SELECT bool_and(pg_terminate_backend(p, 5000)) FROM unnest(%s) p", [list(backends)])
        assert ended.fetchone() == (True,)


def test_ended_connections_are_replaced_before_anybody_gets_them(pool_of_two):
    known = {backend() for _ in range(8)}
    end(*known)
    answered = {backend() for _ in range(8)}
    assert answered and not answered & known


def test_one_is_had_soon_after_the_database_was_away_for_long(hurried):
    there = connection.pool.kwargs["host"]
    connection.pool.kwargs["host"] = "/nowhere"
    with pytest.raises(OperationalError):
        backend()
    connection.pool.kwargs["host"] = there
    assert any(had() for _ in range(HASTE))


def test_connection_that_lives_is_not_asked(pool_of_two, monkeypatch):
    known = {backend() for _ in range(8)}

    def asked(connection):
        raise AssertionError("asked")

    monkeypatch.setattr(ConnectionPool, "check_connection", staticmethod(asked))
    assert {backend() for _ in range(8)} <= known


def test_a_thread_that_answers_pages_keeps_what_it_was_lent(keeping):
    first = page()
    assert connection.connection is not None, "kept after the page"
    assert {page() for _ in range(4)} == {first}


def test_what_it_kept_is_replaced_when_it_ended(keeping):
    first = page()
    end(first)
    assert page() != first


def test_what_it_kept_is_replaced_when_this_side_closed_it(keeping):
    first = page()
    connection.connection.close()
    assert page() != first


def test_what_it_kept_for_long_goes_back(keeping):
    page()
    connection.close_at = 0
    page()
    assert connection.close_at > 0, "lent anew"


def test_none_is_kept_where_not_every_thread_could(pool_of_two):
    connection.keep(threads=3)
    page()
    assert connection.connection is None, "in the pool again, for the next"


def test_work_that_was_left_open_is_not_taken_over_by_the_next_page(keeping):
    page()
    connection.set_autocommit(False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('boom.verb', 'note.add', true)")
    request_finished.send(None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('boom.verb', true), '')")
        assert cursor.fetchone() == ("",)
