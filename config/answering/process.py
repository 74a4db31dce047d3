"""A process that answers pages: `python -m config.answering.process SOCKET…`, one thread for each socket.

It ends when the server's front does, and by nothing else: whoever stops the server lets it finish what it began.
"""

import gc
import io
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextvars import copy_context
from importlib import import_module
from pickle import UnpicklingError
from threading import Thread

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import connection as database

from config.answering.messages import ANSWERED, BROKEN, READY, Answer, Asked, encoded, packed, unpacked

NAMED = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
Tell = Callable[..., None]


class TooLong(io.BytesIO):
    """A body longer than is read: whoever looks into it is refused, as Django refuses a long form."""

    def read(self, *size) -> bytes:
        raise RequestDataTooBig("The body is too long.")

    readline = read


def main(sockets: list[int]) -> None:
    for stopped in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stopped, signal.SIG_IGN)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.wsgi import application  # sets Django up
    from live.apart import listen, told_by

    listen()
    import_module(settings.ROOT_URLCONF)  # and with it all views, before anybody waits for one
    gc.freeze()  # what is here now stays, and need not be looked through for what does not
    gc.set_threshold(10_000)  # nearly all that a page leaves goes by itself
    for number in sockets:
        given = application, socket.socket(fileno=number), told_by, len(sockets)
        Thread(target=answer_all, args=given, name="pages").start()


def answer_all(application: Callable, connection: socket.socket, told_by: Callable, threads: int = 1) -> None:
    """One request after the other, in one of so many threads. `told_by(audiences, tell)` is entered for each: what the
    page tells the hub meanwhile comes before its answer."""
    database.keep(threads)

    def tell(*what) -> None:
        connection.sendall(packed(what))

    def answer_one(asked: Asked) -> None:
        try:
            with told_by(asked.audiences, tell):
                answered = ANSWERED, answer(application, asked)
        except Exception as error:  # noqa: BLE001 - the front raises it
            answered = BROKEN, repr(error)
        tell(*answered)

    try:
        with connection, connection.makefile("rb") as stream:
            tell(READY)
            while True:
                copy_context().run(answer_one, unpacked(stream))
    except (EOFError, ConnectionError, UnpicklingError):
        return  # nobody asks any more
    finally:
        database.close()


def answer(application: Callable, asked: Asked) -> Answer:
    began: dict = {}
    parts = application(environ(asked), lambda status, headers: began.update(status=status, of=headers))
    try:
        content = b"".join(parts)
    finally:
        parts.close()
    return Answer(int(began["status"][:3]), encoded(began["of"]), content)


def environ(asked: Asked) -> dict:
    """The request as WSGI names its pieces: bytes as latin-1, headers that come twice joined."""
    scope = asked.scope
    host, port = scope.get("server") or ("localhost", 80)
    found = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": scope["path"].removeprefix(scope.get("root_path", "")).encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": TooLong() if asked.body is None else io.BytesIO(asked.body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        if b"_" in name:
            continue  # or whoever sends X_Forwarded_For past a proxy would be taken for the proxy
        name, text = name.decode("latin-1").lower(), value.decode("latin-1")
        key = NAMED.get(name) or f"HTTP_{name.upper().replace('-', '_')}"
        found[key] = f"{found[key]}{';' if name == 'cookie' else ','}{text}" if key in found else text
    # Of a body that was sent in pieces nobody said how long it is; without a length none of it would be read.
    return found | {"CONTENT_LENGTH": str(sys.maxsize if asked.body is None else len(asked.body))}


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]])
