"""Nothing that is taught changes off the record, and the record stays as it was written."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError, OperationalError, ProgrammingError
from psycopg import errors

from accounts.models import User
from learning.curating import curating
from learning.models import Lesson, Path, Revision, Stale, Term
from learning.verify import GUARDS, unguarded
from tests.database import connect_owner, connect_runtime
from tests.learning.writing import (
    draft,
    lesson_document,
    make_curator,
    make_editor,
    path_document,
    publish,
    term_document,
)

REFUSED = (InternalError, ProgrammingError, OperationalError, IntegrityError)
TABLES = ("lesson", "question", "example", "mistake", "source", "term", "path", "step")


@pytest.fixture
def rows(transactional_db):
    """One row at least in each table."""
    editor = make_editor()
    Term.add(term_document(), editor)
    Path.add(path_document(), editor)
    return publish(draft(editor), editor)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE learning_{} SET id = -id", "DELETE FROM learning_{}"])
def test_nobody_curating(rows, table, statement):
    with closing(connect_runtime()) as runtime, pytest.raises(errors.InvalidAuthorizationSpecification):
        runtime.execute(statement.format(table))


@pytest.mark.parametrize("table", [*TABLES, "revision"])
def test_no_table_is_emptied(rows, table):
    with closing(connect_runtime()) as runtime, pytest.raises(errors.InsufficientPrivilege):
        runtime.execute(f"TRUNCATE learning_{table} CASCADE")
    with closing(connect_owner()) as owner, pytest.raises(errors.InsufficientPrivilege, match="is refused"):
        owner.execute(f"TRUNCATE learning_{table} CASCADE")


@pytest.mark.parametrize("connect", [connect_runtime, connect_owner])
@pytest.mark.parametrize("statement", ["UPDATE learning_revision SET reason = 'x'", "DELETE FROM learning_revision"])
def test_revisions_are_never_changed(rows, connect, statement):
    with closing(connect()) as session, pytest.raises(errors.InsufficientPrivilege, match="is refused"):
        session.execute(statement)


def test_bulk_and_instances_are_refused_too(db):
    editor = make_editor()
    lesson = draft(editor)
    for act in (
        lambda: Lesson.objects.update(position=3),
        lambda: lesson.questions.update(block=""),
        lambda: lesson.questions.all().delete(),
        lambda: lesson.save(),
        lambda: Term.objects.bulk_create([Term(key="x")]),
        lambda: Revision.objects.create(lesson=lesson, number=2, verb="x", state="draft", document={}),
    ):
        with pytest.raises(REFUSED), transaction.atomic():
            act()


def test_after_the_act_nobody_curates_any_more(db):
    draft(make_curator())
    with pytest.raises(REFUSED, match="nobody curating"), transaction.atomic():
        Lesson.objects.update(position=3)


def test_another_lesson_than_the_one_curated(db):
    curator = make_curator()
    lesson, other = draft(curator), draft(curator, "growth", about="topic")
    with pytest.raises(REFUSED, match="than the one curated"), curating(curator, lesson, "revise"):
        other.questions.update(block="")


def test_what_was_curated_is_withdrawn_never_removed(db):
    curator = make_curator()
    lesson = draft(curator)
    with pytest.raises(REFUSED, match="never removed"), curating(curator, lesson, "revise"):
        Lesson.objects.filter(pk=lesson.pk)._raw_delete("default")


def say(session, person, lesson) -> None:
    words = [str(person), f"lesson/{lesson}"]
    session.execute("SELECT set_config('boom.curator', %s, true), set_config('boom.curating', %s, true)", words)


def test_commit_without_a_revision_is_refused(rows):
    """Raw SQL that says who it is still can't leave the revision out."""
    with closing(connect_runtime()) as runtime:
        for statement in ("UPDATE learning_question SET block = ''", "UPDATE learning_lesson SET number = number + 1"):
            with pytest.raises(errors.InsufficientPrivilege, match="no revision says so"), runtime.transaction():
                say(runtime, rows.author_id, rows.pk)
                runtime.execute(statement)


def test_revision_can_neither_be_forged_nor_skipped(rows):
    insert = (
        "INSERT INTO learning_revision (lesson_id, number, verb, by_id, at, reason, state, document, translated, "
        "transaction) VALUES (%s, %s, 'x', NULL, '2001-01-01Z', '', 'draft', '{}', '{}', 0) RETURNING by_id, at"
    )
    with closing(connect_runtime()) as runtime, runtime.transaction(force_rollback=True):
        say(runtime, rows.author_id, rows.pk)
        with pytest.raises(errors.InsufficientPrivilege, match="can not follow"), runtime.transaction():
            runtime.execute(insert, [rows.pk, 9])
        by, at = runtime.execute(insert, [rows.pk, rows.number + 1]).fetchone()
        assert by == rows.author_id and at.year > 2001


def test_only_the_owner_of_the_tables_loads_what_is_shipped(rows):
    with pytest.raises(REFUSED, match="only the owner"), transaction.atomic():
        Lesson.add(lesson_document("growth", about="topic"), None)


def test_owner_of_the_tables_does(as_owner):
    lesson = Lesson.add(lesson_document(), None)
    assert lesson.revisions.get().by is None and lesson.author is None


def test_every_table_is_guarded(db):
    assert unguarded() == []
    taught = {model._meta.db_table for model in apps.get_app_config("learning").get_models()}
    assert {f"learning_{table}" for table in GUARDS} == taught - {"learning_progress"}


def test_two_at_once_are_not_merged(rows):
    """Ten revise the same number at the same time: one is taken, nine are told."""
    number = rows.number

    def revise(place: int) -> str:
        try:
            lesson = Lesson.objects.get(pk=rows.pk)
            lesson.revise(lesson.document() | {"position": place}, number, User.objects.get(pk=rows.author_id))
            return "taken"
        except Stale:
            return "stale"
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert sorted(pool.map(revise, range(1, 11))) == ["stale"] * 9 + ["taken"]
    assert rows.revisions.count() == number + 1
