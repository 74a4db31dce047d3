"""The running application can neither rewrite the record nor switch it off; its owner is refused too."""

from contextlib import closing

import psycopg
import pytest
from django.db import connection, transaction
from psycopg.errors import InsufficientPrivilege, InvalidAuthorizationSpecification

from record.guards import can_be_rewritten, unguarded
from record.models import Change
from record.triggers import recorded_models
from tests.database import connect_owner, connect_runtime

RECORD = ("record_change", "record_head", "record_request")
FORBIDDEN = [
    *(f"UPDATE {table} SET workspace_id = 1" for table in RECORD),
    *(f"DELETE FROM {table}" for table in RECORD),
    *(f"TRUNCATE {table}" for table in RECORD),
    *(f"INSERT INTO {table} SELECT * FROM {table}" for table in RECORD),
    *(f"COPY {table} FROM STDIN" for table in RECORD),
    *(f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in (*RECORD, "canvas_note")),
    "UPDATE record_change SET reason = 'x' WHERE false",
    "DROP TRIGGER frozen ON record_change",
    "DROP TABLE record_change",
    "ALTER FUNCTION record_write() OWNER TO CURRENT_USER",
    "CREATE OR REPLACE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "CREATE OR REPLACE FUNCTION record_write() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "SET session_replication_role = replica",
    "SET ROLE {owner}",
    "SET SESSION AUTHORIZATION {owner}",
    "CREATE TABLE shadow (id bigint)",
    "CREATE SCHEMA shadow",
    "CREATE TEMPORARY TABLE record_head (workspace_id bigint)",
    "CREATE FUNCTION shadow() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TRIGGER forge AFTER INSERT ON accounts_user FOR EACH ROW EXECUTE FUNCTION record_write('id')",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_runtime_role_is_refused(db, statement):
    with closing(connect_owner()) as owner:
        statement = statement.format(owner=owner.info.user)
    with closing(connect_runtime()) as runtime, pytest.raises(InsufficientPrivilege):
        runtime.execute(statement)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE record_change SET reason = 'x'", "DELETE FROM record_change", "TRUNCATE record_change"],
)
def test_owner_is_refused_too_by_the_triggers(committed_cast, statement):
    with closing(connect_owner()) as owner, pytest.raises(InsufficientPrivilege, match="boom: .* is refused"):
        owner.execute(statement)


def begin(session: psycopg.Connection, workspace_id: int, user_id: int) -> None:
    session.execute("SELECT record_begin(%s, %s, 'test.write', '', NULL, '')", [workspace_id, user_id])


def test_pgtriggers_switch_has_no_effect(committed_cast):
    """pgtrigger.ignore() works by a setting that anyone may set; our triggers do not read it."""
    cast, tables = committed_cast, [model._meta.db_table for model in recorded_models()]
    every = "{" + ",".join(f"{table}:record,{table}:record_whole" for table in tables) + "}"
    with closing(connect_runtime()) as runtime, runtime.transaction(force_rollback=True):
        runtime.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [every])
        with pytest.raises(InvalidAuthorizationSpecification, match="nobody acting"), runtime.transaction():
            runtime.execute("UPDATE canvas_note SET text = 'x'")
        begin(runtime, cast.team.pk, cast.amina.pk)
        runtime.execute("UPDATE canvas_note SET text = 'x' WHERE id = %s", [cast.notes[0].pk])
        written = runtime.execute("SELECT count(*) FROM record_change WHERE verb = 'test.write'").fetchone()
    assert written == (1,)


def test_past_can_not_be_dated_by_the_running_application(committed_cast):
    cast = committed_cast
    with closing(connect_runtime()) as runtime, runtime.transaction(force_rollback=True):
        begin(runtime, cast.team.pk, cast.amina.pk)
        runtime.execute("SELECT set_config('boom.imported_at', '2001-01-01Z', true)")
        with pytest.raises(InsufficientPrivilege, match="only the owner"):
            runtime.execute("UPDATE canvas_note SET text = 'x' WHERE id = %s", [cast.notes[0].pk])


def test_what_the_owner_imports_says_so_and_keeps_the_order(committed_cast):
    cast = committed_cast
    last = Change.objects.of(cast.team.pk).newest_first().first()
    with closing(connect_owner()) as owner, owner.transaction():
        begin(owner, cast.team.pk, cast.amina.pk)
        owner.execute("SELECT set_config('boom.imported_at', '2001-01-01Z', true)")
        owner.execute("UPDATE canvas_note SET text = 'x' WHERE id = %s", [cast.notes[0].pk])
    change = Change.objects.of(cast.team.pk).newest_first().first()
    assert change.imported and not last.imported
    assert (change.at - last.at).microseconds == 1  # never before the line that it follows
    assert change.clock_at > change.at


