"""Serves Boom on one port until it is told to stop: run by .venv's Python."""

import gc
import os
import resource
import signal
import socket
import sys

import uvicorn
from steps import ROOT

sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
from config.database import NoDatabase  # noqa: E402  (our root is only now on the path)
from config.readers import WrongVariable, on  # noqa: E402

MOST_OPEN = 65_536  # files and connections; beyond any number of pages that one server has
OWN_FILES = 64  # what a server has open by itself, and its first pages
PATIENCE = 60.0  # seconds in which whoever is sent something takes it, or is let go


class Server(uvicorn.Server):
    """Says where Boom is once it can be opened, and does not wait for open pages when it ends."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        gc.freeze()  # what is here now stays, and need not be looked through for what does not
        if self.started:
            print(f"\nBoom is at http://127.0.0.1:{self.config.port}/   (Ctrl-C ends it)", flush=True)
            if on("BOOM_LOCAL"):
                print(ways_in(), flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        from config.asgi import hub, onlookers

        for page in (*hub.all_pages(), *onlookers.pages):
            page.leave()
        await super().shutdown(sockets)


def ways_in() -> str:
    """Whom one can sign in as, a line each. Only a machine of one's own has these people."""
    from canvas.demo import people_to_show

    lines = [f"    {who['email']:<22} {who['role']:<15} {who['password']}" for who in people_to_show()]
    door = "Lessons are curated at /admin/, which asks for a second step: any authenticator app will do."
    return "\n".join(["Sign in as one of the demo people (e-mail, role, password):", *lines, door])


def listening(config: uvicorn.Config) -> socket.socket:
    """Where it is asked. Whoever vanished without a word, or reads no more, would else be held for ever: of each
    connection that comes here the system itself counts how long what was sent waits (Linux does)."""
    asked = config.bind_socket()
    asked.set_inheritable(False)  # processes that answer pages have no part in it
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        asked.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, round(PATIENCE * 1000))
    return asked


def take_room(needed: int) -> None:
    """For as many connections as this machine lets us have: each open page holds one, and systemd begins with 1,024;
    beyond them a page was turned away without a word. Ends where there is not even room to begin."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= most < needed:  # below nothing: no limit
        sys.exit(
            f"\nThis machine lets Boom open {most} files; to begin it needs {needed}, then one for each open page. "
            "Raise that (systemd: LimitNOFILE=65536, a shell: ulimit -Hn), or lower BOOM_PROCESSES or BOOM_THREADS."
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(now, min(most, MOST_OPEN)), most))


def least_open() -> int:
    """While its processes start, the front has both ends of the connection to each of their threads."""
    from config import variables as given  # not before it is asked for: it raises WrongVariable

    return OWN_FILES + 2 * given.PROCESSES * given.THREADS + given.DB_POOL


def main(port: int) -> None:
    os.environ.pop("BOOM_AS", None)  # what serves never owns the tables
    sys.setswitchinterval(0.0005)  # threads that answer the database's next row should not wait for long ones
    # uvicorn hands the signal on when it has closed; as an exit, so that the database is left in order.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    config = uvicorn.Config("config.asgi:application", port=port, log_level="warning", timeout_graceful_shutdown=3)
    try:
        take_room(least_open())
        Server(config).run([listening(config)])
    except KeyboardInterrupt:
        print("\nBoom has ended. Its data stays for the next time.")
    except (NoDatabase, WrongVariable) as failure:
        sys.exit(f"\n{failure}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
