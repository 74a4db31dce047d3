"""A port that cannot be had is said before anything slow is done."""

import os
import socket
import subprocess
import time

import pytest
from launch import refuse_taken
from steps import ROOT, SetupFailed


@pytest.fixture
def taken_port():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_taken_port_is_refused_and_free_one_is_not(taken_port):
    with pytest.raises(SetupFailed, match=f"Port {taken_port} is taken.*PORT={taken_port + 1} bin/run"):
        refuse_taken(taken_port)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    refuse_taken(free)


def test_run_says_what_it_says_in_any_locale(taken_port):
    ascii_alone = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    env = {"PATH": os.environ["PATH"], "PORT": str(taken_port), "TIMEZONE": "UTC"} | ascii_alone
    done = subprocess.run([ROOT / "bin/run"], env=env, capture_output=True, timeout=60)
    assert "• TIMEZONE" in done.stdout.decode()
    assert f"Port {taken_port} is taken" in done.stderr.decode()


def test_run_says_that_the_port_is_taken_at_once(taken_port):
    begun = time.monotonic()
    done = subprocess.run(
        [ROOT / "bin/run"],
        env={**os.environ, "PORT": str(taken_port)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert f"Port {taken_port} is taken" in done.stderr
    assert done.stdout == ""
    assert time.monotonic() - begun < 10
