"""A start migrates, and loads lessons and demo, once; and again only what is new."""

from contextlib import nullcontext

import prepare
import psycopg
import pytest

from config.database import Urls, urls


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


def test_database_of_ones_own_gets_no_demo_and_needs_its_owner(commands, monkeypatch, capsys):
    monkeypatch.delenv("BOOM_LOCAL")
    monkeypatch.setattr(prepare, "urls", lambda: Urls("postgresql://boom@db/boom", "postgresql://owner@db/boom"))
    prepare.prepare_database()
    assert commands == ["migrate", "load_lessons"]
    monkeypatch.setattr(prepare, "urls", lambda: Urls("postgresql://boom@db/boom", ""))
    prepare.prepare_database()
    assert commands == ["migrate", "load_lessons"]
    assert "needs DATABASE_OWNER_URL" in capsys.readouterr().out


def test_one_process_at_a_time_changes_the_tables():
    free = "SELECT pg_try_advisory_lock(hashtext('boom set-up'))"
    with psycopg.connect(urls().owner, autocommit=True) as another:
        with prepare.alone_in_database():
            assert another.execute(free).fetchone() == (False,)
        another.execute("SET lock_timeout = '10s'")  # its process ends a moment after the connection
        another.execute("SELECT pg_advisory_lock(hashtext('boom set-up'))")
