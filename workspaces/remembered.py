"""Who came for an edit of words, remembered for their next one, which need not ask again: it proves it.

Such an edit is one function of the database (canvas/sql/rewrite.sql). Under the lock it finds the rows that said who
came, and what they are there, in the versions that were read; or it does nothing, and they are asked anew. Nothing else
is done or told from memory (docs/decisions/few-trips.md).
"""

import copy
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from record.acting import Unproven
from record.trip import ask
from workspaces.models import Membership

WORDS = re.compile(r"/w/\d+/canvases/\d+/(?:notes|segments)/\d+/revise/")
KEPT = 500  # of some five kilobytes


@dataclass(frozen=True)
class Came:
    """With its `workspace` and `canvas`, the membership of the person."""

    proof: str
    person: User
    membership: Membership

    def again(self) -> "Came":
        """For one request alone, which may change what it is given."""
        membership = copy.copy(self.membership)
        membership.workspace, membership.canvas = copy.copy(membership.workspace), copy.copy(membership.canvas)
        return Came(self.proof, copy.copy(self.person), membership)


_came: dict[tuple, Came] = {}
_lock = Lock()


def comes_to(request: HttpRequest) -> tuple | None:
    """By what somebody is remembered: session, workspace, canvas. None where they are always asked."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    edits = request.method == "POST" and WORDS.fullmatch(request.path_info)
    return (key, *request.arrival.place) if edits and key.isalnum() and not connection.in_atomic_block else None


def from_memory(request: HttpRequest, at: tuple, get_response: Callable) -> HttpResponse | None:
    """The answer to an edit by whom is remembered there, once it was done, or that something is broken; else None, and
    they are forgotten: they are asked on a request of which nothing was used yet."""
    if not (known := _came.get(at)) or not (copied := copy_of(request)):
        return None
    came = known.again()
    copied._cached_user = came.person  # where Django looks before it asks
    copied.arrival.remember(came.membership, (at[0], came.proof))
    response = get_response(copied)
    if is_done(copied) and not copied.actor.proof:
        came.membership.seq = copied.actor.changes[0].seq - 1
        request.membership = came.membership
        request.session.accessed = True  # for `Vary`: by its key they are known
        return response
    if response.status_code == 503:  # the same for everybody; to ask would be to wait for it once more
        return response
    forget(at)
    return response if response.status_code == 500 else None  # which is on the log, and tells nobody anything


def forget(at: tuple) -> None:
    with _lock:
        _came.pop(at, None)


def copy_of(request: HttpRequest) -> HttpRequest | None:
    """With the body, which is read only once; None where that is too long to be read."""
    try:
        request.body  # noqa: B018
    except RequestDataTooBig:
        return None
    return copy.copy(request)


def and_remember(request: HttpRequest, at: tuple, get_response: Callable) -> HttpResponse:
    """The answer to whom is asked; they are remembered if they did what they came for. What proves it is read first: it
    is never of later than what it proves."""
    ((proof,),) = ask("SELECT canvas_arrival(%s, %s, %s)", at)
    response = get_response(request)
    if proof and is_done(request):
        with _lock:
            while len(_came) >= KEPT:
                del _came[next(iter(_came))]
            _came[at] = Came(proof, request.user, request.membership).again()
    return response


def is_done(request: HttpRequest) -> bool:
    return bool(getattr(request, "actor", None) and request.actor.changes)


def unproven(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """What ends an edit that only memory speaks for; nobody is sent it."""
    return HttpResponse() if isinstance(error, Unproven) else None


def is_said_once(record: logging.LogRecord) -> bool:
    """Of a request that is refused from memory nothing is logged: it is refused again when they are asked."""
    request = getattr(record, "request", None)
    is_tried = hasattr(request, "arrival") and request.arrival.proof and not is_done(request)
    return not is_tried or record.levelno >= logging.ERROR
