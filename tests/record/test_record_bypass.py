"""Nothing gets past the record: each way to write, on each recorded table, makes one line or is refused."""

from contextlib import closing, contextmanager
from datetime import datetime

import psycopg
import pytest
from django.db import DatabaseError, connection, models, transaction

from api.models import Webhook
from canvas.models import Canvas
from programs.models import Submission
from record.acting import Actor, acting
from record.models import Change, Head
from record.triggers import recorded_models
from relationships.models import Focus
from tests.cast import Cast, actor
from tests.database import connect_owner, connect_runtime
from tests.exports.brought import make_provenance
from tests.exports.packed import make_bundle
from tests.programs.scene import make_scene
from tests.record.ways import CHANGED, DELETES, INSERTS, UPDATES, fresh, of_program, sql, stream_of
from tests.sharing.links import make_link
from tests.stage import kept
from tests.strategy import make_strategy
from workspaces.models import Invitation

NOBODY = "with nobody acting"
ELSEWHERE = "in another workspace than the one acted in"
CHANGING = sorted(CHANGED, key=lambda model: model.__name__)
MODELS = [*CHANGING, Focus, Submission]  # which never change: test_focus_final.py, test_submission_create.py


class Undo(Exception):
    pass


@pytest.fixture
@kept
def cast(cast) -> Cast:
    """With a row at least of each recorded model."""
    make_strategy(cast)
    make_link(cast)
    make_bundle(cast)
    make_provenance(Canvas.objects.create_in(cast.team, "از جای دیگر", actor(cast.amina)), cast.amina)
    cast.scene = make_scene(cast, reviewed=True)
    Webhook.objects.add_to(cast.team, "https://example.com/", ["notes"], actor(cast.amina))
    return cast


@contextmanager
def undone():
    """What is done inside never was."""
    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        pass


@contextmanager
def nobody():
    """As at the start of a transaction: the cast acted before in this one, which is the test's."""
    with undone():
        for name in ("actor", "workspace", "verb", "reason", "request"):
            sql("SELECT set_config(%s, '', true)", f"boom.{name}")
        yield


def existing(model: type[models.Model], cast: Cast) -> models.Model:
    if model is Invitation and not cast.team.invitations.exists():
        Invitation.objects.invite(cast.team, 10, 7, actor(cast.amina))
    of_team = {recorded_models()[model]: cast.scene.own.program.pk if of_program(model) else cast.team.pk}
    return model._base_manager.filter(**of_team).order_by("pk").first()


def assert_refused(what: str, why: str, write, *arguments) -> None:
    before = Change.objects.count()
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        write(*arguments)
    assert why in str(refused.value), what
    assert Change.objects.count() == before


def assert_recorded(what: str, cast: Cast, row: models.Model, op: str, write, *arguments) -> Change:
    by = Actor(cast.dariush.pk)
    with undone():
        with acting(by, stream_of(row), "test.write", reason="چون"):
            write(*arguments)
        assert len(by.changes) == 1, what
        change = by.changes[0]
        said = (change.table, change.row_id, change.op, change.actor_id, change.verb, change.reason)
        assert said == (row._meta.db_table, row.pk, op, cast.dariush.pk, "test.write", "چون"), what
        assert change.seq == Head.objects.get(pk=stream_of(row)).seq, what
        assert (change.before is None, change.after is None) == (op == "I", op == "D"), what
    return change


def test_matrix_covers_every_recorded_model():
    assert set(recorded_models()) == set(MODELS)


@pytest.mark.parametrize("model", MODELS)
def test_insert(cast, model):
    for way, insert in INSERTS.items():
        what = f"{way} of {model.__name__}"
        with nobody():
            assert_refused(what, NOBODY, insert, fresh(model, cast))
        with undone(), acting(actor(cast.sara), cast.elsewhere.pk, "test.write"):
            assert_refused(what, ELSEWHERE, insert, fresh(model, cast))
        row = fresh(model, cast)
        change = assert_recorded(what, cast, row, "I", insert, row)
        assert change.after["id"] == row.pk and "folded" not in change.after


@pytest.mark.parametrize("model", CHANGING)
def test_update(cast, model):
    row, (name, value) = existing(model, cast), CHANGED[model]
    was = getattr(row, name)
    was = was.isoformat() if isinstance(was, datetime) else was  # as the record keeps it
    for way, update in UPDATES.items():
        what = f"{way} of {model.__name__}"
        with nobody():
            assert_refused(what, NOBODY, update, existing(model, cast), name, value)
        with undone(), acting(actor(cast.sara), cast.elsewhere.pk, "test.write"):
            assert_refused(what, ELSEWHERE, update, existing(model, cast), name, value)
        change = assert_recorded(what, cast, row, "U", update, existing(model, cast), name, value)
        assert (change.before[name], change.after[name]) == (was, value), what


