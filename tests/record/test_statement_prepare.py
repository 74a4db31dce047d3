"""A statement that is asked often is planned once for each connection; apart from that it is as if a cursor asked."""

import socket
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import DataError, OperationalError, connection, transaction
from psycopg.types.json import Jsonb

from record.trip import ask

pytestmark = pytest.mark.django_db(transaction=True)


def prepared(word: str) -> list[str]:
    """Of what this connection knows, though others may have asked it more, what has the word."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name LIKE 'boom%'")
        return [statement for (statement,) in cursor.fetchall() if word in statement]


def test_values_and_rows_are_adapted():
    sql = "SELECT %s::bigint, %s::text, %s::uuid, %s::bytea, %s::jsonb, %s::bigint[], %s::date, %s || '%%'"
    key = UUID(int=7)
    given = [2**40, "نیم‌فاصله", key, b"\x00\xff", Jsonb({"a": None}), [1, 2**50], None, "100"]
    assert ask(sql, given) == [(2**40, "نیم‌فاصله", key, b"\x00\xff", '{"a": null}', [1, 2**50], None, "100%")]
    (moment,) = ask("SELECT '2026-03-20T22:00:00+03:30'::timestamptz", ())[0]
    assert moment == datetime(2026, 3, 20, 18, 30, tzinfo=UTC) and moment.tzinfo is UTC


def test_it_is_planned_once():
    sql = "SELECT %s::text AS planned_once"
    assert [ask(sql, [word]) for word in ("یک", "دو")] == [[("یک",)], [("دو",)]]
    assert prepared("planned_once") == ["SELECT $1::text AS planned_once"]


def test_in_a_transaction_it_is_part_of_it():
    with transaction.atomic():
        ask("SELECT set_config('boom.verb', 'note.add', true)", ())
        assert ask("SELECT current_setting('boom.verb')", ()) == [("note.add",)]
    assert ask("SELECT current_setting('boom.verb', true)", ()) == [("",)]


def test_in_a_transaction_none_is_begun_within_it():
    told = []
    with transaction.atomic():
        connection.ensure_connection()
        connection.connection.add_notice_handler(told.append)
        for _ in range(2):
            ask("SELECT 1", ())
        connection.connection.remove_notice_handler(told.append)
    assert not told


def test_what_the_database_refuses_is_djangos_error_and_no_more():
    with pytest.raises(DataError, match="division"):
        ask("SELECT 1 / %s", [0])
    assert ask("SELECT 1 / %s", [1]) == [(1,)]


@pytest.mark.parametrize("again", [False, True], ids=["at first", "that was prepared"])
def test_a_lost_connection_is_an_outage_and_not_a_mistake(again):
    sql = "SELECT %s::text AS lost"
    connection.close()
    if again:
        ask(sql, ["one"])
    else:
        connection.ensure_connection()
    with socket.socket(fileno=connection.connection.fileno()) as line:
        line.shutdown(socket.SHUT_RDWR)
        line.detach()
    with pytest.raises(OperationalError):
        ask(sql, ["two"])
    connection.close()
    assert ask(sql, ["three"]) == [("three",)]
