"""bin/run finds a Python that is new enough, or says clearly that there is none."""

import shutil
import subprocess
import sys

import pytest
from steps import ROOT

OLD_PYTHON = """#!/bin/sh
[ "$1" = --version ] && echo "Python 3.9.2" && exit 0
exit 1
"""


@pytest.fixture
def bare_path(tmp_path):
    (tmp_path / "dirname").symlink_to(shutil.which("dirname"))
    return tmp_path


def run_bin(path, **env) -> subprocess.CompletedProcess:
    words = [ROOT / "bin/run", "an argument that it refuses"]
    return subprocess.run(words, env={"PATH": str(path), **env}, capture_output=True, text=True, timeout=60)


def test_too_old_python_is_said_with_its_version(bare_path):
    (bare_path / "python3").write_text(OLD_PYTHON)
    (bare_path / "python3").chmod(0o755)
    done = run_bin(bare_path)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; this machine has: Python 3.9.2" in done.stderr
    assert "apt install python3" in done.stderr


def test_no_python_is_said(bare_path):
    done = run_bin(bare_path)
    assert done.returncode == 1
    assert "no python3 on the PATH" in done.stderr


def test_newer_python_beside_the_old_one_is_taken(bare_path):
    (bare_path / "python3").write_text(OLD_PYTHON)
    (bare_path / "python3").chmod(0o755)
    (bare_path / "python3.12").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (bare_path / "python3.12").chmod(0o755)
    assert "bin/run takes no arguments" in run_bin(bare_path).stderr


def test_python_can_be_named(bare_path):
    assert "bin/run takes no arguments" in run_bin(bare_path, PYTHON=sys.executable).stderr
