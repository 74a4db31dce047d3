"""The pages, as the ASGI server calls them: a request is read whole, answered in another process, and sent whole."""

import re
from collections.abc import Callable

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest

from config.answering.desks import Desks, Gone
from config.answering.messages import Answer, Asked, encoded
from config.answering.process import environ
from config.trouble import unavailable

ID = re.compile(r"/[1-9][0-9]*/")
READING = ("GET", "HEAD", "OPTIONS")
PASSED_ON = ("method", "path", "root_path", "query_string", "http_version", "server", "client", "scheme", "headers")


class Left(Exception):
    """Whoever asked hung up before all of it was there: half of what somebody typed is nothing to carry out."""


class Pages:
    """`audiences(path)` says who has pages open that an edit sent to this path may change."""

    def __init__(self, desks: Desks, audiences: Callable[[str], dict]) -> None:
        self.desks, self.audiences = desks, audiences

    async def __call__(self, scope: dict, receive, send) -> None:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        most = settings.LONG_BODIES.get(ID.sub("/0/", path))
        try:
            body = await _read(receive, most or settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        except Left:
            return
        passed_on = {name: scope[name] for name in PASSED_ON if name in scope}
        asked = Asked(passed_on, body, {} if scope["method"] in READING else self.audiences(path))
        try:
            answer = await self.desks.answer(asked)
        except Gone:
            answer = _gone(asked)
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": answer.content})


async def _read(receive, most: int) -> bytes | None:
    """The whole body, of at most so many bytes; None of a longer one. Raises Left."""
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Left
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > most:
            return None
    return bytes(body)


def _gone(asked: Asked) -> Answer:
    """Nobody answered it. What was sent may be sent again; it is carried out once."""
    response = unavailable(WSGIRequest(environ(asked)))
    return Answer(response.status_code, encoded(response.items()), response.content)
