"""A backup restores: dumped with pg_dump and put into an empty database, every record is whole, to the same digest."""

import subprocess
from contextlib import closing

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from config.embedded.programs import program, wheel_folder
from record.verify import Whole, verify, workspaces
from tests import database
from tests.cast import actor

TEXT = "می‌خواهم\n«نقل»\t\\ \\N ' 12%"


def run(name: str, *words: str) -> None:
    """One of PostgreSQL's programs, as the owner of the tables."""
    where = ["-h", database.OWNER["HOST"], "-U", database.OWNER["USER"]]
    done = subprocess.run([program(name, wheel_folder()), *where, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def restored(committed_cast, tmp_path):
    """What the database says before, and then the restored one in its place."""
    cast, dump = committed_cast, tmp_path / "boom.sql"
    cast.notes[0].revise(TEXT, cast.notes[0].version, actor(cast.dariush))
    before = {workspace: verify(workspace) for workspace in workspaces()}
    name = connection.settings_dict["NAME"]
    run("pg_dump", "-f", str(dump), name)
    other = f"{name}_restored"  # each process of the tests has a database of its own
    run("dropdb", "-f", "--if-exists", other)
    run("createdb", "-T", "template0", other)
    try:
        run("psql", "-X", "-v", "ON_ERROR_STOP=1", "-q", "-d", other, "-f", str(dump))
        use(other)
        yield cast, before
    finally:
        use(name)
        run("dropdb", "-f", other)


def use(name: str) -> None:
    connection.close()
    connection.close_pool()
    connection.settings_dict["NAME"] = name


def test_restored_record_is_whole_and_the_same(restored):
    cast, before = restored
    assert len(before) == 2 and all(isinstance(found, Whole) for found in before.values())
    assert {workspace: verify(workspace) for workspace in workspaces()} == before
    assert cast.canvas.notes.get(pk=cast.notes[0].pk).text == TEXT


def test_restored_database_takes_edits_and_keeps_its_guards(restored):
    cast, before = restored
    cast.canvas.notes.get(pk=cast.notes[1].pk).move("channels", None, actor(cast.dariush))
    after = verify(cast.team.pk)
    assert isinstance(after, Whole) and after.seq == before[cast.team.pk].seq + 1
    with closing(database.connect_runtime()) as runtime, pytest.raises(psycopg.errors.InsufficientPrivilege):
        runtime.execute(sql.SQL("UPDATE record_change SET reason = 'forged'"))
