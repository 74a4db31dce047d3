"""The whole of Boom as `bin/run` starts it, in two server processes over one database, for real browsers."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from steps import PYTHON, ROOT, alone, run_program

STARTS_WITHIN = 60.0


def environment(data: str | Path) -> dict[str, str]:
    """Of the programs of a site whose data lie there. One process answers pages: there are few people, and each process
    would take its time to come and to make its first pages."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("BOOM_", "DATABASE_", "PYTEST_"))}
    return {**kept, "BOOM_DATA": str(data), "BOOM_LOCAL": "1", "BOOM_PROCESSES": "1"}


def demo_database() -> Path:
    """One at rest, with the demo in it: made once for all the tests' processes, which take copies of it."""
    folder = Path(os.environ.get("BOOM_DATA") or tempfile.gettempdir()) / "boom-demo"
    folder.mkdir(mode=0o755, exist_ok=True)
    with (folder / "making.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        words = [PYTHON, ROOT / "bin/prepare.py", "database"]  # of one that is made, nothing is left to do
        run_program("Preparing the database", words, environment(folder) | {"BOOM_THROWAWAY": "1"})
    return folder / "postgres"


class Site:
    """Two servers, `near` and `far`, that share a database with the demo's people and canvases in it.

    `durable`: its database keeps what it said that it kept, though it is killed.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self.data = tempfile.mkdtemp(prefix="boom-browser-")
        os.chmod(self.data, 0o755)  # as root, the database's system user passes through
        self.env = environment(self.data) | ({} if durable else {"BOOM_THROWAWAY": "1"})
        self.log = open(Path(self.data) / "log", "w+")  # noqa: SIM115  (closed by stop)
        self.forgiven = 0
        self.servers: dict[str, subprocess.Popen] = {}
        self.ports = {"near": free_port(), "far": free_port()}
        # First of all: whoever loads the settings makes a database where there is none.
        subprocess.run(["cp", "-a", demo_database(), Path(self.data) / "postgres"], check=True)
        with alone():
            run_program("Collecting the assets", [PYTHON, ROOT / "bin/prepare.py", "assets"], self.env)
        for server in self.ports:
            self.spawn(server)
        for server in self.ports:
            self.wait_for(server)

    def manage(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        done = subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True)
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def url(self, path: str = "/", server: str = "near") -> str:
        return f"http://127.0.0.1:{self.ports[server]}{path}"

    def start(self, server: str) -> None:
        self.spawn(server)
        self.wait_for(server)

    def spawn(self, server: str) -> None:
        command = [sys.executable, str(ROOT / "bin/serve.py"), str(self.ports[server])]
        self.servers[server] = subprocess.Popen(
            command, cwd=ROOT, env=self.env, stdout=self.log, stderr=self.log, start_new_session=True
        )

    def wait_for(self, server: str) -> None:
        end = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(self.url("/accounts/login/", server), timeout=2).close()
                return
            except urllib.error.HTTPError as error:
                raise AssertionError(f"{server}: {error}\n{self.said()}") from error
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"{server} did not start:\n{self.said()}")

    def kill(self, server: str) -> None:
        """As a machine that loses power: nothing is said to anybody."""
        self.servers[server].kill()
        self.servers[server].wait()

    def said(self) -> str:
        """What the servers wrote: nothing that failed, but for what was forgiven."""
        return (Path(self.data) / "log").read_text()[self.forgiven :]

    def forgive(self) -> None:
        """What was written until now was to be expected."""
        self.forgiven = len((Path(self.data) / "log").read_text())

    def stop(self) -> None:
        for server in self.servers.values():
            server.terminate()
        for server in self.servers.values():
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
        self.log.close()
        shutil.rmtree(self.data, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
