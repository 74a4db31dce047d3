"""verify_history finds whatever the tables' owner does to the past or behind its back, and names it."""

import io
from contextlib import closing, contextmanager

import pytest
from django.core.management import CommandError, call_command

from record.models import Change, Head
from record.triggers import recorded_models
from record.verify import Whole, verify
from tests.cast import Cast, actor
from tests.database import connect_owner
from tests.programs.scene import make_scene
from tests.record.ways import CHANGED, fresh, is_bound, make_ways_out, of_program, stream_of
from tests.strategy import add_relationship, make_strategy
from workspaces.acting import acting
from workspaces.models import Invitation


@contextmanager
def behind_its_back():
    """The owner, with every trigger off, which only the tests' database lets them do so quickly."""
    with closing(connect_owner()) as owner, owner.transaction():
        owner.execute("SET LOCAL session_replication_role = replica")
        yield owner


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


def columns_of_all() -> list[tuple]:
    return [
        (model, field.column)
        for model in CHANGED
        for field in model._meta.concrete_fields
        if not field.generated and field.column not in ("id", "workspace_id") and not is_bound(model, field)
    ]


OTHER = {  # another value of the same type, as SQL; foreign keys need rows that exist
    "boolean": "NOT {0}",
    "timestamp with time zone": "coalesce({0}, now()) + interval '1 second'",
    "bytea": "{0} || 'x'",
    "ARRAY": "{0} || {0}",
    "jsonb": "'[1]'",
    "date": "coalesce({0}, now()::date) + 1",
    "numeric": "coalesce({0}, 0) + 0.01",
    "character varying": "CASE WHEN {0} = '' THEN 'x' ELSE '' END",
    "text": "{0} || 'x'",
}
KEYS = {
    "user_id": "omar", "author_id": "omar", "created_by_id": "omar", "used_by_id": "omar",
    "owner_id": "omar", "decided_by_id": "omar", "dismissed_by_id": "omar", "kept_by_id": "omar",
    "asked_by_id": "omar", "added_by_id": "omar", "brought_by_id": "omar",
    "canvas_id": "sibling", "note_id": "last", "segment_id": "segment", "relationship_id": "relationship",
}  # fmt: skip


def every_row(cast: Cast) -> dict:
    """A row of each recorded table, and the ids that foreign keys may be bent to."""
    Invitation.objects.invite(cast.team, 10, 7, actor(cast.amina))
    with acting(actor(cast.dariush), cast.team.pk, "canvas.create"):
        sibling = cast.team.canvases.create(name="دوم")
    make_strategy(cast)
    make_ways_out(cast)
    cast.scene = make_scene(cast, reviewed=True)
    last, segment = cast.notes[-1].pk, cast.segments[1].pk
    relationship = add_relationship(
        cast.canvas, cast.segments[0], "personal", cast.dariush, goals=["growth"], channels=["app"]
    )
    ids = {"omar": cast.omar, "sibling": sibling, "relationship": relationship}
    return {name: row.pk for name, row in ids.items()} | {"last": last, "segment": segment}


def test_every_column_of_every_recorded_table_is_compared(committed_cast):
    cast = committed_cast
    ids = every_row(cast)
    missed = []
    for model, column in columns_of_all():
        table = model._meta.db_table
        with closing(connect_owner()) as owner:
            kind = owner.execute(
                "SELECT data_type FROM information_schema.columns WHERE table_name = %s AND column_name = %s",
                [table, column],
            ).fetchone()[0]
            home = recorded_models()[model]
            stream = cast.scene.own.program.pk if of_program(model) else cast.team.pk
            row_id = owner.execute(f"SELECT max(id) FROM {table} WHERE {home} = %s", [stream]).fetchone()[0]
        value = str(ids[KEYS[column]]) if column in KEYS else OTHER.get(kind, "coalesce({0}, 0) + 1").format(column)
        assert Change.objects.filter(table=table, row_id=row_id).exists()
        with bent(table, column, value, row_id):
            found = verify(stream)
        if isinstance(found, Whole) or f"{table} {row_id} is not as line" not in found[0] or column not in found[0]:
            missed.append((table, column, found))
    assert not missed
    assert isinstance(verify(cast.team.pk), Whole)


@contextmanager
def bent(table: str, column: str, value: str, row_id: int):
    """The row with another value in one column, and back."""
    with behind_its_back() as owner:
        was = owner.execute(f"SELECT {column}::text FROM {table} WHERE id = %s", [row_id]).fetchone()[0]
        owner.execute(f"UPDATE {table} SET {column} = {value} WHERE id = %s", [row_id])
    yield
    with behind_its_back() as owner:
        owner.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [was, row_id])


@pytest.mark.parametrize("model", sorted(CHANGED, key=lambda model: model.__name__))
def test_row_removed_behind_its_back_is_named(committed_cast, model):
    cast = committed_cast
    make_strategy(cast)
    cast.scene = make_scene(cast, reviewed=True)
    row = fresh(model, cast)
    tenant = stream_of(row)
    with acting(actor(cast.amina), tenant, "test.write", least=0):
        row.save(force_insert=True)
    table = model._meta.db_table
    with behind_its_back() as owner:
        owner.execute(f"DELETE FROM {table} WHERE id = %s", [row.pk])
    assert [fault for fault in verify(tenant) if f"{table} {row.pk} " in fault and "it is gone" in fault]


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
