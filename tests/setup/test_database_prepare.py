"""A start migrates, and loads lessons and demo, once; and again only what is new."""

import os
import sys
from contextlib import nullcontext

import prepare
import psycopg
import pytest
from django.db import connection

from config.database import Urls, urls
from config.readers import WrongVariable


@pytest.fixture
def commands(tmp_path, monkeypatch):
    """The commands of Django's that a start runs, on a copy of what they depend on."""
    (tmp_path / "app/migrations").mkdir(parents=True)
    (tmp_path / "postgres").mkdir()
    (tmp_path / "app/migrations/0001_initial.py").write_text("")
    run = []
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "alone_in_database", nullcontext)
    monkeypatch.setattr(prepare, "manage", lambda command, **options: run.append(command))
    monkeypatch.setenv("BOOM_DATA", str(tmp_path))
    monkeypatch.setenv("BOOM_LOCAL", "1")
    return run


def test_second_start_runs_nothing(commands):
    prepare.prepare_database()
    prepare.prepare_database()
    assert commands == ["migrate", "load_lessons", "load_demo"]


def test_new_migration_is_run_without_loading_the_demo_again(commands, tmp_path):
    prepare.prepare_database()
    (tmp_path / "app/migrations/0002_more.py").write_text("")
    prepare.prepare_database()
    assert commands == ["migrate", "load_lessons", "load_demo", "migrate", "load_lessons"]


def test_new_lessons_are_loaded_and_nothing_else(commands, tmp_path):
    prepare.prepare_database()
    (tmp_path / "learning/content/lessons").mkdir(parents=True)
    (tmp_path / "learning/content/lessons/channels.json").write_text("{}")
    prepare.prepare_database()
    prepare.prepare_database()
    assert commands == ["migrate", "load_lessons", "load_demo", "load_lessons"]


def test_new_demo_people_are_loaded_beside_those_who_are_there(commands, tmp_path):
    prepare.prepare_database()
    (tmp_path / "canvas").mkdir()
    (tmp_path / "canvas/demo.py").write_text("PEOPLE = {}")
    prepare.prepare_database()
    prepare.prepare_database()
    assert commands == ["migrate", "load_lessons", "load_demo", "load_demo"]


def test_demo_that_was_half_loaded_is_loaded_again(commands, monkeypatch):
    def stop(command, **options):
        commands.append(command)
        if command == "load_demo":
            raise KeyboardInterrupt

    run = prepare.manage
    monkeypatch.setattr(prepare, "manage", stop)
    with pytest.raises(KeyboardInterrupt):
        prepare.prepare_database()
    monkeypatch.setattr(prepare, "manage", run)
    prepare.prepare_database()
    assert commands == ["migrate", "load_lessons", "load_demo", "load_demo"]


def test_database_of_ones_own_gets_no_demo_and_needs_its_owner(commands, monkeypatch):
    monkeypatch.delenv("BOOM_LOCAL")
    for refuse in ("refuse_encoding", "refuse_owner", "refuse_locale"):
        monkeypatch.setattr(prepare, refuse, lambda refuse=refuse: commands.append(refuse))
    monkeypatch.setattr(prepare, "urls", lambda: Urls("postgresql://boom@db/boom", "postgresql://owner@db/boom"))
    prepare.prepare_database()
    assert commands == ["refuse_encoding", "migrate", "load_lessons", "refuse_owner", "refuse_locale"]
    commands.clear()
    monkeypatch.setattr(prepare, "urls", lambda: Urls("postgresql://boom@db/boom", ""))
    monkeypatch.setattr(prepare, "refuse_other_tables", lambda: commands.append("looked at"))
    prepare.prepare_database()
    assert commands == ["refuse_encoding", "looked at", "refuse_owner", "refuse_locale"]


def test_tables_of_another_version_are_told_with_who_sets_them_up(monkeypatch):
    seen = []
    monkeypatch.setattr(prepare, "manage", lambda *command, **options: seen.append((*command, options)))
    prepare.refuse_other_tables()
    monkeypatch.setattr(prepare, "urls", lambda: Urls("postgresql://boom@localhost:1/boom", ""))
    with pytest.raises(psycopg.OperationalError, match="connection to server"):
        prepare.refuse_other_tables()
    monkeypatch.undo()
    assert seen == [("migrate", {"check_unapplied": True})]
    monkeypatch.setattr(prepare, "manage", lambda *command, **options: sys.exit(1))
    with pytest.raises(WrongVariable, match="not those of this version, and DATABASE_OWNER_URL is not set"):
        prepare.refuse_other_tables()


@pytest.fixture
def made(request, monkeypatch):
    """A new database, as it is asked for, instead of ours."""
    name = f"boom_of_another_locale_{os.getpid()}"
    with psycopg.connect(urls().owner, autocommit=True) as owner:
        owner.execute(f"DROP DATABASE IF EXISTS {name}")
        owner.execute(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER libc {request.param}")
        url = f"{urls().owner.rpartition('/')[0]}/{name}"
        with psycopg.connect(url) as there:
            there.execute("CREATE EXTENSION pg_trgm")
        monkeypatch.setattr(prepare, "urls", lambda: Urls(url, ""))
        yield
        owner.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize("made", ["ENCODING 'UTF8' LOCALE 'C.UTF-8'"], indirect=True)
def test_a_database_that_is_made_as_is_written_down_will_do(made):
    prepare.refuse_encoding()
    prepare.refuse_locale()


@pytest.mark.parametrize("made", ["ENCODING 'UTF8' LOCALE 'C'"], indirect=True)
def test_a_locale_without_letters_is_refused(made):
    prepare.refuse_encoding()
    with pytest.raises(WrongVariable, match="locale knows no letters"):
        prepare.refuse_locale()


@pytest.mark.parametrize("made", ["ENCODING 'LATIN1' LOCALE 'C'", "ENCODING 'SQL_ASCII' LOCALE 'C'"], indirect=True)
def test_an_encoding_without_arabic_letters_is_refused(made):
    with pytest.raises(WrongVariable, match="encoding is (LATIN1|SQL_ASCII)"):
        prepare.refuse_encoding()


def test_role_that_serves_owns_nothing_in_the_database_that_was_set_up(db, monkeypatch):
    def at(url: str, database: str) -> str:
        return f"{url.rpartition('/')[0]}/{database}"

    ours, runtime, owner = connection.settings_dict["NAME"], urls().runtime, urls().owner
    refused = {at(owner, ours): "could rewrite the record", at(runtime, "postgres"): "the same database"}
    for url, said in {at(runtime, ours): "", **refused}.items():
        monkeypatch.setattr(prepare, "urls", lambda url=url: Urls(url, ""))
        with pytest.raises(WrongVariable, match=said) if said else nullcontext():
            prepare.refuse_owner()


def test_one_process_at_a_time_changes_the_tables():
    free = "SELECT pg_try_advisory_lock(hashtext('boom set-up'))"
    with psycopg.connect(urls().owner, autocommit=True) as another:
        with prepare.alone_in_database():
            assert another.execute(free).fetchone() == (False,)
        another.execute("SET lock_timeout = '10s'")  # its process ends a moment after the connection
        another.execute("SELECT pg_advisory_lock(hashtext('boom set-up'))")
