"""Pages are answered by another process: what was asked arrives there as it was, and the answer comes back so."""

import asyncio
import errno
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from threading import Thread

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.handlers.wsgi import WSGIRequest

from config.answering import desks as desks_module
from config.answering.desks import Desk, Desks, Gone
from config.answering.messages import Asked, Pieces, packed
from config.answering.pages import Pages
from config.answering.process import answer_all

FORM = b"application/x-www-form-urlencoded"
FORWARDED = (b"x-forwarded-for", b"1.2.3.4"), (b"x-forwarded-for", b"5.6.7.8")
AUDIENCES = {7: ["fa"]}
REFUSED = RequestDataTooBig.__name__


def ask(
    application, *parts: bytes, path="/", headers=(), query=b"", kind=FORM, tells_length=True, **desk
) -> tuple[int, dict, bytes]:
    """What the application answers to a request whose body comes in these parts."""
    waiting, sent = list(parts) or [b""], []
    length = [(b"content-length", str(sum(map(len, parts))).encode())] * tells_length
    scope = {
        "type": "http", "method": "POST", "path": path, "query_string": query, "http_version": "1.1",
        "scheme": "https", "server": ("boom.example", 443), "client": ("10.0.0.9", 4711),
        "headers": [(b"host", b"boom.example"), *length, (b"content-type", kind), *headers],
    }  # fmt: skip

    async def receive() -> dict:
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    async def send(message: dict) -> None:
        sent.append(message)

    run(answered(application, scope, receive, send, **desk))
    start, body = sent
    return start["status"], dict(start["headers"]), body["body"]