@pytest.mark.parametrize("model", CHANGING)
def test_delete(cast, model):
    row = fresh(model, cast)
    with acting(actor(cast.amina), stream_of(row), "test.write"):
        row.save(force_insert=True)
    for way, delete in DELETES.items():
        what = f"{way} of {model.__name__}"
        with nobody():
            assert_refused(what, NOBODY, delete, row)
        with undone(), acting(actor(cast.sara), cast.elsewhere.pk, "test.write"):
            assert_refused(what, ELSEWHERE, delete, row)
        change = assert_recorded(what, cast, row, "D", delete, row)
        assert change.before["id"] == row.pk, what


@pytest.mark.parametrize("model", MODELS)
def test_truncate(db, model):
    with closing(connect_runtime()) as runtime, pytest.raises(psycopg.errors.InsufficientPrivilege):
        runtime.execute(f'TRUNCATE "{model._meta.db_table}" CASCADE')
    with (
        closing(connect_owner()) as owner,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="boom: TRUNCATE"),
    ):
        owner.execute(f'TRUNCATE "{model._meta.db_table}" CASCADE')


def test_cascade_is_recorded(committed_cast):
    """No key of ours cascades; one that did would be on record row by row."""
    cast, row = committed_cast, committed_cast.segments[1]
    with closing(connect_owner()) as owner, owner.transaction(force_rollback=True):
        owner.execute("CREATE TABLE shelf (id bigint PRIMARY KEY); INSERT INTO shelf SELECT 1")
        owner.execute("ALTER TABLE canvas_segment ADD shelf_id bigint REFERENCES shelf ON DELETE CASCADE")
        owner.execute("SELECT record_begin(%s, %s, 'test.write', '', NULL, '')", [cast.team.pk, cast.amina.pk])
        owner.execute("UPDATE canvas_segment SET shelf_id = 1 WHERE id = %s", [row.pk])
        owner.execute("DELETE FROM shelf")
        lines = owner.execute(
            'SELECT op FROM record_change WHERE "table" = %s AND row_id = %s ORDER BY seq DESC LIMIT 2',
            ["canvas_segment", row.pk],
        ).fetchall()
    assert lines == [("D",), ("U",)]


def test_nobody_acts_any_more_after_the_edit(committed_cast):
    cast = committed_cast
    cast.notes[0].revise("یک", cast.notes[0].version, actor(cast.dariush))
    with pytest.raises(DatabaseError, match=NOBODY):
        change_text(cast.notes[0].pk)
    with pytest.raises(DatabaseError, match=NOBODY), transaction.atomic():
        change_text(cast.notes[0].pk)


def change_text(note_id: int) -> None:
    sql("UPDATE canvas_note SET text = 'x' WHERE id = %s", note_id)


def test_update_that_changes_nothing_makes_no_line(cast):
    by = actor(cast.dariush)
    with acting(by, cast.team.pk, "test.write"):
        sql("UPDATE canvas_note SET text = text WHERE workspace_id = %s", cast.team.pk)
    assert by.changes == []


def test_update_of_many_rows_makes_a_line_each(cast):
    by = actor(cast.dariush)
    with acting(by, cast.team.pk, "test.write"):
        sql("UPDATE canvas_note SET text = text || '!' WHERE workspace_id = %s", cast.team.pk)
    assert len(by.changes) == len(cast.notes)


@pytest.mark.parametrize("change", ["id = id + 1000000", "workspace_id = {elsewhere}", "canvas_id = {sibling}"])
def test_row_stays_what_and_where_it_is(cast, change):
    with acting(actor(cast.dariush), cast.team.pk, "canvas.create"):
        sibling = cast.team.canvases.create(name="دوم")
    change = change.format(elsewhere=cast.elsewhere.pk, sibling=sibling.pk)
    with (
        pytest.raises(DatabaseError, match="boom: |_tenant"),
        acting(actor(cast.dariush), cast.team.pk, "test.write"),
    ):
        sql(f"UPDATE canvas_note SET {change} WHERE id = %s", cast.notes[1].pk)


def test_one_edit_does_not_act_inside_another(cast):
    with (
        acting(actor(cast.dariush), cast.team.pk, "test.write"),
        pytest.raises(RuntimeError, match="note.revise"),
    ):
        cast.notes[0].revise("درون", cast.notes[0].version, actor(cast.dariush))
    cast.notes[0].revise("بیرون", cast.notes[0].version, actor(cast.dariush))


def test_rows_read_the_same_from_any_session(committed_cast):
    """A raw session with another time zone and another bytea format writes what Django would."""
    cast = committed_cast
    with closing(connect_runtime()) as runtime, runtime.transaction():
        runtime.execute("SET timezone = 'Asia/Tehran'; SET bytea_output = 'escape'; SET datestyle = 'German'")
        runtime.execute("SELECT record_begin(%s, %s, 'test.write', '', NULL, '')", [cast.team.pk, cast.amina.pk])
        runtime.execute("UPDATE canvas_canvas SET name = 'ب' WHERE id = %s", [cast.canvas.pk])
    change = Change.objects.of(cast.team.pk).newest_first().first()
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(c) ->> 'created_at' FROM canvas_canvas c WHERE id = %s", [cast.canvas.pk])
        assert change.before["created_at"] == change.after["created_at"] == cursor.fetchone()[0]
