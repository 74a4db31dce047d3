"""The bridge from the ASGI server to the pages: what was asked arrives as it was, and so does the answer."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.handlers.wsgi import WSGIRequest

from config.pages import Pages

FORM = b"application/x-www-form-urlencoded"
FORWARDED = (b"x-forwarded-for", b"1.2.3.4"), (b"x-forwarded-for", b"5.6.7.8")


def ask(
    application, *parts: bytes, path: str = "/", headers=(), query: bytes = b"", kind: bytes = FORM
) -> tuple[int, dict, bytes]:
    """What the application answers to a request whose body comes in these parts."""
    waiting, sent = list(parts) or [b""], []
    length = (b"content-length", str(sum(map(len, parts))).encode())
    scope = {
        "type": "http", "method": "POST", "path": path, "query_string": query, "http_version": "1.1",
        "scheme": "https", "server": ("boom.example", 443), "client": ("10.0.0.9", 4711),
        "headers": [(b"host", b"boom.example"), length, (b"content-type", kind), *headers],
    }  # fmt: skip

    async def receive() -> dict:
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    async def send(message: dict) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as thread:  # where browsers' tests ran before, this one has a loop already
        thread.submit(asyncio.run, Pages(application, threads=1)(scope, receive, send)).result()
    start, body = sent
    return start["status"], dict(start["headers"]), body["body"]


class Answer(list):
    closed = False

    def close(self) -> None:
        self.closed = True


def telling(told: list, *parts: bytes, status: str = "200 OK"):
    """An application that notes down the request, and answers with these parts."""

    def application(environ: dict, start) -> Answer:
        request = WSGIRequest(environ)
        told.append(request)
        told.append(request.POST.get("text"))
        start(status, [("Content-Type", "text/plain"), ("Set-Cookie", "a=b")])
        told.append(Answer(parts))
        return told[-1]

    return application


def test_a_form_in_several_parts_arrives_whole():
    told: list = []
    status, headers, body = ask(telling(told, b"ab", b"cd"), b"text=%D8%A8", b"%D9%88%D9%85")
    assert (status, body, told[1]) == (200, b"abcd", "بوم")
    assert headers[b"content-type"] == b"text/plain" and headers[b"set-cookie"] == b"a=b"
    assert told[2].closed, "the connection to the database goes back to the pool"


def test_addresses_and_headers_arrive(settings):
    settings.ALLOWED_HOSTS = ["boom.example"]
    told: list = []
    cookies = (b"cookie", b"a=1"), (b"cookie", b"b=2")
    ask(telling(told), path="/پیدا/", query=b"q=%D8%A8", headers=[*FORWARDED, *cookies])
    request = told[0]
    assert (request.path, request.GET["q"], request.get_host(), request.is_secure()) == (
        "/پیدا/",
        "ب",
        "boom.example",
        True,
    )
    assert request.headers["X-Forwarded-For"] == "1.2.3.4,5.6.7.8"
    assert request.COOKIES == {"a": "1", "b": "2"}
    assert request.META["REMOTE_ADDR"] == "10.0.0.9"


def test_too_long_a_body_is_not_kept_and_not_cut(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20
    with pytest.raises(RequestDataTooBig):
        ask(telling([]), b"text=" + b"x" * 30, b"x" * 30)
    part = b"--b\r\nContent-Disposition: form-data; name=text\r\n\r\n"
    with pytest.raises(RequestDataTooBig):
        ask(telling([]), part, b"x\r\n--b--", kind=b"multipart/form-data; boundary=b")


def test_a_file_may_be_longer_where_files_are_taken(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.LONG_BODIES = 20, {"/files/": 2_000}
    part = b"--b\r\nContent-Disposition: form-data; name=text; filename=a\r\n\r\n"
    sent = part, b"x" * 500, b"\r\n--b--"
    told: list = []
    status, _headers, _body = ask(telling(told), *sent, path="/files/", kind=b"multipart/form-data; boundary=b")
    assert (status, told[0].FILES["text"].size) == (200, 500)
    settings.LONG_BODIES = {"/of/0/files/": 2_000}
    assert ask(telling(told), *sent, path="/of/407/files/", kind=b"multipart/form-data; boundary=b")[0] == 200
    with pytest.raises(RequestDataTooBig):
        ask(telling([]), *sent, path="/elsewhere/", kind=b"multipart/form-data; boundary=b")


def test_what_the_application_raises_is_the_servers_to_tell():
    def broken(environ: dict, start):
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        ask(broken)