@pytest.mark.parametrize("shadow", ["record_head", "record_request", "record_change", "pg_class"])
def test_temporary_tables_can_not_stand_in(committed_cast, shadow):
    """Where an administrator's server lets the runtime role make temporary tables, they still fool nobody."""
    cast = committed_cast
    with closing(connect_owner()) as owner:
        owner.execute(f'GRANT TEMPORARY ON DATABASE "{owner.info.dbname}" TO PUBLIC')
        try:
            with closing(connect_runtime()) as runtime, runtime.transaction(force_rollback=True):
                schema = "pg_catalog" if shadow.startswith("pg_") else "public"
                runtime.execute(f"CREATE TEMPORARY TABLE {shadow} AS SELECT * FROM {schema}.{shadow} WHERE false")
                runtime.execute("SET search_path = pg_temp, public")
                begin(runtime, cast.team.pk, cast.amina.pk)
                runtime.execute("UPDATE public.canvas_note SET text = 'x' WHERE id = %s", [cast.notes[0].pk])
                real = runtime.execute("SELECT count(*) FROM public.record_change WHERE verb = 'test.write'")
                assert real.fetchone() == (1,)
                assert runtime.execute(f"SELECT count(*) FROM pg_temp.{shadow}").fetchone() == (0,)
        finally:
            owner.execute(f'REVOKE TEMPORARY ON DATABASE "{owner.info.dbname}" FROM PUBLIC')


def test_temporary_table_can_not_forge_lines(committed_cast):
    """A table of one's own with our trigger would write any line one likes."""
    with closing(connect_owner()) as owner:
        owner.execute(f'GRANT TEMPORARY ON DATABASE "{owner.info.dbname}" TO PUBLIC')
        try:
            with closing(connect_runtime()) as runtime:
                runtime.execute("CREATE TEMPORARY TABLE canvas_note (id bigint, workspace_id bigint)")
                with pytest.raises(InsufficientPrivilege, match="record_write"):
                    runtime.execute(
                        "CREATE TRIGGER forge AFTER INSERT ON pg_temp.canvas_note "
                        "FOR EACH ROW EXECUTE FUNCTION record_write('workspace_id')"
                    )
        finally:
            owner.execute(f'REVOKE TEMPORARY ON DATABASE "{owner.info.dbname}" FROM PUBLIC')


def test_temporary_record_tells_guards_nothing(committed_cast):
    """That a workspace was purged, or that one may black out words, is asked of the record itself."""
    team = committed_cast.team.pk
    with closing(connect_owner()) as owner:
        owner.execute(f'GRANT TEMPORARY ON DATABASE "{owner.info.dbname}" TO PUBLIC')
        try:
            with closing(connect_runtime()) as runtime, runtime.transaction(force_rollback=True):
                runtime.execute("CREATE TEMPORARY TABLE record_change AS SELECT * FROM record_change WHERE false")
                purged = 'INSERT INTO pg_temp.record_change (workspace_id, "table", row_id) VALUES (0, %s, %s)'
                runtime.execute(purged, ["record_head", team])
                runtime.execute("SET search_path = pg_temp, public; SET LOCAL boom.redacting = 'on'")
                told = runtime.execute("SELECT record_purged(%s), record_blacks_out('{}', '{}', '{}')", [team])
                assert told.fetchone() == (False, False)
        finally:
            owner.execute(f'REVOKE TEMPORARY ON DATABASE "{owner.info.dbname}" FROM PUBLIC')


def test_guards_are_on(db):
    assert unguarded() == []
    assert not can_be_rewritten()


def test_owner_could_rewrite(as_owner):
    assert can_be_rewritten()


@pytest.mark.parametrize(
    "trick, table",
    [
        ("ALTER TABLE canvas_note DISABLE TRIGGER USER", "canvas_note"),
        ("ALTER TABLE record_change DISABLE TRIGGER frozen", "record_change"),
        ("DROP TRIGGER frozen_whole ON record_change", "record_change"),
    ],
)
def test_switched_off_guard_is_noticed(as_owner, trick, table):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(trick)
        assert unguarded() == [table]
        transaction.set_rollback(True)
