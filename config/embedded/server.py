"""Starting the embedded server, and stopping it when nobody uses it any more.

Whoever uses the server holds a shared file lock until its process ends. The kernel lets go of the locks
of a killed process too, so there is no list of users that could be wrong.
"""

import atexit
import fcntl
import hashlib
import locale
import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from config.database import NoDatabase

from .programs import program, run_as_server, server_folder, system_user, wheel_folder
from .roles import PRIVILEGES, SUPERUSER, make_roles

SETTINGS = {
    "listen_addresses": "",
    "log_checkpoints": "off",
    "max_wal_size": "256MB",
    "random_page_cost": "1.1",
    "timezone": "UTC",
}
# For data that is thrown away after the tests: a crash of the machine may lose it, one of the database alone not.
THROWAWAY = {"fsync": "off", "full_page_writes": "off"}
UNQUOTABLE = set('"$`\\\n')  # pg_ctl hands paths to a shell between double quotes
LEFT_BEHIND = "pre-existing shared memory block"  # by a server that was killed: what it still did ends in a moment
TRIES = 40  # to start beside it, four a second
LONGEST_SOCKET_FOLDER = 90  # bytes; a socket's whole path must stay under 104 on every system


def share_server(data: Path) -> Path:
    """Start the server of this data folder, or join it; it is kept up until this process ends.

    Returns the folder of its socket. Raises NoDatabase.
    """
    if UNQUOTABLE & set(str(data)):
        raise NoDatabase(f'No database in {data}: the name of its folder must not contain " $ ` or \\.')
    try:
        data.mkdir(parents=True, exist_ok=True)
        with _turn(data):
            cluster = data / "postgres"
            if not cluster.exists():
                _make_cluster(data, cluster)
            _start(data, cluster)
            _ensure_roles(cluster)
            _join(data)
    except PermissionError as error:
        who = system_user()
        also = f" As root the server runs as {who.pw_name}, who must be able to enter it." if who else ""
        raise NoDatabase(f"No database in {data}: {error}.{also} BOOM_DATA chooses another folder.") from error
    except (OSError, subprocess.SubprocessError) as error:
        raise NoDatabase(f"No database in {data}: {error}. BOOM_DATA chooses another folder.") from error
    return _socket_folder(cluster)


@contextmanager
def _turn(data: Path) -> Iterator[None]:
    """Let one process at a time make, start or stop the server."""
    with (data / "turn.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _join(data: Path) -> None:
    users = (data / "users.lock").open("a")
    fcntl.flock(users, fcntl.LOCK_SH)
    atexit.register(_leave, data, users, os.getpid())


def _leave(data: Path, users: TextIO, joined_by: int) -> None:
    if os.getpid() != joined_by:  # a forked child: its parent still uses the server
        return
    with _turn(data):
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if _answers(_socket_folder(data / "postgres")):
            run_as_server("pg_ctl", server_folder(data), "-D", str(data / "postgres"), "-m", "fast", "stop")


def _make_cluster(data: Path, cluster: Path) -> None:
    """Make the files of a new server aside, so that a half-made one is never taken for whole."""
    half_done = data / "postgres-new"
    shutil.rmtree(half_done, ignore_errors=True)
    half_done.mkdir(mode=0o700)
    _give_away(half_done)
    options = [f"--username={SUPERUSER}", "--auth=trust", "--encoding=UTF8", "--no-locale"]
    options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--lc-ctype={_ctype()}"]
    options += ["--no-sync"] if _is_throwaway() else []
    run_as_server("initdb", server_folder(data), "-D", str(half_done), *options)
    half_done.rename(cluster)


def _is_throwaway() -> bool:
    return bool(os.environ.get("BOOM_THROWAWAY"))


def _ctype() -> str:
    """A UTF-8 locale of this system: in any other, pg_trgm sees no Arabic letters."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8", "UTF-8"):
            try:
                return locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    raise NoDatabase("This system has no UTF-8 locale. Install one (for example: locale-gen en_US.UTF-8).")


def _start(data: Path, cluster: Path) -> None:
    socket_folder = _socket_folder(cluster)
    if _answers(socket_folder):
        return
    _drop_stale_locks(cluster / "postmaster.pid", socket_folder / ".s.PGSQL.5432.lock")
    settings = SETTINGS | (THROWAWAY if _is_throwaway() else {})
    settings["unix_socket_directories"] = str(socket_folder)
    said = " ".join(f"-c {name}={shlex.quote(value)}" for name, value in settings.items())
    log = cluster / "server.log"
    options = ["-D", str(cluster), "-l", str(log), "-o", said]
    for tries_left in reversed(range(TRIES)):
        try:
            return run_as_server("pg_ctl", server_folder(data), "start", "-w", *options)
        except NoDatabase as error:
            last = "\n".join(log.read_text(errors="replace").splitlines()[-5:]) if log.exists() else ""
            if not tries_left or LEFT_BEHIND not in last:
                raise NoDatabase(f"{error}\nThe end of {log}:\n{last}") from error
        time.sleep(0.25)


def _ensure_roles(cluster: Path) -> None:
    made = cluster / "boom-roles"
    wanted = hashlib.sha256(PRIVILEGES.encode()).hexdigest()
    if not made.exists() or made.read_text() != wanted:
        make_roles(str(_socket_folder(cluster)))
        made.write_text(wanted)


def _answers(socket_folder: Path) -> bool:
    """Whether the server takes connections; one that is still starting is waited for."""
    command = [program("pg_isready", wheel_folder()), "-q", "-h", str(socket_folder)]
    for _ in range(600):
        status = subprocess.run(command, stdin=subprocess.DEVNULL).returncode
        if status != 1:
            return status == 0
        time.sleep(0.1)
    return False


def _drop_stale_locks(*locks: Path) -> None:
    """After a crash another program, or a corpse, may bear the old server's number: it would not start."""
    for lock in locks:
        if lock.exists() and not _is_postgres(lock.read_text().partition("\n")[0]):
            lock.unlink()


def _is_postgres(pid: str) -> bool:
    """Whether a process with this number may be a PostgreSQL; a system without /proc cannot tell."""
    try:
        name, _, state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
    except FileNotFoundError:
        return not Path("/proc/self/stat").exists()
    return name.endswith("(postgres") and not state.startswith(" Z")


def _socket_folder(cluster: Path) -> Path:
    """The cluster's own folder, which only its user can enter; a private one where that path is too long."""
    path = str(cluster)
    if len(os.fsencode(path)) <= LONGEST_SOCKET_FOLDER and "," not in path:
        return cluster
    short = Path(tempfile.gettempdir()) / f"boom-{hashlib.sha256(os.fsencode(path)).hexdigest()[:16]}"
    if not short.exists():
        short.mkdir(mode=0o700)
        _give_away(short)
    if short.is_symlink() or short.stat().st_uid != cluster.stat().st_uid:
        raise NoDatabase(f"{short} belongs to somebody else. BOOM_DATA with a shorter path does without it.")
    return short


def _give_away(folder: Path) -> None:
    if user := system_user():
        os.chown(folder, user.pw_uid, user.pw_gid)
