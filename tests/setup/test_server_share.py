"""The embedded server's life: shared by processes, stopped by the last, started again whatever happened."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from steps import ROOT

from config.embedded.server import LEFT_BEHIND

USE = "import sys; from config.database import urls; print(urls().runtime, flush=True); sys.stdin.read()"


@pytest.fixture(scope="module")
def data():
    folder = Path(tempfile.mkdtemp(prefix="boom-share-"))
    folder.chmod(0o755)  # as root, the database's system user passes through
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


class User:
    """A process that uses the server of a data folder until it is told to leave."""

    def __init__(self, data: Path):
        env = {**os.environ, "BOOM_DATA": str(data), "BOOM_THROWAWAY": "1"}
        env.pop("DATABASE_URL", None)
        words = [sys.executable, "-c", USE]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(words, cwd=ROOT, env=env, **pipes)

    def url(self) -> str:
        return self.process.stdout.readline().strip()

    def leave(self) -> None:
        self.process.communicate(timeout=60)
        assert self.process.returncode == 0

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


def server_pid(data: Path) -> int:
    return int((data / "postgres/postmaster.pid").read_text().splitlines()[0])


def answers(url: str) -> bool:
    try:
        with psycopg.connect(url) as connection:
            return connection.execute("SELECT current_user").fetchone() == ("boom",)
    except psycopg.OperationalError:
        return False


def test_first_starts_at_once_share_one_server_that_the_last_stops(data):
    users = [User(data) for _ in range(3)]
    urls = {user.url() for user in users}
    assert len(urls) == 1
    url = urls.pop()
    for user in users[:2]:
        user.leave()
        assert answers(url)
    users[2].leave()
    assert not answers(url)


def test_killed_user_leaves_the_server_to_the_next(data):
    killed = User(data)
    url, pid = killed.url(), server_pid(data)
    killed.kill()
    assert answers(url)
    following = User(data)
    assert following.url() == url and server_pid(data) == pid
    following.leave()
    assert not answers(url)


def test_killed_server_starts_again_though_its_number_is_anothers(data):
    killed = User(data)
    url, pid = killed.url(), server_pid(data)
    os.kill(pid, signal.SIGKILL)
    killed.kill()
    wait_until(lambda: not answers(url))
    lock = data / "postgres/postmaster.pid"
    lock.write_text(lock.read_text().replace(str(pid), str(os.getpid()), 1))
    following = User(data)
    assert answers(following.url())
    following.leave()


def test_server_starts_again_beside_what_the_killed_one_still_did(data):
    """Somebody's query goes on when the main process is killed, and no other server may start until it ends."""
    killed = User(data)
    url, log = killed.url(), data / "postgres/server.log"
    said = len(log.read_text())
    with closing(psycopg.connect(url)) as connection:
        connection.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 1000000000)")
        wait_until(lambda: busy(url))
        os.kill(server_pid(data), signal.SIGKILL)
        killed.kill()
        following = User(data)
        try:
            wait_until(lambda: LEFT_BEHIND in log.read_text()[said:], 30)
        finally:
            os.kill(connection.info.backend_pid, signal.SIGTERM)
        assert answers(following.url())
    following.leave()


def busy(url: str) -> bool:
    with psycopg.connect(url) as connection:
        query = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%generate_series%'"
        return connection.execute(query).fetchone()[0] > 1  # this one is of them


def test_long_path_gets_a_private_short_socket(data):
    deep = data / ("a folder whose path is too long for a socket, " * 3) / "داده"
    user = User(deep)
    url = user.url()
    assert answers(url)
    [host] = psycopg.conninfo.conninfo_to_dict(url)["host"].split(",")
    assert not host.startswith(str(data)) and Path(host).stat().st_mode & 0o077 == 0
    user.leave()
    shutil.rmtree(host)


def test_folder_that_pg_ctl_cannot_quote_is_refused(data):
    user = User(data / "$HOME")
    assert user.url() == ""
    assert user.process.wait() == 1


def wait_until(true, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    assert true()
