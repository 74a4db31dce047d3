"""Who may purge a workspace, and who may touch what says so: the database holds it, whoever asks and however."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import psycopg
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from psycopg.errors import CheckViolation, InsufficientPrivilege, NoDataFound

from canvas.models import Note
from record.models import PURGES, Change
from record.redact import redact
from record.verify import Whole, verify, workspaces
from tests.cast import Cast, actor
from tests.database import behind_its_back, connect_owner, connect_runtime
from tests.record.test_history_verify import command as verify_history
from tests.strategy import make_strategy
from tests.workspaces.furnished import REASON, purged


def begin(session: psycopg.Connection, record: int, cast: Cast) -> None:
    session.execute("SELECT record_begin(%s, %s, 'workspace.purge', 'x', NULL, '')", [record, cast.omar.pk])


@pytest.fixture
def gone(committed_cast, as_owner) -> Cast:
    """The team was purged."""
    purged(committed_cast, "--yes")
    return committed_cast


LINE = "SELECT * FROM record_change WHERE workspace_id = 0"
FORBIDDEN = [
    "SELECT record_purge({team})",
    "SELECT record_append(c) FROM record_change c",
    f"INSERT INTO record_change {LINE}",
    "INSERT INTO record_change (workspace_id, seq, \"table\", row_id) VALUES (0, 1, 'record_head', {team})",
    "UPDATE record_change SET reason = 'x' WHERE workspace_id = 0",
    "DELETE FROM record_change WHERE workspace_id = 0",
    "DELETE FROM record_change WHERE workspace_id = {team}",
    "DELETE FROM record_head WHERE workspace_id IN (0, {team})",
    "UPDATE record_head SET seq = 0 WHERE workspace_id = 0",
    "TRUNCATE record_change",
    "CREATE OR REPLACE FUNCTION record_purged(w bigint) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "ALTER TABLE record_change DROP CONSTRAINT record_of_purges",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_running_application_is_refused(committed_cast, statement):
    cast = committed_cast
    with closing(connect_runtime()) as runtime, runtime.transaction(force_rollback=True):
        begin(runtime, PURGES, cast)
        with pytest.raises(InsufficientPrivilege), runtime.transaction():
            runtime.execute(statement.format(team=cast.team.pk))


@pytest.mark.parametrize("function", ["record_purge(bigint)", "record_append(record_change)"])
def test_neither_function_is_for_the_running_application(db, function):
    with closing(connect_runtime()) as runtime:
        assert runtime.execute("SELECT has_function_privilege(%s, 'EXECUTE')", [function]).fetchone() == (False,)


def test_no_row_gets_a_line_among_the_purges(committed_cast):
    """As a workspace of that number would, whoever made it."""
    for connect in (connect_runtime, connect_owner):
        with closing(connect()) as session, session.transaction(force_rollback=True):
            begin(session, PURGES, committed_cast)
            with pytest.raises(CheckViolation, match="record_of_purges"), session.transaction():
                session.execute(
                    "INSERT INTO workspaces_workspace (id, name, time_zone, version, created_at) "
                    "VALUES (0, 'x', 'UTC', 1, now())"
                )


def test_what_is_final_stays_so_for_whoever_was_not_purged(committed_cast):
    cast = committed_cast
    make_strategy(cast)
    for connect in (connect_runtime, connect_owner):
        with closing(connect()) as session, session.transaction(force_rollback=True):
            begin(session, cast.team.pk, cast)
            with pytest.raises(InsufficientPrivilege, match="followed by another"), session.transaction():
                session.execute("DELETE FROM relationships_focus")


@pytest.mark.parametrize("statement", ["UPDATE record_change SET reason = 'x'", "DELETE FROM record_change"])
def test_the_line_stays_whoever_owns_the_tables(gone, statement):
    with closing(connect_owner()) as owner, pytest.raises(InsufficientPrivilege, match="boom: .* is refused"):
        owner.execute(f"{statement} WHERE workspace_id = 0")


def test_the_purges_are_not_purged(gone):
    with closing(connect_owner()) as owner, owner.transaction(force_rollback=True):
        begin(owner, PURGES, gone)
        with pytest.raises(NoDataFound), owner.transaction():
            owner.execute("SELECT record_purge(0)")


def test_nothing_is_written_where_it_was(gone):
    with closing(connect_runtime()) as runtime, runtime.transaction(force_rollback=True):
        begin(runtime, gone.team.pk, gone)
        runtime.execute("SELECT set_config('boom.workspace', %s, true)", [str(gone.team.pk)])
        runtime.execute("SELECT set_config('boom.actor', '1', true)")
        with pytest.raises(NoDataFound), runtime.transaction():
            runtime.execute(
                "INSERT INTO workspaces_workspace (id, name, time_zone, version, created_at) "
                "VALUES (%s, 'x', 'UTC', 1, now())", [gone.team.pk],
            )  # fmt: skip
    assert gone.team.pk not in workspaces()


def test_who_waited_for_the_lock_is_refused_and_others_do_not_wait(committed_cast):
    cast, notes = committed_cast, [committed_cast.notes[0], committed_cast.other_note]

    def revise(note: Note, by) -> object:
        try:
            return note.revise("تازه", note.version, actor(by))
        finally:
            connection.close()

    with closing(connect_owner()) as owner, ThreadPoolExecutor(2) as pool:
        with owner.transaction():
            begin(owner, PURGES, cast)
            owner.execute("SELECT record_purge(%s)", [cast.team.pk])
            waits = pool.submit(revise, notes[0], cast.dariush)
            pool.submit(revise, notes[1], cast.sara).result(5)
            assert not waits.done()
            owner.execute("DELETE FROM record_change WHERE workspace_id = %s", [cast.team.pk])
            owner.execute("DELETE FROM record_head WHERE workspace_id = %s", [cast.team.pk])
        with pytest.raises(PermissionDenied):
            waits.result(5)


def test_verify_history_tells_of_it(gone):
    head = Change.objects.purges().get().before
    for asked in ((), (gone.team.pk,)):
        out, err, error = verify_history(*asked)
        assert error == "" and f"workspace {gone.team.pk}: purged at 2" in out
        assert f"by account {gone.omar.pk} ({REASON}); its record had {head['seq']} lines" in out
        assert head["digest"][2:] in out
    assert "purged" not in verify_history(gone.elsewhere.pk)[0]


def test_a_line_that_was_altered_is_found(gone):
    with behind_its_back() as owner:
        owner.execute("UPDATE record_change SET reason = 'x' WHERE workspace_id = 0")
    assert "line 1 was altered" in verify(PURGES)[0]
    with behind_its_back() as owner:
        owner.execute("DELETE FROM record_change WHERE workspace_id = 0")
    assert "its end was cut" in verify_history()[2]


def leave_request(cast: Cast) -> None:
    with behind_its_back() as owner:
        owner.execute("INSERT INTO record_request VALUES (%s, gen_random_uuid(), '', now())", [cast.team.pk])


def test_a_reason_that_says_too_much_is_blacked_out_as_elsewhere(gone):
    redact(actor(gone.omar, reason="زیاد بود"), PURGES, "مالک")
    assert Change.objects.purges().get().reason == REASON.replace("مالک", "████")
    assert isinstance(verify(PURGES), Whole)


def test_what_was_left_is_found(gone):
    leave_request(gone)
    assert verify(gone.team.pk) == ["it was purged, and yet something of it is there"]
    assert f"workspace {gone.team.pk}: it was purged, and yet" in verify_history()[2]


def test_a_theft_is_no_purge(committed_cast):
    """Whoever deletes a workspace by hand leaves what it was asked under: nobody said that it was purged."""
    cast = committed_cast
    leave_request(cast)
    with behind_its_back() as owner:
        for table in ("canvas_comment", "canvas_note", "canvas_segment", "canvas_canvas", "workspaces_membership"):
            owner.execute(f"DELETE FROM {table} WHERE workspace_id = %s", [cast.team.pk])
        owner.execute("DELETE FROM workspaces_workspace WHERE id = %s", [cast.team.pk])
        for table in ("record_change", "record_head"):
            owner.execute(f"DELETE FROM {table} WHERE workspace_id = %s", [cast.team.pk])
    assert verify(cast.team.pk) == ["its record is gone, and no purge says so"]
    assert verify_history()[2]
    assert isinstance(verify(cast.elsewhere.pk), Whole)
