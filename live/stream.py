"""The event stream of one open page: bare ASGI, in front of Django. It holds no thread and no database connection."""

from __future__ import annotations

import asyncio
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from urllib.parse import parse_qs

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import DatabaseError, connection
from django.http import parse_cookie
from django.utils import translation

from accounts.models import User
from accounts.reading import Reading, language_of_page
from accounts.sessions import Backend, SessionStore
from live.following import MOST_MARK, news_of
from live.hub import Hub
from live.page import CLOSED, Page
from record.models import Head
from workspaces.models import Membership

PATH = re.compile(r"^/(?:w/(\d{1,18})/(?:canvases/(\d{1,18})/)?|p/(\d{1,18})/)live/$")
MOST_OF_ONE = 40  # open pages one person may hold in one process
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


async def stream(hub: Hub, scope: dict, receive, send) -> None:
    """Of a page of somebody who is signed in."""
    await answer(scope, receive, send, page_of, lambda page: hub.held[page.user_id] >= MOST_OF_ONE, hub)


async def answer(scope: dict, receive, send, page_of: Callable, is_full: Callable, holder) -> None:
    """One request for a stream, until the page, its permission or the server goes.

    `page_of(scope)` answers the page, or None where it may have none; it is called from a thread. `is_full(page)` says
    that as many as may be are open already. Between `holder.open(page)` and `holder.close(page)` it gets what is due.
    """
    if scope["method"] != "GET":
        return await refuse(send, 405)
    try:
        page = await sync_to_async(page_of, thread_sensitive=False)(scope)
    except DatabaseError:
        return await refuse(send, 503)
    if page is None:
        return await refuse(send, 404)
    if is_full(page):
        return await refuse(send, 429)
    await hold(page, holder, receive, send)


async def hold(page: Page, holder, receive, send) -> None:
    """Send what is given to the page, until it may have no more or nobody is there."""
    watching = asyncio.create_task(_watch(page, receive))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await send({"type": "http.response.body", "body": b": open\n\n", "more_body": True})
        holder.open(page)
        await _pump(page, send)
    except DatabaseError:
        pass  # the page tries again, and gets what it missed
    finally:
        watching.cancel()
        holder.close(page)
    await send({"type": "http.response.body", "body": b""})


async def _pump(page: Page, send) -> None:
    event = b""
    while event is not CLOSED:
        await page.wake.wait()
        if page.gone:
            return
        event = page.take()
        await send({"type": "http.response.body", "body": event, "more_body": True})


async def _watch(page: Page, receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    page.leave()


async def refuse(send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b""})


def page_of(scope: dict) -> Page | None:
    """The page that this request opens, or None where the person may not see what it shows; called from a thread."""
    workspace_id, canvas_id, followed = (number and int(number) for number in PATH.match(scope["path"]).groups())
    if workspace_id:
        canvas_id = canvas_id or 0  # a page of the team that shows no canvas
    asked = Asked.of(scope)
    try:
        user = person_of(asked.session_key)
        if user is None:
            return None
        most = most_followed(user, followed) if canvas_id is None else last_seq(user, workspace_id, canvas_id)
    finally:
        connection.close()
    if most is None:
        return None
    return Page(
        key=asked.key,
        workspace_id=followed if canvas_id is None else workspace_id,
        canvas_id=canvas_id,
        user_id=user.pk,
        session_key=asked.session_key,
        password=user.password,
        reading=asked.reading(user),
        # One that claims to be ahead of the record would keep its workspace from being read.
        seq=min(asked.seq, most),
    )


@dataclass
class Asked:
    """What a request for a stream says of itself, as Django's own pages would read it."""

    headers: dict[str, str]
    query: dict[str, list[str]]
    cookies: dict[str, str]

    @classmethod
    def of(cls, scope: dict) -> Asked:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        # as pages do: what others set on this host may have any name
        cookies = parse_cookie(headers.get("cookie", ""))
        return cls(headers, parse_qs(scope["query_string"].decode("latin-1")), cookies)

    @property
    def session_key(self) -> str:
        return self.cookies.get(settings.SESSION_COOKIE_NAME, "")

    @property
    def seq(self) -> int:
        """Up to which line of the record the page has it."""
        return _seq(self.headers.get("last-event-id") or self.query.get("seq", ["0"])[0])

    @property
    def key(self) -> str:
        return _key(self.query)

    def reading(self, user: User | None) -> Reading:
        own = (user and user.language) or _language(self.cookies, self.headers)
        return Reading.of(user, language_of_page(self.headers.get("boom-language")) or own)


def person_of(session_key: str) -> User | None:
    """Whoever is signed in with this session, judged as Django does: it ends with the password it began with."""
    session = SessionStore(session_key)
    user = Backend().get_user(int(session.get(SESSION_KEY, 0)))
    if user is None or session.get("_auth_user_hash", "") != user.get_session_auth_hash():
        return None
    return user


def last_seq(user: User, workspace_id: int, canvas_id: int) -> int | None:
    """The last line of the workspace's record; None where the person may not see the canvas."""
    if not may_see(user, workspace_id, canvas_id):
        return None
    return Head.seq_of(workspace_id)


def may_see(user: User, workspace_id: int, canvas_id: int) -> bool:
    """`canvas_id` 0: a page of the team that shows no canvas."""
    theirs = Membership.objects.present().filter(workspace_id=workspace_id, user=user)
    return (theirs.filter(workspace__canvases=canvas_id) if canvas_id else theirs).exists()


def most_followed(user: User, followed: int) -> int | None:
    """Any mark, since none is ahead of another; None where the person may not see what follows."""
    news = news_of([followed]).get(followed)
    return MOST_MARK if news and user.pk in news.readers else None


def _language(cookies: dict[str, str], headers: dict[str, str]) -> str:
    asking = SimpleNamespace(COOKIES=cookies, META={"HTTP_ACCEPT_LANGUAGE": headers.get("accept-language", "")})
    return translation.get_language_from_request(asking)


def _seq(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,18}", text) else 0


def _key(query: dict[str, list[str]]) -> str:
    """The page's own name, made by the server when it was rendered; a made-up one is replaced."""
    try:
        return str(uuid.UUID(query["page"][0]))
    except (KeyError, ValueError):
        return str(uuid.uuid4())
