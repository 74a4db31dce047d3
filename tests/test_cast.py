"""The ground that the other tests stand on holds."""

import psycopg
import pytest
from django.db import connection

from record.models import Change
from tests.cast import make_cast
from tests.database import OWNER, RUNTIME


def session_user() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        return cursor.fetchone()[0]


def test_tests_run_as_the_runtime_role(db):
    assert session_user() == RUNTIME["USER"] != OWNER["USER"]


def test_cast_is_on_record(cast):
    changes = Change.objects.of(cast.team.pk).order_by("seq")
    assert [change.seq for change in changes] == list(range(1, len(changes) + 1))
    assert changes[0].verb == "workspace.create" and changes[0].actor_id == cast.amina.pk
    assert {change.actor_id for change in Change.objects.of(cast.elsewhere.pk)} == {cast.sara.pk}


@pytest.mark.parametrize("time", [1, 2])
def test_committed_rows_are_gone_before_the_next_test(transactional_db, time):
    assert Change.objects.count() == 0
    make_cast()


def test_runtime_role_makes_no_temporary_tables(db):
    with pytest.raises(Exception) as refused, connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE record_head (workspace_id bigint)")
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
