"""Which database the environment asks for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from steps import ROOT

from config import database
from config.database import NoDatabase, Urls, data_folder

NAMES = ("DATABASE_URL", "DATABASE_OWNER_URL", "BOOM_AS", "BOOM_LOCAL", "BOOM_DATA", "XDG_DATA_HOME")


@pytest.fixture
def environment(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    return lambda **values: [monkeypatch.setenv(name, value) for name, value in values.items()]


def ask() -> Urls:
    """The URLs as a new process would get them."""
    return database.urls.__wrapped__()


def test_given_database_is_used_and_its_owner_is_optional(environment):
    environment(DATABASE_URL=" postgresql://boom@db/boom ")
    assert ask() == Urls("postgresql://boom@db/boom", "")
    environment(DATABASE_OWNER_URL="postgresql://owner@db/boom", BOOM_AS="owner")
    assert ask() == Urls("postgresql://boom@db/boom", "postgresql://owner@db/boom")


def test_owner_who_is_needed_must_be_given(environment):
    environment(DATABASE_URL="postgresql://boom@db/boom", BOOM_AS="owner")
    with pytest.raises(NoDatabase, match="Set DATABASE_OWNER_URL"):
        ask()


def test_demo_people_are_refused_beside_a_database_of_ones_own(environment):
    environment(DATABASE_URL="postgresql://boom@db/boom", BOOM_LOCAL="1")
    with pytest.raises(NoDatabase, match="BOOM_LOCAL=1.*refused"):
        ask()


@pytest.mark.parametrize("role", ["", "owner"])
def test_what_the_url_asks_of_a_connection_is_kept(role):
    url = "postgresql://boom@db.example.org/boom?sslmode=verify-full"
    env = {"PATH": os.environ["PATH"], "SECRET_KEY": "kept", "ALLOWED_HOSTS": "boom.example.org", "BOOM_AS": role}
    asks = "from config import settings; print(settings.DATABASES['default']['OPTIONS']['sslmode'])"
    command = [sys.executable, "-c", asks]
    env |= {"DATABASE_URL": url, "DATABASE_OWNER_URL": url}
    said = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert said.stdout.strip() == "verify-full"


def test_data_lies_where_boom_data_says_else_with_the_users_data(environment, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setenv("HOME", "/home/someone")
    assert data_folder() == Path("/home/someone/.local/share/boom")
    environment(XDG_DATA_HOME="/data")
    assert data_folder() == Path("/data/boom")
    environment(BOOM_DATA="relative")
    assert data_folder() == Path.cwd() / "relative"


def test_roots_data_lies_outside_every_home(environment, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert data_folder() == Path("/var/lib/boom")


def test_nobody_without_a_home_is_told_what_to_set(environment, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    def no_home():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", no_home)
    with pytest.raises(NoDatabase, match="Set BOOM_DATA"):
        data_folder()
