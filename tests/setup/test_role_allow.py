"""What the two roles of the embedded database may do."""

from contextlib import closing

import psycopg
import pytest

from tests.database import connect_owner, connect_runtime

pytestmark = pytest.mark.django_db  # else pytest-django makes no database of the tests' when these run alone
REFUSED = [
    "CREATE TABLE mine (id int)",
    "CREATE TEMPORARY TABLE mine (id int)",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql RETURN 1",
    "CREATE DATABASE mine",
    "CREATE ROLE mine",
    "CREATE EXTENSION hstore",
    "ALTER TABLE probe ADD COLUMN more int",
    "ALTER TABLE probe DISABLE TRIGGER ALL",
    "DROP TABLE probe",
    "TRUNCATE probe",
    "SET ROLE boom_owner",
    "SET session_replication_role = replica",
    "COPY probe TO PROGRAM 'true'",
]


@pytest.fixture(scope="module")
def owner(django_db_setup):
    with closing(connect_owner()) as connection:
        connection.execute("CREATE TABLE probe (id bigserial PRIMARY KEY, word text)")
        yield connection
        connection.execute("DROP TABLE probe")


@pytest.fixture
def runtime(owner):
    with closing(connect_runtime()) as connection:
        yield connection


def test_runtime_role_uses_what_the_owner_makes(runtime):
    runtime.execute("INSERT INTO probe (word) VALUES ('کتاب'), ('x')")
    runtime.execute("UPDATE probe SET word = 'y' WHERE word = 'x'")
    runtime.execute("DELETE FROM probe WHERE word = 'y'")
    assert runtime.execute("SELECT id, word FROM probe").fetchall() == [(1, "کتاب")]


@pytest.mark.parametrize("statement", REFUSED)
def test_runtime_role_is_refused(runtime, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        runtime.execute(statement)


def test_runtime_role_owns_nothing(runtime):
    owned = runtime.execute(
        "SELECT objid, deptype FROM pg_shdepend WHERE deptype = 'o' "
        "AND refclassid = 'pg_authid'::regclass AND refobjid = 'boom'::regrole"
    ).fetchall()
    assert owned == []


def test_neither_role_is_a_superuser(owner):
    rights = owner.execute(
        "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication "
        "FROM pg_roles WHERE rolname LIKE 'boom%' ORDER BY 1"
    ).fetchall()
    assert rights == [
        ("boom", False, False, False, False, False),
        ("boom_owner", False, True, False, False, False),
    ]


def test_trigrams_are_made_of_persian_and_arabic_letters(owner):
    """They are not where the database's lc_ctype is C, and then no search finds a word in these languages."""
    owner.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for word in ("کتاب", "قارئ", "هم‌آفرینی"):
        assert owner.execute("SELECT cardinality(show_trgm(%s)) > 3", [word]).fetchone() == (True,)
