"""One step of the set-up: skipped when nothing has changed, shown while it runs, clear when it fails."""

import fcntl
import hashlib
import re
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"

HINTS = {
    r"No space left on device|ENOSPC|disk full": "The disk is full. Free some space and run this again.",
    r"connection to server|failed to resolve host|invalid (sslmode|URI)|password authentication"
    r"|database \"[^\"]+\" does not exist": (
        "The database does not let Boom in. Look at DATABASE_URL, DATABASE_OWNER_URL, and whether the server runs."
    ),
    r"permission denied (for|to)|must be owner": (
        "The role of DATABASE_OWNER_URL may not do that. docs/running.md has what the database and its roles need."
    ),
    r"NewConnectionError|NameResolutionError|name resolution|unreachable|Connection refused|ConnectTimeout"
    r"|Read timed out|ProxyError|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRE|ERR_SOCKET": (
        "The network cannot be reached. The first run needs it; look at the connection or the proxy settings."
    ),
    r"ensurepip is not available|No module named '?(ensurepip|venv)": (
        "Python's venv module is missing. Install it (Debian, Ubuntu: apt install python3-venv)."
    ),
    r"Permission denied|EACCES|Read-only file system": ("A folder cannot be written to. Look at its owner and rights."),
    r"DO NOT MATCH THE HASHES|EINTEGRITY": (
        "A download is not what was locked. Try again; if it stays so, something between changes it."
    ),
}

LONGEST_LINE = 300  # of what a program said: who copies a folder may name every file of it


class SetupFailed(Exception):
    """A step could not be done; the message says what failed and what to do."""


def digest(paths: Iterable[Path], *also: str) -> str:
    """The digest of files' names and contents (a missing file counts too), and of some words."""
    sum_ = hashlib.sha256("\0".join(also).encode())
    for path in sorted(paths):
        sum_.update(f"\0{path}\0".encode())
        sum_.update(path.read_bytes() if path.is_file() else b"-")
    return sum_.hexdigest()


def step(title: str, stamp: Path, inputs: str, work: Callable[[], None], made: Iterable[Path] = ()) -> bool:
    """Do `work`, unless the stamp says that it was done with these inputs and all that it made is there.

    Returns whether it was done now. A step that fails leaves no stamp.
    """
    if is_done(stamp, inputs, made):
        return False
    stamp.unlink(missing_ok=True)
    with showing(title):
        work()
    stamp.write_text(inputs)
    return True


def is_done(stamp: Path, inputs: str, made: Iterable[Path] = ()) -> bool:
    """Whether a step was done with these inputs, and all that it made is still there."""
    return stamp.is_file() and stamp.read_text() == inputs and all(path.exists() for path in made)


@contextmanager
def showing(title: str) -> Iterator[None]:
    """Show that something is under way, then how many seconds it took."""
    begun = time.monotonic()
    print(f"• {title} … ", end="", flush=True)
    try:
        yield
    except BaseException as error:
        print("stopped" if isinstance(error, KeyboardInterrupt) else "failed", flush=True)
        raise
    print(f"{time.monotonic() - begun:.1f} s", flush=True)


def run_program(what: str, words: list[str | Path], env: Mapping[str, str] | None = None) -> str:
    """Run a program silently and return what it said; raises SetupFailed with its last lines and a hint."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    try:
        status, said = run_to_its_end(words, env=env, text=True, errors="replace", **pipes)
    except OSError as error:
        raise SetupFailed(f"{what} failed: {error}") from error
    if status:
        raise SetupFailed(explain(what, said))
    return said


def run_to_its_end(words: list[str | Path], **options: object) -> tuple[int, str]:
    """Run a program in our folder; returns its exit status, and what it said if that was piped.

    Ctrl-C reaches the program too: it is waited for, so that nothing goes on behind our back.
    """
    process = subprocess.Popen(words, cwd=ROOT, **options)
    try:
        said, _ = process.communicate()
    except KeyboardInterrupt:
        process.communicate()
        raise
    return process.returncode, said


@contextmanager
def beside(words: list[str | Path]) -> Iterator[None]:
    """Run a program of ours beside what is done meanwhile. What it says comes when both have ended, for a line at a
    time can be read; raises SystemExit where it failed, after it has said why."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    process = subprocess.Popen(words, cwd=ROOT, text=True, **pipes)
    try:
        yield
    finally:  # what failed or was stopped here does not leave it behind our back
        said, _ = process.communicate()
        print(said, end="", flush=True)
    if process.returncode:
        raise SystemExit(process.returncode)


def explain(what: str, output: str) -> str:
    """What failed, what the program said last, and what to do about it where that is known."""
    last = "\n".join(f"    {cut(line)}" for line in output.strip().splitlines()[-8:])
    return "\n".join(part for part in (f"{what} failed.", last, hint_for(output)) if part)


def cut(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]} …"


def hint_for(output: str) -> str:
    """What to do about it, or nothing where that is not known."""
    return next((hint for pattern, hint in HINTS.items() if re.search(pattern, output)), "")


@contextmanager
def alone() -> Iterator[None]:
    """Let one set-up at a time work in this folder; a second one waits and says so."""
    with (ROOT / ".venv.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("• Another set-up is under way in this folder: waiting for it …", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
