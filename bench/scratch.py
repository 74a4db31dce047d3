"""A database of the bench's own, on a real disk with fsync on, filled with one canvas of 100 notes."""

import atexit
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
FOREIGN = ("DATABASE_URL", "DATABASE_OWNER_URL", "BOOM_LOCAL", "BOOM_AS", "BOOM_THROWAWAY", "DEBUG")


def make_scratch(folder: str) -> Path:
    """An empty migrated database below `folder`, which must not be in memory; removed when this process ends.

    Sets Django up to speak to it, so it must come before anything imports Django's settings.
    """
    data = Path(tempfile.mkdtemp(prefix="boom-bench-", dir=folder))
    data.chmod(0o755)  # as root, the database's system user passes through
    atexit.register(shutil.rmtree, data, ignore_errors=True)  # runs last: after the database has stopped
    for name in FOREIGN:
        os.environ.pop(name, None)
    os.environ |= {
        "BOOM_DATA": str(data),
        "BOOM_STATIC": str(data / "static"),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    _raise_file_limit()
    import django

    subprocess.run([sys.executable, ROOT / "bin/prepare.py", "assets", "database"], cwd=ROOT, check=True)
    django.setup()
    return data


def _raise_file_limit() -> None:
    """Every open page is a file, here and in the server, which inherits the limit."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def owner_url() -> str:
    from config.database import urls

    return urls().owner


def slow_disk(milliseconds: float) -> None:
    """Make every commit wait as for an fsync that takes so long, with PostgreSQL's commit_delay.

    A commit that comes during the wait is carried along by it, where a slow disk would make it wait again. For
    writers on one canvas that is the same: they come one after the other, each after the commit before it.
    """
    from config.embedded import DATABASE, OWNER
    from config.embedded.roles import SUPERUSER

    url = owner_url().replace(f"//{OWNER}@", f"//{SUPERUSER}@")
    assert url.endswith(f"/{DATABASE}")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"ALTER SYSTEM SET commit_delay = {int(milliseconds * 1000)}")
        connection.execute("ALTER SYSTEM SET commit_siblings = 0")
        connection.execute("SELECT pg_reload_conf()")


def fsync_ms(folder: Path, times: int = 200) -> float:
    """The median time that this disk takes to make 8 KiB durable, as for one commit."""
    took = []
    with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
        for _ in range(times):
            file.write(b"x" * 8192)
            began = time.perf_counter()
            os.fdatasync(file.fileno())
            took.append(time.perf_counter() - began)
    return round(statistics.median(took) * 1000, 2)


def backends() -> int:
    """How many connections the database serves."""
    with psycopg.connect(owner_url(), autocommit=True) as connection:
        count = (
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        return connection.execute(count).fetchone()[0]
