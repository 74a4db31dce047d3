"""The pages, called from the ASGI server: a request is read whole, answered in a thread, and sent whole.

One hop there and one back. An adapter that streams takes five, each of them a wait for the interpreter's lock.
"""

import asyncio
import io
import re
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from django.conf import settings
from django.core.exceptions import RequestDataTooBig

NAMED = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
ID = re.compile(r"/[1-9][0-9]*/")
Headers = list[tuple[bytes, bytes]]


class Pages:
    def __init__(self, application: Callable, threads: int) -> None:
        self.application = application
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix="pages")

    async def __call__(self, scope: dict, receive, send) -> None:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        most = settings.LONG_BODIES.get(ID.sub("/0/", path))
        body = await _read(receive, most or settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        context, loop = copy_context(), asyncio.get_running_loop()
        status, headers, content = await loop.run_in_executor(self.threads, context.run, self._answer, scope, body)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def _answer(self, scope: dict, body: io.BytesIO) -> tuple[int, Headers, bytes]:
        began: dict = {}
        answer = self.application(environ(scope, body), lambda status, headers: began.update(status=status, of=headers))
        try:
            content = b"".join(answer)
        finally:
            answer.close()
        headers = [(name.lower().encode("latin-1"), text.encode("latin-1")) for name, text in began["of"]]
        return int(began["status"][:3]), headers, content


class TooLong(io.BytesIO):
    """A body longer than is read: whoever looks into it is refused, as Django refuses a long form."""

    def read(self, *size) -> bytes:
        raise RequestDataTooBig("The body is too long.")

    readline = read


async def _read(receive, most: int) -> io.BytesIO:
    """The whole body, of at most so many bytes."""
    body, more = bytearray(), True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > most:
            return TooLong()
    return io.BytesIO(body)


def environ(scope: dict, body: io.BytesIO) -> dict:
    """The request as WSGI names its pieces: bytes as latin-1, headers that come twice joined."""
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
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        name, text = name.decode("latin-1").lower(), value.decode("latin-1")
        key = NAMED.get(name) or f"HTTP_{name.upper().replace('-', '_')}"
        found[key] = f"{found[key]}{';' if name == 'cookie' else ','}{text}" if key in found else text
    return found
