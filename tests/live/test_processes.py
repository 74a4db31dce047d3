"""Two server processes over one database, as behind a load balancer: real sockets, real servers."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import aiohttp
import psutil
import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.models import Session
from canvas.models import Note
from config.database import urls
from record.models import Head
from tests.cast import actor
from tests.live.streaming import db, play, until
from workspaces.roles import Role

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.xdist_group("processes")  # in one process: they share servers, of which each takes seconds


def start_server() -> tuple[subprocess.Popen, int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BOOM_", "PYTEST_"))}
    env = {**kept, "DATABASE_URL": database_url(), "SECRET_KEY": settings.SECRET_KEY, "INSECURE_HTTP": "1"}
    env |= {"ALLOWED_HOSTS": "127.0.0.1", "BOOM_STATIC": str(settings.STATIC_ROOT), "BOOM_PROCESSES": "1"}
    return subprocess.Popen([sys.executable, str(ROOT / "bin/serve.py"), str(port)], cwd=ROOT, env=env), port


def wait_for(server: subprocess.Popen, port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert server.poll() is None, "the server ended"
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def database_url() -> str:
    return urls().runtime.rpartition("/")[0] + "/" + connection.settings_dict["NAME"]


@pytest.fixture(scope="module")
def running_servers():
    """They stay from test to test, but for those that a test killed."""
    started: list[tuple[subprocess.Popen, int]] = []
    yield started
    for server, _port in started:
        server.terminate()
    for server, _port in started:
        server.wait(timeout=20)


@pytest.fixture
def servers(crowd, running_servers):
    running_servers[:] = [each for each in running_servers if each[0].poll() is None]
    running_servers += [start_server() for _ in range(2 - len(running_servers))]
    for each in running_servers:
        wait_for(*each)
    return running_servers


class Reader:
    """A page of one person at one server: what it was sent so far."""

    def __init__(self, cast, user, port: int, last: int):
        self.user, self.text, self.port = user, "", port
        self.path = f"/w/{cast.team.pk}/canvases/{cast.canvas.pk}/live/?seq={last}"
        self.task = asyncio.create_task(self.read(last))

    async def read(self, last: int) -> None:
        cookies = {settings.SESSION_COOKIE_NAME: self.user.client.session.session_key}
        async with (
            aiohttp.ClientSession(cookies=cookies) as session,
            session.get(f"http://127.0.0.1:{self.port}{self.path}", headers={"Last-Event-ID": str(last)}) as response,
        ):
            assert response.status == 200
            async for chunk in response.content.iter_any():
                self.text += chunk.decode()

    async def hears(self, words: str) -> None:
        await until(lambda: words in self.text or self.task.done(), 15, words)
        assert words in self.text

    @property
    def last(self) -> int:
        return int(self.text.rpartition("\nid: ")[2].partition("\n")[0])


def revise(cast, text: str) -> None:
    note = Note.objects.get(pk=cast.notes[1].pk)
    note.revise(text, note.version, actor(cast.dariush))


def answering(server: subprocess.Popen) -> list[psutil.Process]:
    """The processes that answer this server's pages."""
    return [its for its in psutil.Process(server.pid).children() if "config.answering.process" in its.cmdline()]


def test_process_that_answers_pages_is_replaced_when_killed(crowd, servers):
    server, port = servers[0]

    async def is_answered() -> bool:
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/accounts/login/") as page:
            return page.status == 200

    async def scenario():
        assert await is_answered()
        (killed,) = await asyncio.to_thread(answering, server)
        killed.kill()
        await asyncio.to_thread(killed.wait, 10)
        assert await asyncio.wait_for(is_answered(), 30), "it waits for the next one"
        (another,) = await asyncio.to_thread(answering, server)
        assert another.pid != killed.pid

    play(scenario)


def test_both_deliver_and_one_takes_over_when_the_other_is_killed(crowd, servers):
    (_near, near_port), (far, far_port) = servers

    async def scenario():
        seq = (await db(Head.objects.get, pk=crowd.team.pk)).seq
        layla, kian = Reader(crowd, crowd.layla, near_port, seq), Reader(crowd, crowd.kian, far_port, seq)
        for reader in (layla, kian):  # who is here is told across processes
            for person in (crowd.layla, crowd.kian):
                await reader.hears(f'data-user="{person.pk}"')
        await db(revise, crowd, "در هر دو")
        await layla.hears("در هر دو")
        await kian.hears("در هر دو")
        far.send_signal(signal.SIGKILL)
        await asyncio.wait([kian.task], timeout=10)
        assert isinstance(kian.task.exception(), aiohttp.ClientError)
        await db(revise, crowd, "پس از کشتن")
        again = Reader(crowd, crowd.kian, near_port, kian.last)
        await again.hears("پس از کشتن")
        assert "در هر دو" not in again.text
        await layla.hears("پس از کشتن")
        for reader in (layla, again):
            reader.task.cancel()

    play(scenario)


def post(cast, port: int, version: int) -> int:
    """What Dariush's edit of a note's words is answered there."""
    token, key = "a" * 32, cast.dariush.client.session.session_key
    path = f"/w/{cast.team.pk}/canvases/{cast.canvas.pk}/notes/{cast.notes[1].pk}/revise/"
    head = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={key}; csrftoken={token}", "X-CSRFToken": token}
    head |= {"HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded"}
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as server:
        server.request("POST", path, f"text=edit&version={version}", head)
        return server.getresponse().status


def test_whom_both_remember_is_refused_by_both_from_the_moment_on(crowd, servers):
    ports = [port for _server, port in servers]
    assert [post(crowd, port, version) for version, port in enumerate(ports * 2, start=1)] == [200] * 4
    dariush = crowd.team.members.get(user=crowd.dariush)
    dariush.appoint(Role.COMMENTER, actor(crowd.amina))
    assert [post(crowd, port, 5) for port in ports] == [403, 403]
    dariush.appoint(Role.EDITOR, actor(crowd.amina))
    assert [post(crowd, port, version) for version, port in enumerate(ports * 2, start=5)] == [200] * 4
    Session.objects.filter(person=crowd.dariush).update(expire_date=timezone.now())
    assert [post(crowd, port, 9) for port in ports] == [401, 401]


def test_processes_that_answer_pages_end_with_their_server(crowd, servers):
    (killed, _port), (stopped, _port_too) = servers
    theirs = [*answering(killed), *answering(stopped)]
    for each in theirs:
        each.send_signal(signal.SIGINT)  # as to everybody in the terminal that it was started from
        each.send_signal(signal.SIGTERM)
    assert not psutil.wait_procs(theirs, timeout=0.5)[0], "it finishes what it began"
    killed.kill()
    stopped.terminate()
    assert not psutil.wait_procs(theirs, timeout=15)[1]
    for server in (killed, stopped):
        server.wait(timeout=20)
