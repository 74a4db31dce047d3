"""The cast, kept in the database from one test to the next: making it takes longer than most tests do.

Whoever asks for `cast` gets a copy of the people and rows, and a transaction around the test that is rolled back. Tests
without it, and those that commit, find the tables empty as ever.
"""

from copy import deepcopy

import pytest
from pytest_django import DjangoDbBlocker

from tests import database
from tests.cast import Cast, give_clients, make_cast

COMMITTING = {"transactional_db", "committed_cast", "as_owner"}
blocker: DjangoDbBlocker | None = None  # once there is a database
kept: Cast | None = None  # while the tables hold it


def prepare(item: pytest.Item) -> None:
    """Before the fixtures of a test that uses the database."""
    global kept
    wanted = "cast" in item.fixturenames and not COMMITTING & set(item.fixturenames)
    if blocker is None or wanted == (kept is not None) or not uses_database(item):
        return
    with blocker.unblock():
        if wanted:
            kept = make_cast()
        else:
            database.empty_tables()
            kept = None


def uses_database(item: pytest.Item) -> bool:
    names = set(item.fixturenames)
    return "db" in names or bool(COMMITTING & names) or item.get_closest_marker("django_db") is not None


def cast() -> Cast:
    """For a test inside its transaction."""
    if kept is None:
        return make_cast()
    copied = deepcopy(kept)
    for person in copied.people.values():
        give_clients(person)
    return copied
