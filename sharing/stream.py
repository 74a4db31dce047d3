"""The event stream of a page that looks through a link: bare ASGI, like the team's (live/stream.py)."""

from __future__ import annotations

import re

from django.db import connection

from accounts.sessions import SessionStore
from live.stream import Asked, answer, person_of
from record.models import Head
from sharing.access import KEPT
from sharing.models import ShareLink
from sharing.onlookers import Onlooker, Onlookers

PATH = re.compile(r"^/shared/(\d{1,18})/live/$")
MOST_OF_ONE = 300  # pages that look through one link, in one process


async def shared_stream(onlookers: Onlookers, scope: dict, receive, send) -> None:
    """Of a page that looks through a link."""
    await answer(scope, receive, send, page_of, lambda page: onlookers.held[page.link_id] >= MOST_OF_ONE, onlookers)


def page_of(scope: dict) -> Onlooker | None:
    """The page that this request opens; None where its session did not open the link, or the link opens nothing, or
    what it shows does not change. Called from a thread."""
    asked = Asked.of(scope)
    link_id = int(PATH.match(scope["path"]).group(1))
    try:
        if link_id not in SessionStore(asked.session_key).get(KEPT, []):
            return None
        link = ShareLink.objects.opening().filter(pk=link_id, seq=None).first()
        if link is None:
            return None
        last, user = Head.seq_of(link.workspace_id), person_of(asked.session_key)
    finally:
        connection.close()
    return Onlooker(
        key=asked.key,
        workspace_id=link.workspace_id,
        canvas_id=link.canvas_id,
        user_id=0,
        session_key=asked.session_key,
        password="",
        reading=asked.reading(user),
        seq=min(asked.seq, last),
        link_id=link.pk,
    )
