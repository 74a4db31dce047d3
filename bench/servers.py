"""The servers under measurement, as processes whose memory, threads and processor time can be read."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.scratch import ROOT, owner_url

MIB = 1024 * 1024


@dataclass
class Server:
    port: int
    process: psutil.Process

    def family(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]

    def memory(self) -> int:
        """Bytes, shared pages counted by share (PSS)."""
        return sum(process.memory_full_info().pss for process in self.family())

    def cpu(self) -> float:
        """Seconds of processor time so far, of processes that have ended too."""
        return sum(sum(process.cpu_times()[:4]) for process in self.family())

    def threads(self) -> int:
        return sum(process.num_threads() for process in self.family())


def database_process() -> Server:
    """The embedded database; it has no port."""
    number = (Path(os.environ["BOOM_DATA"]) / "postgres/postmaster.pid").read_text().split()[0]
    return Server(0, psutil.Process(int(number)))


@contextmanager
def floor_server(port: int, data: Path) -> Iterator[Server]:
    words = ["-m", "uvicorn", "bench.floor:application", "--port", str(port), "--no-access-log"]
    with _serving(words, port, data / "floor.log", DATABASE_URL=owner_url()) as server:
        yield server


@contextmanager
def our_server(port: int, data: Path, processes: int = 1) -> Iterator[Server]:
    """As bin/run serves; with several processes, as an administrator would on one port."""
    words = [str(ROOT / "bin/serve.py"), str(port)]
    if processes > 1:
        words = ["-m", "uvicorn", "config.asgi:application", "--port", str(port), "--log-level", "warning"]
        words += ["--timeout-graceful-shutdown", "3", "--workers", str(processes)]
    with _serving(words, port, data / f"ours-{processes}.log") as server:
        yield server


@contextmanager
def _serving(words: list[str], port: int, log: Path, **more: str) -> Iterator[Server]:
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, *words], cwd=ROOT, env={**os.environ, **more}, stdout=output, stderr=output
        )
    try:
        _wait_for(port, process, log)
        yield Server(port, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(30)
        sys.stderr.write(log.read_text()[-5000:])


def _wait_for(port: int, process: subprocess.Popen, log: Path) -> None:
    for _ in range(300):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit(f"The server for port {port} did not start:\n{log.read_text()}")
