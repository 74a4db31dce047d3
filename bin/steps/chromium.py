"""A Chromium for the browser tests: the machine's, else Playwright's, else the system's packages'."""

import os
import shutil
import subprocess

from . import PYTHON, SetupFailed, run_program, showing

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as p: print(p.chromium.executable_path)
"""


def find_chromium() -> str:
    """The path of a Chromium that starts. Raises SetupFailed when none can be had."""
    if found := _on_path():
        return found
    if found := _from_playwright():
        return found
    if found := _from_system():
        return found
    raise SetupFailed(
        "No Chromium for the browser tests: none on the PATH, none from Playwright, none from the system's "
        "packages.\nInstall Chromium or Google Chrome, or name one: BOOM_CHROMIUM=/path/to/it bin/test"
    )


def starts(path: str) -> bool:
    """Whether the program at this path runs at all (libraries may be missing)."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _on_path() -> str | None:
    if chosen := os.environ.get("BOOM_CHROMIUM"):
        if starts(chosen):
            return chosen
        raise SetupFailed(f"BOOM_CHROMIUM names {chosen}, which does not start.")
    return next((path for path in map(shutil.which, NAMES) if path and starts(path)), None)


def _from_playwright() -> str | None:
    path = run_program("Asking Playwright for its Chromium", [PYTHON, "-c", ASK_PLAYWRIGHT]).strip()
    if not os.path.exists(path):
        _try("Chromium from Playwright", [[str(PYTHON), "-m", "playwright", "install", "chromium"]])
    return path if starts(path) else None


def _from_system() -> str | None:
    if not shutil.which("apt-get"):
        return None
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    apt = [*sudo, "apt-get", "-q", "-y"]
    _try("Chromium from the system's packages", [[*apt, "update"], [*apt, "install", "chromium"]])
    return _on_path()


def _try(title: str, commands: list[list[str]]) -> None:
    try:
        with showing(title):
            for command in commands:
                run_program(title, command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    except SetupFailed as failure:
        print(failure)
