"""The server that bin/run becomes: what it says, and how it ends."""

import asyncio
import os
import re
import resource
import subprocess
import sys
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
import serve
import uvicorn
from steps import ROOT

from canvas.demo import people_to_show


def run(coroutine: Coroutine) -> None:
    """In a thread of its own: where browser tests ran before, this one has a loop already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, coroutine).result()


@pytest.fixture
def server(monkeypatch):
    async def start(self, sockets=None):
        self.started = True

    monkeypatch.setattr(uvicorn.Server, "startup", start)
    return serve.Server(uvicorn.Config("config.asgi:application", port=8123))


def test_start_says_where_to_go_and_how_to_sign_in(server, monkeypatch, capsys):
    monkeypatch.setenv("BOOM_LOCAL", "1")
    run(server.startup())
    said = capsys.readouterr().out
    assert "http://127.0.0.1:8123/" in said
    for who in people_to_show():
        assert f"{who['email']:<22} {who['role']:<15} {who['password']}" in said


def test_nobody_is_named_where_there_are_no_demo_people(server, monkeypatch, capsys):
    monkeypatch.delenv("BOOM_LOCAL", raising=False)
    run(server.startup())
    said = capsys.readouterr().out
    assert "http://127.0.0.1:8123/" in said
    assert "example.com" not in said


def test_open_pages_are_let_go_before_the_server_waits_for_them(server, monkeypatch):
    order = []

    async def wait(self, sockets=None):
        order.append("wait")

    page = SimpleNamespace(leave=lambda: order.append("leave"))
    monkeypatch.setattr(uvicorn.Server, "shutdown", wait)
    monkeypatch.setattr("config.asgi.hub", SimpleNamespace(all_pages=lambda: [page, page]))
    run(server.shutdown())
    assert order == ["leave", "leave", "wait"]


def test_as_many_connections_are_taken_as_may_be_had():
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
        serve.take_room(256)
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (min(before[1], serve.MOST_OPEN), before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_too_few_files_to_begin_are_said_with_what_to_raise():
    def lower() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (48, 48))

    words = [sys.executable, "bin/serve.py", "8123"]
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env = kept | {"BOOM_PROCESSES": "4"}
    said = subprocess.run(words, cwd=ROOT, env=env, preexec_fn=lower, capture_output=True, text=True, timeout=60)
    assert said.returncode == 1
    assert re.fullmatch(r"\nThis machine lets Boom open 48 files; .* needs 140, .*LimitNOFILE=.*\n", said.stderr)


def test_links_in_mails_lead_where_it_says_it_is():
    """Under another name the session's cookie would not come along."""
    apart = {"DATABASE_URL", "SITE_URL", "CSRF_TRUSTED_ORIGINS", "ALLOWED_HOSTS"}
    env = {name: value for name, value in os.environ.items() if name not in apart}
    asks = [sys.executable, "-c", "from config import settings; print(settings.SITE_URL)"]
    env |= {"BOOM_LOCAL": "1", "PORT": "8123"}
    said = subprocess.run(asks, env=env, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "http://127.0.0.1:8123"
