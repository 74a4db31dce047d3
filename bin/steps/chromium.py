"""A Chromium for the browser tests: the machine's, else Playwright's, else the system's packages'."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from . import PYTHON, SetupFailed, run_program, showing

# A headless shell needs a third less time for the same tests than a whole browser without a window.
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = (*SHELLS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAYWRIGHT = (str(PYTHON), "-m", "playwright", "install", "--only-shell", "chromium")


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
    said = run_program("Asking Playwright for its Chromium", [*PLAYWRIGHT, "--dry-run"])
    found = re.search(r"Install location: +(.+)", said)
    if not found:
        return None
    if not (path := _shell_in(Path(found[1]))):
        _try("Chromium from Playwright", PLAYWRIGHT)
        path = _shell_in(Path(found[1]))
    return path if path and starts(path) else None


def _shell_in(folder: Path) -> str | None:
    """Under another name, in another folder, on each platform."""
    files = {path.stem.replace("_", "-"): str(path) for path in folder.glob("*/*")}
    return next((path for name, path in files.items() if name.endswith("headless-shell")), None)


def _from_system() -> str | None:
    """Not every system has the shell by itself."""
    if not shutil.which("apt-get"):
        return None
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    apt = (*sudo, "apt-get", "-q", "-y")
    _try("The system's list of packages", (*apt, "update"))
    for package in ("chromium-headless-shell", "chromium"):
        _try(f"{package} from the system's packages", (*apt, "install", package))
        if found := _on_path():
            return found
    return None


def _try(title: str, command: tuple[str, ...]) -> None:
    try:
        with showing(title):
            run_program(title, [*command], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    except SetupFailed as failure:
        print(failure)
