"""What bin/run, bin/test and bin/lock do, with nothing but Python's own library."""

import errno
import os
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from steps import PYTHON, ROOT, SetupFailed, alone, beside, run_program, run_to_its_end, showing
from steps.chromium import find_chromium
from steps.packages import NPM_OPTIONS, install_npm_packages, install_packages, npm

sys.path.insert(0, str(ROOT))
from config.database import NoDatabase, data_folder  # noqa: E402  (our root is only now on the path)
from config.readers import WrongVariable, misspelled, text  # noqa: E402

PREPARE = ROOT / "bin/prepare.py"
OLDEST_PYTHON = (3, 11)  # the lock files are written with it: what it needs, newer ones do too


def run(arguments: list[str]) -> None:
    """Set up, then become the server. Does not return."""
    if arguments:
        raise SetupFailed("bin/run takes no arguments; PORT and BOOM_DATA choose another port and data folder.")
    from config import variables as given  # not before it is asked for: it raises WrongVariable

    for name, meant in sorted(misspelled()):
        print(f"• {name} means nothing to Boom. Is it {meant}?")
    refuse_taken(given.PORT)
    if not text("DATABASE_URL"):
        os.environ["BOOM_LOCAL"] = "1"
        os.environ["BOOM_DATA"] = str(writable(data_folder()))
    with alone():
        install_packages(dev=False)
        with beside([PYTHON, PREPARE, "assets"]):
            prepare("database")
    os.environ.pop("DATABASE_OWNER_URL", None)  # what serves could rewrite the record with it
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), str(ROOT / "bin/serve.py"), str(given.PORT)])


def test(arguments: list[str]) -> None:
    """Set up apart from everybody's data, run every check, and say which failed."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "BOOM_LOCAL", "BOOM_AS"):
        os.environ.pop(name, None)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # Python is started a hundred times: what it reads stays compiled
    with tempfile.TemporaryDirectory(prefix="boom-test-", ignore_cleanup_errors=True) as data:
        os.chmod(data, 0o755)  # noqa: S103  (as root, the database's system user passes through)
        os.environ |= {"BOOM_DATA": data, "BOOM_THROWAWAY": "1"}
        with alone():
            install_packages(dev=True)
            os.environ["BOOM_CHROMIUM"] = find_chromium()
            prepare("assets")
        failed = [title for title, words in checks(arguments) if not passes(title, words)]
    if failed:
        raise SetupFailed(f"Failed: {', '.join(failed)}.")


def checks(arguments: list[str]) -> list[tuple[str, list[str]]]:
    """Each check's name and the words that run it; `arguments` are for pytest."""
    return [
        ("ruff", ["-m", "ruff", "check"]),
        ("import-linter", ["-c", "from importlinter.cli import lint_imports_command as check; check()"]),
        ("migrations", ["manage.py", "makemigrations", "--check", "--dry-run"]),
        ("pytest", ["-m", "pytest", "-n", "2", "--dist", "loadgroup", *arguments]),
    ]


def passes(title: str, words: list[str]) -> bool:
    print(f"\n• {title}", flush=True)
    return run_to_its_end([PYTHON, *words])[0] == 0


def lock(arguments: list[str]) -> None:
    """Write the lock files anew, with digests for every platform."""
    if sys.version_info[:2] != OLDEST_PYTHON:
        raise SetupFailed("Lock with Python 3.11, the oldest that Boom runs on: PYTHON=python3.11 bin/lock")
    with alone():
        install_packages(dev=True)
        command = [PYTHON, "-m", "piptools", "compile", "--quiet", "--generate-hashes", "--strip-extras"]
        command += ["--allow-unsafe", "--no-emit-index-url", "--no-emit-find-links", *arguments]
        for name in ("requirements", "requirements-dev", "requirements-node", "requirements-pip"):
            with showing(f"{name}.txt"):
                words = [*command, f"--output-file={name}.txt", f"{name}.in"]
                run_program(f"Locking {name}.in", words, {**os.environ, "CUSTOM_COMPILE_COMMAND": "bin/lock"})
        with showing("package-lock.json"):
            words = [*npm(), "install", "--package-lock-only", "--omit-lockfile-registry-resolved"]
            run_program("Locking package.json", [*words, *NPM_OPTIONS])


def refuse_taken(port: int) -> None:
    """Raises SetupFailed when the port cannot be had, before anything slow is done."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            why = "is taken by another program" if taken else f"cannot be used ({error.strerror})"
            other = 8001 if port < 1024 else min(port + 1, 65535)
            raise SetupFailed(f"Port {port} {why}. Choose another: PORT={other} bin/run") from error


def writable(folder: Path) -> Path:
    """The folder, made if missing. Raises SetupFailed when nothing can be written there."""
    if os.geteuid() == 0:
        os.umask(0o022)  # the database's own system user passes through; its data lets in nobody else
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        why = f"The data folder {folder} cannot be used: {error.strerror}."
        raise SetupFailed(f"{why} Choose another: BOOM_DATA=/path/to/one bin/run") from error


def prepare(*parts: str) -> None:
    """The steps that need the installed packages; they say themselves what fails."""
    status, _ = run_to_its_end([PYTHON, PREPARE, *parts])
    if status:
        raise SystemExit(status)


def said_of(error: OSError) -> str:
    """What stands against writing where it must be written, or nothing where that is not it."""
    if error.errno == errno.ENOSPC:
        free = shutil.disk_usage(ROOT).free // 1_000_000
        return f"The disk is full ({free} MB left at {ROOT}). Free some space and run this again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{error}\nNothing can be written there. Boom is set up and run by the user whose folder it lies in."
    return ""


def main(command: Callable[[list[str]], None], arguments: list[str]) -> None:
    try:
        command(arguments)
    except (SetupFailed, NoDatabase, WrongVariable) as failure:
        sys.exit(f"\n{failure}")
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except OSError as error:
        if not (said := said_of(error)):
            raise
        sys.exit(f"\n{said}")


if __name__ == "__main__":
    commands = {"run": run, "test": test, "lock": lock, "npm": lambda arguments: install_npm_packages()}
    main(commands[sys.argv[1]], sys.argv[2:])
