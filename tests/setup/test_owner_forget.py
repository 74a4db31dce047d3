"""Whoever owns the tables could rewrite the record: the server that bin/run becomes is not told how to be them."""

import os
from contextlib import nullcontext

import launch
import pytest


class Became(Exception):
    """Where a server would run from now on."""


@pytest.fixture
def prepared_as(monkeypatch) -> list[str | None]:
    """As whom the tables were prepared by a start that does nothing else."""
    seen: list[str | None] = []

    def become(*_words):
        raise Became

    for name in ("install_packages", "refuse_taken"):
        monkeypatch.setattr(launch, name, lambda *_, **__: None)
    monkeypatch.setattr(launch, "alone", nullcontext)
    monkeypatch.setattr(launch, "beside", lambda words: nullcontext())
    monkeypatch.setattr(launch, "prepare", lambda *parts: seen.append(os.environ.get("DATABASE_OWNER_URL")))
    monkeypatch.setattr(os, "execv", become)
    monkeypatch.setattr(os, "chdir", lambda folder: None)
    return seen


def test_what_serves_has_no_way_to_own_the_tables(prepared_as, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://boom@db/boom")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner:secret@db/boom")
    with pytest.raises(Became):
        launch.run([])
    assert prepared_as == ["postgresql://owner:secret@db/boom"]
    assert "DATABASE_OWNER_URL" not in os.environ
    assert os.environ.get("BOOM_LOCAL") != "1", "nor are there demo people"