def run(coroutine):
    """In a thread of its own: where browsers' tests ran before, this one has a loop already. Not for ever."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asyncio.wait_for(coroutine, 30)).result()


async def answered(
    application, scope, receive, send, *, hear: Callable = print, told_by: Callable = lambda *about: nullcontext()
) -> None:
    """Asked at the front, and answered at the other end of a pair of sockets as in a process of its own."""
    desks, (ours, theirs) = Desks(0, 1, hear), socket.socketpair()
    thread = Thread(target=answer_all, args=(application, theirs, told_by))
    thread.start()
    desk = await desks.open(ours)
    try:
        await asyncio.wait_for(Pages(desks, lambda path: AUDIENCES)(scope, receive, send), 10)
    finally:
        if desk.transport:
            desk.transport.close()
        await asyncio.to_thread(thread.join, 10)
    assert not thread.is_alive(), "it ends with the front"


def asked() -> Asked:
    scope = {"method": "GET", "path": "/", "query_string": b"", "http_version": "1.1", "headers": []}
    return Asked(scope, b"", {})


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


def test_a_form_whose_length_nobody_said_arrives_too(settings):
    told: list = []
    ask(telling(told), b"text=%D8%A8", b"%D9%88%D9%85", tells_length=False)
    assert told[1] == "بوم"
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20
    with pytest.raises(RuntimeError, match=REFUSED):
        ask(telling([]), b"text=" + b"x" * 30, tells_length=False)


def test_a_form_that_breaks_off_is_not_carried_out():
    messages = [{"type": "http.request", "body": b"text=half", "more_body": True}, {"type": "http.disconnect"}]

    async def receive() -> dict:
        return messages.pop(0)

    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "http_version": "1.1", "headers": []}
    told: list = []
    run(answered(telling(told), scope, receive, lambda message: asyncio.sleep(0)))
    assert not told


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


def test_a_header_that_only_looks_like_the_proxys_is_left_out():
    told: list = []
    ask(telling(told), headers=[FORWARDED[0], (b"x_forwarded_for", b"6.6.6.6"), (b"X_Forwarded_Proto", b"https")])
    request = told[0]
    assert (request.headers["X-Forwarded-For"], "X-Forwarded-Proto" in request.headers) == ("1.2.3.4", False)


def test_too_long_a_body_is_not_kept_and_not_cut(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20
    with pytest.raises(RuntimeError, match=REFUSED):
        ask(telling([]), b"text=" + b"x" * 30, b"x" * 30)
    part = b"--b\r\nContent-Disposition: form-data; name=text\r\n\r\n"
    with pytest.raises(RuntimeError, match=REFUSED):
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
    with pytest.raises(RuntimeError, match=REFUSED):
        ask(telling([]), *sent, path="/elsewhere/", kind=b"multipart/form-data; boundary=b")


def test_what_the_application_raises_is_the_servers_to_tell():
    def broken(environ: dict, start):
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        ask(broken)


def test_what_a_page_tells_the_hub_comes_before_its_answer():
    told: list = []

    @contextmanager
    def told_by(audiences: dict, tell: Callable):
        tell("handed", audiences)
        yield

    application = telling([], b"done")
    status, _headers, body = ask(application, hear=lambda *what: told.append(what), told_by=told_by)
    assert (status, body, told) == (200, b"done", [("handed", AUDIENCES)])


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_process_that_dies_meanwhile_leaves_a_page_that_says_so():
    def dies(environ: dict, start):
        raise SystemExit

    status, headers, body = ask(dies, headers=[(b"accept-language", b"fa")])
    assert (status, headers[b"retry-after"]) == (503, b"5")
    assert 'lang="fa"' in body.decode()


def test_desk_whose_process_has_ended_is_passed_over():
    async def scenario() -> int:
        desks, (ours, theirs) = Desks(0, 1, print), socket.socketpair()
        lost = Desk(desks)
        thread = Thread(target=answer_all, args=(telling([], b"done"), theirs, lambda *about: nullcontext()))
        thread.start()
        desk = await desks.open(ours)
        await desks.are_open()
        desks.free.put_nowait(lost)
        answer = await desks.answer(asked())
        desk.transport.close()
        return answer.status

    assert run(scenario()) == 200


def test_request_goes_to_the_process_that_answers_fewest_and_there_to_whom_answered_last():
    async def scenario() -> list[int]:
        desks = Desks(0, 1, print)
        one, two, last, other = (Desk(desks, process) for process in "aaab")
        for desk in (one, two, last, other):
            desks.free.put_nowait(desk)
        taken = [desks.free.get_nowait() for _ in range(2)]
        assert taken == [last, two]
        desks.free.put_nowait(two)
        return [[two, other, one].index(desks.free.get_nowait()) for _ in range(3)]

    assert run(scenario()) == [0, 1, 2]


def test_request_does_not_wait_for_ever_where_nobody_is_free(monkeypatch):
    monkeypatch.setattr(desks_module, "PATIENCE", 0.05)
    with pytest.raises(Gone):
        run(Desks(0, 1, print).answer(asked()))


def nothing_left(*_words, **_options):
    raise OSError(errno.EMFILE, "Too many open files")


@pytest.mark.parametrize("what, instead", [("executable", "/bin/false"), ("create_subprocess_exec", nothing_left)])
def test_server_does_not_start_without_a_process_that_answers(monkeypatch, what, instead):
    async def scenario() -> None:
        desks = Desks(1, 1, print)
        running = asyncio.create_task(desks.run())
        try:
            await asyncio.wait_for(desks.are_open(), 10)
        finally:
            running.cancel()

    monkeypatch.setattr(desks_module.sys if what == "executable" else asyncio, what, instead)
    with pytest.raises(Gone):
        run(scenario())


def test_process_that_could_not_be_started_is_tried_again(monkeypatch, caplog):
    async def scenario() -> None:
        desks = Desks(1, 1, print)
        running = asyncio.create_task(desks.run())
        while len(caplog.messages) < 2:
            await asyncio.sleep(0.01)
            assert not running.done()
        running.cancel()

    monkeypatch.setattr(desks_module, "AGAIN", 0.01)
    monkeypatch.setattr(desks_module.asyncio, "create_subprocess_exec", nothing_left)
    run(asyncio.wait_for(scenario(), 10))
    said = "A process that answers pages did not start ([Errno 24] Too many open files); it is started again."
    assert caplog.messages[:2] == [said] * 2


def test_values_that_come_in_pieces_are_whole():
    sent = packed(("answered", b"x" * 100)) + packed(None) + packed("بوم")
    for size in (1, 7, len(sent)):
        pieces = Pieces()
        came = [value for at in range(0, len(sent), size) for value in pieces.add(sent[at : at + size])]
        assert came == [("answered", b"x" * 100), None, "بوم"]
