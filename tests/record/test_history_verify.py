"""verify_history finds whatever the tables' owner does to the past or behind its back, and names it."""

import io
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command

from record.models import Head
from record.verify import Whole, verify
from tests.cast import actor
from tests.database import behind_its_back, connect_owner
from tests.programs.scene import make_scene
from tests.record.ways import CHANGED, fresh, stream_of
from tests.strategy import make_strategy
from workspaces.acting import acting


def command(*workspaces: int) -> tuple[str, str, str]:
    """What the command says, what it complains of, and the error that it ends with."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("verify_history", *workspaces, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), str(error)
    return out.getvalue(), err.getvalue(), ""


def test_whole_history_passes_and_is_summed_up(committed_cast):
    cast = committed_cast
    out, err, error = command()
    assert (err, error) == ("", "")
    head = Head.objects.get(pk=cast.team.pk)
    assert f"[1/2] workspace {cast.team.pk}: {head.seq} lines, " in out
    assert f"whole; digest {head.digest.hex()}" in out
    assert "The history is whole." in out


def test_only_named_workspaces_are_verified(committed_cast):
    out, _err, _error = command(committed_cast.elsewhere.pk)
    assert f"[1/1] workspace {committed_cast.elsewhere.pk}" in out
    assert f"workspace {committed_cast.team.pk}:" not in out


def test_unknown_workspace_is_an_error(committed_cast):
    assert command(987654)[2] == "No workspace has the id 987654."


def test_long_history_shows_how_far_it_is(committed_cast, monkeypatch):
    monkeypatch.setattr("record.verify.LINES", 5)
    out, _err, error = command(committed_cast.team.pk)
    assert error == "" and "5 of " in out and "10 of " in out


LINE = "UPDATE record_change SET {} WHERE workspace_id = %(w)s AND seq = 7"
TAMPERED = {
    "before": LINE.format("before = '{}'"),
    "after": LINE.format("after = jsonb_set(after, '{name}', '\"x\"')"),
    "reason": LINE.format("reason = 'x'"),
    "salt": LINE.format("salt = 'x'"),
    "body_digest": LINE.format("body_digest = 'x'"),
    "digest": LINE.format("digest = 'x'"),
    "actor": LINE.format("actor_id = actor_id + 1"),
    "verb": LINE.format("verb = 'note.remove'"),
    "table": LINE.format("\"table\" = 'canvas_other'"),
    "row": LINE.format("row_id = row_id + 1"),
    "op": LINE.format("op = 'D'"),
    "canvas": LINE.format("canvas_id = canvas_id + 1"),
    "at": LINE.format("at = at - interval '1 day'"),
    "clock": LINE.format("clock_at = clock_at - interval '1 microsecond'"),
    "imported": LINE.format("imported = true"),
    "request": LINE.format("request = gen_random_uuid()"),
    "alteration with its digest made to fit": """
        UPDATE record_change SET reason = 'x' WHERE workspace_id = %(w)s AND seq = 7;
        UPDATE record_change c SET body_digest = record_body_digest(c) WHERE workspace_id = %(w)s AND seq = 7""",
    "removed line": "DELETE FROM record_change WHERE workspace_id = %(w)s AND seq = 7",
    "inserted line": """
        UPDATE record_change SET seq = seq + 1000 WHERE workspace_id = %(w)s AND seq >= 7;
        UPDATE record_change SET seq = seq - 999 WHERE workspace_id = %(w)s AND seq >= 1000;
        INSERT INTO record_change SELECT (jsonb_populate_record(c, '{"seq": 7}')).*
          FROM record_change c WHERE workspace_id = %(w)s AND seq = 8;
        UPDATE record_head SET seq = seq + 1 WHERE workspace_id = %(w)s""",
    "swapped lines": """
        UPDATE record_change SET seq = CASE seq WHEN 7 THEN 1008 ELSE 1007 END
         WHERE workspace_id = %(w)s AND seq IN (7, 8);
        UPDATE record_change SET seq = seq - 1000 WHERE workspace_id = %(w)s AND seq > 1000""",
    "line of another workspace": """
        DELETE FROM record_change WHERE workspace_id = %(w)s AND seq = 7;
        UPDATE record_change SET workspace_id = %(w)s, seq = 7 WHERE workspace_id = %(other)s AND seq = 1""",
}


NAMED = {"removed line": 8, "inserted line": 8}  # what comes after is what does not fit


def test_tampering_is_named_by_its_line(committed_cast):
    cast, missed = committed_cast, []
    with behind_its_back() as owner:
        owner.execute("CREATE TABLE kept AS TABLE record_change; CREATE TABLE kept_head AS TABLE record_head")
    try:
        for how, statements in TAMPERED.items():
            with behind_its_back() as owner:
                for statement in statements.split(";"):
                    owner.execute(statement, {"w": cast.team.pk, "other": cast.elsewhere.pk})
            found = verify(cast.team.pk)
            if isinstance(found, Whole) or f"line {NAMED.get(how, 7)}" not in found[0]:
                missed.append((how, found))
            with behind_its_back() as owner:
                for table, kept in (("record_change", "kept"), ("record_head", "kept_head")):
                    owner.execute(f"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM {kept}")
            assert isinstance(verify(cast.team.pk), Whole)
    finally:
        with behind_its_back() as owner:
            owner.execute("DROP TABLE kept, kept_head")
    assert not missed


def test_broken_line_ends_the_command_with_an_error(committed_cast):
    cast = committed_cast
    with behind_its_back() as owner:
        owner.execute(TAMPERED["after"], {"w": cast.team.pk})
    out, err, error = command()
    fault = f"workspace {cast.team.pk}: line 7 was altered: the digest of its rows and reason does not fit"
    assert fault in err and fault in error
    assert "[2/2]" in out and "The history is whole." not in out  # the others are still looked at


@pytest.mark.parametrize(
    "how",
    [
        "DELETE FROM record_change WHERE workspace_id = %s AND seq > 12",
        "DELETE FROM record_change WHERE workspace_id = %s",
        "UPDATE record_head SET seq = seq - 1 WHERE workspace_id = %s",
        "UPDATE record_head SET digest = 'x' WHERE workspace_id = %s",
        "DELETE FROM record_head WHERE workspace_id = %s",
    ],
)
def test_cut_end_is_found(committed_cast, how):
    with behind_its_back() as owner:
        owner.execute(how, [committed_cast.team.pk])
    assert "its end was cut or rewritten" in verify(committed_cast.team.pk)[0]
    assert command()[2]


def test_record_that_is_gone_altogether_leaves_rows_without_lines(committed_cast):
    cast = committed_cast
    with behind_its_back() as owner:
        for table in ("record_change", "record_head"):
            owner.execute(f"DELETE FROM {table} WHERE workspace_id = %s", [cast.team.pk])
    faults = verify(cast.team.pk)
    assert all("it should not be there" in fault for fault in faults)
    assert f"{len(faults)} fault(s)" in command()[2]


def test_row_removed_behind_its_back_is_named(committed_cast):
    """One of each table that can be written to."""
    cast, gone = committed_cast, []
    make_strategy(cast)
    cast.scene = make_scene(cast, reviewed=True)
    for model in CHANGED:
        row = fresh(model, cast)
        with acting(actor(cast.amina), stream_of(row), "test.write", least=0):
            row.save(force_insert=True)
        with behind_its_back() as owner:
            owner.execute(f"DELETE FROM {model._meta.db_table} WHERE id = %s", [row.pk])
        gone.append((stream_of(row), f"{model._meta.db_table} {row.pk} "))
    faults = {stream: verify(stream) for stream, _row in gone}
    named = [any(row in fault and "it is gone" in fault for fault in faults[stream]) for stream, row in gone]
    assert [row for (_stream, row), is_named in zip(gone, named, strict=True) if not is_named] == []


def test_row_added_behind_its_back_is_named(committed_cast):
    cast = committed_cast
    with behind_its_back() as owner:
        owner.execute(
            "INSERT INTO canvas_canvas (workspace_id, name, version, created_at) VALUES (%s, 'x', 1, now())",
            [cast.team.pk],
        )
    assert "it should not be there" in verify(cast.team.pk)[0]


def test_switched_off_trigger_is_reported(committed_cast):
    with closing(connect_owner()) as owner:
        owner.execute("ALTER TABLE canvas_comment DISABLE TRIGGER USER")
        try:
            _out, err, error = command()
        finally:
            owner.execute("ALTER TABLE canvas_comment ENABLE TRIGGER USER")
    assert "canvas_comment: the triggers that keep the record are off" in err
    assert "1 fault(s)" in error


def test_column_of_a_later_release_is_held_to_its_default(committed_cast):
    """Lines from before a migration lack its column: the row must still hold what the migration put there."""
    cast = committed_cast
    with behind_its_back() as owner:
        owner.execute("UPDATE record_change SET after = after - 'archived_at' WHERE \"table\" = 'canvas_canvas'")
    assert [fault for fault in verify(cast.team.pk) if "canvas_canvas" in fault] == []
    with behind_its_back() as owner:
        owner.execute("UPDATE canvas_canvas SET archived_at = now() WHERE id = %s", [cast.canvas.pk])
    assert [fault for fault in verify(cast.team.pk) if fault.endswith("left it: archived_at")]


def test_role_that_could_rewrite_is_warned_of(as_owner):
    assert "could rewrite the record" in command()[1]
