"""The cast and the scenes it plays, kept in the database from one test to the next: making them takes longer than most
tests do.

Whoever asks for a fixture marked `@kept` gets a copy of the people and rows, and a transaction around the test that is
rolled back. Tests without them, and those that commit, find the tables empty as ever; for these the cast is put back
from a copy.
"""

import time
from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from itertools import groupby

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from accounts.models import User
from tests import database
from tests.cast import give_clients

COMMITTING = {"transactional_db", "committed_cast", "as_owner"}
OLD_AFTER = 1_800  # seconds of the clock, counted from its hours: no day ends, in no time zone, under what is kept
Build = Callable[..., object]
blocker: DjangoDbBlocker | None = None  # once there is a database
held: dict[Build, object] = {}  # by who built it: what the tables hold
held_since = 0  # in half hours
copies: dict[Build, object] = {}  # of what is held, for the test that runs
committed: tuple = (0, None, {})  # of the tests that commit: since which half hour, their cast, and its rows


def kept(build: Build) -> Build:
    """Marks a fixture that does nothing but make rows, out of no fixtures but `cast` and others that are kept."""

    @wraps(build)
    def made(**given):
        if build not in held:  # a test that commits, or asks for the fixture while it runs
            return build(**given)
        if not copies:
            copies.update(copied(held))
        return copies[build]

    made.build = build
    return made


def copied(rows: dict[Build, object]) -> dict[Build, object]:
    seen = {}
    found = {build: deepcopy(row, seen) for build, row in rows.items()}
    for person in [thing for thing in seen.values() if isinstance(thing, User)]:
        give_clients(person)
    return found


def put_on(build: Build) -> object:
    """For a test that commits: what `build` made for the first such test, put back into tables that are empty."""
    global committed
    since, made, rows = committed
    if since == half_hours():
        database.put_back(rows)
    else:
        made = build()
        committed = half_hours(), made, database.taken()
    return copied({build: made})[build]


def prepare(item: pytest.Item) -> None:
    """Before the fixtures of a test that uses the database."""
    copies.clear()
    if blocker is None or not uses_database(item):
        return
    wanted = builders(item)
    fresh = held_since == half_hours()
    if fresh and held.keys() == wanted.keys():
        return
    with blocker.unblock():
        if held and not (fresh and held.keys() <= wanted.keys()):
            database.empty_tables()
            held.clear()
        hold(wanted)


def hold(wanted: dict[Build, dict[str, Build | None]]) -> None:
    """What is not held yet is made, in one transaction as in a test."""
    global held_since
    held_since = half_hours()
    for build, asked in wanted.items():
        if build not in held:
            with transaction.atomic():
                held[build] = build(**{name: held.get(other) for name, other in asked.items()})


def half_hours() -> int:
    return int(time.time()) // OLD_AFTER


def builders(item: pytest.Item) -> dict[Build, dict[str, Build | None]]:
    """What a test wants kept, in the order in which it can be made, and what each is made of."""
    found: dict[Build, dict[str, Build | None]] = {}
    if COMMITTING & set(item.fixturenames):
        return found
    fixtures = item._fixtureinfo.name2fixturedefs

    def look(name: str, nearest: int = -1) -> Build | None:
        """One of a file may stand in for one of the same name, and be made of it."""
        fixture = fixtures[name][nearest] if name in fixtures else None
        build = getattr(fixture.func, "build", None) if fixture else None
        if build is not None and build not in found:
            made_of = {asked: look(asked, nearest - 1 if asked == name else -1) for asked in fixture.argnames}
            assert all(made_of[asked] or asked == "db" for asked in made_of), f"{name} is kept, made of what is not"
            found[build] = made_of
        return build

    for name in item.fixturenames:
        look(name)
    return found


def together(items: list[pytest.Item]) -> None:
    """Within a file, tests that want the same come one after another."""
    runs = [list(run) for _path, run in groupby(items, key=lambda item: item.path)]
    for run in runs:
        wishes = {item: frozenset(builders(item)) for item in run}
        first = {wish: place for place, wish in reversed(list(enumerate(wishes.values())))}
        run.sort(key=lambda item: first[wishes[item]])
    items[:] = [item for run in runs for item in run]


def uses_database(item: pytest.Item) -> bool:
    names = set(item.fixturenames)
    return "db" in names or bool(COMMITTING & names) or item.get_closest_marker("django_db") is not None
