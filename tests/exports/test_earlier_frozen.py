"""What a file said when it came in stays as it was said: the database lets nobody change it, and verifying notices."""

from contextlib import closing, contextmanager

import pytest
from django.db import DatabaseError, connection, transaction
from psycopg.errors import ForeignKeyViolation, InsufficientPrivilege

from exports.document.placing import import_canvas
from exports.document.taking import checked
from exports.document.writing import written
from exports.models import EarlierChange, Provenance
from record.guards import unguarded
from record.verify import Whole, verify
from tests.cast import actor
from tests.database import connect_owner, connect_runtime
from tests.exports.brought import bring, chapter, line
from tests.exports.sending import document
from tests.strategy import make_strategy
from workspaces.acting import acting

ADDED = "INSERT INTO exports_earlierchange (workspace_id, provenance_id, number, chapter, line) SELECT {}"


@contextmanager
def unfrozen():
    with closing(connect_owner()) as owner, owner.transaction():
        owner.execute("ALTER TABLE exports_earlierchange DISABLE TRIGGER USER")
        yield owner
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        owner.execute("ALTER TABLE exports_earlierchange ENABLE TRIGGER USER")


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE exports_earlierchange SET line = replace(line, 'مریم', 'Amina') WHERE number = 2",
        "UPDATE exports_earlierchange SET chapter = 1 WHERE number = 2",
        "UPDATE exports_earlierchange SET number = 5 - number",
        "DELETE FROM exports_earlierchange WHERE number = 3",
        "DELETE FROM exports_earlierchange",
        ADDED.format("workspace_id, provenance_id, 4, 0, line FROM exports_earlierchange WHERE number = 3"),
    ],
)
def test_verifying_notices_when_it_was_altered(committed_cast, tampering):
    cast = committed_cast
    canvas = bring(cast, chapter(line(1), line(2)), chapter(line(3)))
    assert isinstance(verify(cast.team.pk), Whole) and isinstance(verify(cast.elsewhere.pk), Whole)
    with unfrozen() as owner:
        owner.execute("SET CONSTRAINTS ALL DEFERRED")
        if "5 - number" in tampering:
            owner.execute("UPDATE exports_earlierchange SET number = number + 10")
            tampering = tampering.replace("5 - number", "14 - number")
        owner.execute(tampering)
    (fault,) = verify(cast.team.pk)
    assert f"came with canvas {canvas.pk}" in fault and isinstance(verify(cast.elsewhere.pk), Whole)


def test_the_running_application_adds_and_no_more(committed_cast):
    cast = committed_cast
    bring(cast, chapter(line()))
    refused = ["UPDATE exports_earlierchange SET line = ''", "DELETE FROM exports_earlierchange"]
    for statement in (*refused, "TRUNCATE exports_earlierchange"):
        with closing(connect_runtime()) as runtime, pytest.raises(InsufficientPrivilege, match="permission denied"):
            runtime.execute(statement)
        with closing(connect_owner()) as owner, pytest.raises(InsufficientPrivilege, match="is refused"):
            owner.execute(statement)


def test_nothing_is_added_once_it_came_in(cast):
    bring(cast, chapter(line()))
    (came,) = Provenance.objects.all()
    more = EarlierChange(workspace=cast.team, provenance=came, number=2, chapter=0, line="{}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('boom.request', '', true)")
    for act in (transaction.atomic(), acting(actor(cast.dariush), cast.team.pk, "canvas.import")):
        with pytest.raises(DatabaseError, match="comes in with its canvas"), act:
            EarlierChange.objects.bulk_create([more])
    assert EarlierChange.objects.count() == 1


def test_it_points_into_no_other_workspace(committed_cast):
    cast = committed_cast
    bring(cast, chapter(line()))
    (came,) = Provenance.objects.all()
    with pytest.raises(ForeignKeyViolation, match="provenance_tenant"), unfrozen() as owner:
        owner.execute(ADDED.format("%s, %s, 9, 0, ''"), [cast.elsewhere.pk, came.pk])


def test_a_switched_off_guard_is_reported(committed_cast):
    with closing(connect_owner()) as owner:
        owner.execute("ALTER TABLE exports_earlierchange DISABLE TRIGGER USER")
        try:
            assert unguarded() == ["exports_earlierchange"]
        finally:
            owner.execute("ALTER TABLE exports_earlierchange ENABLE TRIGGER USER")


def test_a_whole_strategy_with_its_history_is_verified(committed_cast):
    cast = committed_cast
    make_strategy(cast)
    import_canvas(checked(written(document(cast, query="?history=1"))), cast.team, actor(cast.dariush))
    assert isinstance(verify(cast.team.pk), Whole)
