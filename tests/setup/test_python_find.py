"""bin/run finds a Python that is new enough, the system's own before others, or says clearly that there is none."""

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


def program(folder, name: str, text: str) -> None:
    (folder / name).write_text(text)
    (folder / name).chmod(0o755)


def run_bin(path, **env) -> subprocess.CompletedProcess:
    words = [ROOT / "bin/run", "an argument that it refuses"]
    return subprocess.run(words, env={"PATH": str(path), **env}, capture_output=True, text=True, timeout=60)


def test_too_old_python_is_said_with_its_version(bare_path):
    program(bare_path, "python3", OLD_PYTHON)
    done = run_bin(bare_path)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer, with its venv module; this machine has: Python 3.9.2" in done.stderr
    assert "apt install python3" in done.stderr


def test_no_python_is_said(bare_path):
    done = run_bin(bare_path)
    assert done.returncode == 1
    assert "no python3 on the PATH" in done.stderr


def test_newer_python_beside_the_old_one_is_taken(bare_path):
    program(bare_path, "python3", OLD_PYTHON)
    program(bare_path, "python3.12", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    assert "bin/run takes no arguments" in run_bin(bare_path).stderr


def test_python_can_be_named(bare_path):
    assert "bin/run takes no arguments" in run_bin(bare_path, PYTHON=sys.executable).stderr


def test_what_another_program_was_told_of_python_is_not_for_us(bare_path):
    program(
        bare_path, "python", f'#!/bin/sh\necho "${{DJANGO_SETTINGS_MODULE-none}}" >&2\nexec {sys.executable} "$@"\n'
    )
    said = run_bin(
        bare_path, PYTHON=f"{bare_path}/python", PYTHONHOME="/nowhere", DJANGO_SETTINGS_MODULE="mysite"
    ).stderr
    assert "bin/run takes no arguments" in said and "mysite" not in said


def test_named_python_that_does_not_do_is_said_and_no_other_is_taken(bare_path):
    program(bare_path, "python3", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    program(bare_path, "old", OLD_PYTHON)
    assert "this machine has: Python 3.9.2" in run_bin(bare_path, PYTHON=f"{bare_path}/old").stderr
    assert "this machine has: no /nowhere/python" in run_bin(bare_path, PYTHON="/nowhere/python").stderr


@pytest.fixture
def found(tmp_path):
    """found("system", "home") looks for a Python where these folders are the PATH; "system" stands for /usr/bin."""
    text = (ROOT / "bin/find_python.sh").read_text()
    (tmp_path / "find_python.sh").write_text(text.replace("/usr/bin", f"{tmp_path}/system"))
    for name in ("system", "home"):
        (tmp_path / name).mkdir()
        program(tmp_path / name, "python3", "#!/bin/sh\nexit 0\n")

    def find(*folders: str) -> str:
        path = ":".join(f"{tmp_path}/{folder}" for folder in folders)
        words = ["/bin/sh", "-c", f". {tmp_path}/find_python.sh; command -v $python"]
        done = subprocess.run(words, env={"PATH": path}, capture_output=True, text=True, timeout=60, check=True)
        return done.stdout.strip().removeprefix(f"{tmp_path}/")

    return find


def test_systems_own_python_is_taken_before_another(found):
    assert found("home", "system") == "system/python3"
    assert found("home") == "home/python3"


def test_systems_python_without_what_it_needs_is_passed_over(found, tmp_path):
    program(tmp_path / "system", "python3", "#!/bin/sh\nexit 1\n")
    assert found("home", "system") == "home/python3"


@pytest.mark.parametrize(("pip", "taken"), [("23.0.1", True), ("22.3", True), ("22.2.9", False), ("", False)])
def test_python_without_the_pip_of_its_venv_is_taken_where_it_can_lend_one(bare_path, pip, taken):
    for name, text in {
        "ensurepip": "raise ImportError",
        "pip": f"__version__ = '{pip}'" if pip else "raise ImportError",
    }.items():
        (bare_path / f"{name}.py").write_text(text)
    program(bare_path, "python3", f'#!/bin/sh\nPYTHONPATH={bare_path} exec {sys.executable} "$@"\n')
    said = run_bin(bare_path).stderr
    assert ("bin/run takes no arguments" in said, "needs Python 3.11" in said) == (taken, not taken)
