"""The tests' database: its owner makes and empties it; everything between runs as the runtime role."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager

import dj_database_url
import psycopg
from django.db import connection
from psycopg import sql

from config.database import urls
from config.embedded.roles import SUPERUSER

OWNER, RUNTIME = (dj_database_url.parse(url) for url in (urls().owner, urls().runtime))
# Made by migrate, not by tests.
KEPT = ("django_migrations", "django_content_type", "auth_permission")
# What this run migrated. It stays on its server, so there is none on a server that outlives the run.
SHARED = os.environ.get("BOOM_THROWAWAY") and os.environ.get("PYTEST_XDIST_TESTRUNUID")
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL (%s)"


def become(role: dict, **options: object) -> None:
    """Every connection that is opened from now on logs in as this role."""
    connection.close()
    connection.close_pool()
    connection.settings_dict |= {"USER": role["USER"], "PASSWORD": role["PASSWORD"], "OPTIONS": options}


def become_owner() -> None:
    become(OWNER)


def become_runtime() -> None:
    """As config/settings.py connects: pooled, preparing, and without temporary tables."""
    owner = connect_owner()
    with closing(owner):
        owner.execute(sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(sql.Identifier(owner.info.dbname)))
    become(RUNTIME, pool={"min_size": 1, "max_size": 40, "timeout": 5}, prepare_threshold=5)


@contextmanager
def made_in_turn() -> Iterator[None]:
    """Migrating takes some seconds. Of the processes that run the tests on a server of their own, the first does it;
    each other one waits, and makes its database out of what came of that."""
    if not SHARED:
        yield
        return
    with closing(connect(OWNER, "postgres")) as turn:
        turn.execute("SELECT pg_advisory_lock(2)")
        if turn.execute("SELECT FROM pg_database WHERE datname = %s", [SHARED]).rowcount:
            connection.settings_dict["TEST"]["TEMPLATE"] = SHARED
            yield
        else:
            yield
            connection.close()  # nobody may be in what is copied
            made = sql.Identifier(connection.settings_dict["NAME"])
            turn.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(SHARED), made))


def connect_owner() -> psycopg.Connection:
    """A plain connection as the owner of the tables, in autocommit; close it."""
    return connect(OWNER)


def connect_runtime() -> psycopg.Connection:
    """A plain connection as the runtime role, in autocommit; close it."""
    return connect(RUNTIME)


def connect(role: dict, name: str = "") -> psycopg.Connection:
    words = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    given = {word: role[key] or None for word, key in words.items()}
    return psycopg.connect(**given, dbname=name or connection.settings_dict["NAME"], autocommit=True)


def let_triggers_rest() -> None:
    """The tests' database only: its owner may set triggers aside, and empty in a moment what is kept for ever."""
    with closing(connect({**OWNER, "USER": SUPERUSER}, "postgres")) as superuser, superuser.transaction():
        superuser.execute("SELECT pg_advisory_xact_lock(1)")  # every process of the tests does it
        superuser.execute(f"GRANT SET ON PARAMETER session_replication_role TO {OWNER['USER']}")


def empty_tables() -> None:
    """After a test that committed. Ten times quicker than TRUNCATE, which makes a hundred tables anew."""
    with closing(connect_owner()) as owner, owner.transaction():
        owner.execute("SET LOCAL session_replication_role = replica; SET LOCAL lock_timeout = '10s'")
        tables = [name for (name,) in owner.execute(TABLES, [list(KEPT)])]
        owner.execute("; ".join(f'DELETE FROM "{table}"' for table in tables))


def taken() -> dict[str, bytes]:
    """What the tables hold that `empty_tables` empties, to be put back there."""
    with closing(connect_owner()) as owner:
        tables = [name for (name,) in owner.execute(TABLES, [list(KEPT)])]
        return {table: rows for table in tables if (rows := _copied(owner, table))}


def _copied(owner: psycopg.Connection, table: str) -> bytes:
    with owner.cursor().copy(f'COPY "{table}" TO STDOUT') as out:
        return b"".join(bytes(part) for part in out)


def put_back(rows: dict[str, bytes]) -> None:
    """Into empty tables, as it was: no trigger writes lines of it, for they are among it."""
    with behind_its_back() as owner:
        for table, its in rows.items():
            with owner.cursor().copy(f'COPY "{table}" FROM STDIN') as into:
                into.write(its)


@contextmanager
def behind_its_back() -> Iterator[psycopg.Connection]:
    """The owner, with every trigger off, which only the tests' database lets them do so quickly."""
    with closing(connect_owner()) as owner, owner.transaction():
        owner.execute("SET LOCAL session_replication_role = replica")
        yield owner


def listen_url() -> str:
    """Where a hub listens to what happens in the tests' database."""
    return psycopg.conninfo.make_conninfo(urls().runtime, dbname=connection.settings_dict["NAME"])
