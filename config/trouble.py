"""When something is wrong: a page that says so, in the reader's language, with the right status. Never a bare 500."""

import sys
from collections.abc import Callable
from itertools import islice
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes, urlsplit

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from psycopg_pool import PoolTimeout

from accounts.access import READ
from accounts.typed import typed

Handler = Callable[[HttpRequest], HttpResponse]
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
BAD_ORIGIN = REASON_BAD_ORIGIN.partition(" - ")[0]
DEEPEST = 8  # folders of an address of ours
AWAY = (OperationalError, InterfaceError, PoolTimeout)


def unavailable(request: HttpRequest) -> HttpResponse:
    """No false "saved": what was sent is refused, and may be sent again as it is."""
    response = plain(request, 503)
    response["Retry-After"] = "5"
    return response


def junk(get_response: Handler) -> Handler:
    """NUL bytes and broken UTF-8 in an address or a form are refused before anything reads them."""

    def respond(request: HttpRequest) -> HttpResponse:
        if is_junk(request):
            return bad_request(request)
        return get_response(request)

    return respond


def wrong_method(get_response: Handler) -> Handler:
    """An address that takes only other methods says so on a page, not with nothing."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = render(request, "405.html", {"page": page_for(request, response)}, status=405)
        page["Allow"] = response["Allow"]
        return page

    return respond


def page_for(request: HttpRequest, refused: HttpResponse) -> str:
    return request.path if "GET" in refused["Allow"] else page_above(request.path)


def is_junk(request: HttpRequest) -> bool:
    texts = [request.path, *request.GET, *request.GET.values()]
    if request.method == "POST" and request.content_type in FORMS:
        texts += [text for name, values in request.POST.lists() for text in (name, *values)]
    text = "".join(texts)
    return "\0" in text or ("\ufffd" in text and not is_typed(request))


def is_typed(request: HttpRequest) -> bool:
    """Whether what was sent is UTF-8 as it came: then U+FFFD is not what we made of broken bytes, but was typed, or
    pasted out of a PDF. Of a multipart form nobody knows any more."""
    sent = request.META["QUERY_STRING"].encode(errors="replace")
    if request.method == "POST":
        sent += b"&" + (request.body if request.content_type == FORMS[0] else b"%FF")
    try:
        unquote_to_bytes(sent).decode()
    except UnicodeDecodeError:
        return False
    return "\ufffd" not in request.path


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return render(request, f"{status}.html", status=status)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", {"typed": typed(request.POST)}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Whoever was put out of the team meanwhile gets what was typed handed back; at an address that there is not,
    nothing, since nobody asked which site sent it."""
    texts = typed(request.POST) if request.resolver_match else []
    return render(request, "404.html", {"typed": texts}, status=404)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Whoever signed in or out in another tab gets what was typed handed back, and is led to the page that it was typed
    on; of what another site sent nothing is shown."""
    texts = typed(request.POST) if "Origin" in request.headers and not reason.startswith(BAD_ORIGIN) else []
    return render(request, "403_csrf.html", {"typed": texts, "came_from": came_from(request)}, status=403)


def came_from(request: HttpRequest) -> str:
    """Where the form stood; if that was itself an answer to a form, the page above."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, request.get_host(), require_https=request.is_secure()):
        return ""
    path = urlsplit(page).path
    return page if is_page(path) else page_above(path)


def page_above(path: str) -> str:
    """The nearest one; nothing where only home is above."""
    above = (f"{folder}/" for folder in islice(PurePosixPath(path).parents, DEEPEST))
    return next(filter(is_page, above), "")


def is_page(path: str) -> bool:
    """Whether something can be opened there: many addresses take only what a form sends."""
    try:
        return "GET" in getattr(resolve(path).func, "methods", READ)
    except Resolver404:
        return False


def failed(request: HttpRequest) -> HttpResponse:
    """The database away, its pool empty or its disk full: 503. Else our own mistake: a plain page, whatever broke."""
    if isinstance(sys.exc_info()[1], AWAY):
        return unavailable(request)
    return plain(request, 500)


def plain(request: HttpRequest, status: int) -> HttpResponse:
    """What a form sent can't be asked for again by a link."""
    with translation.override(translation.get_language_from_request(request)):
        response = render(None, f"{status}.html", {"was_sent": request.method == "POST"}, status=status)
        response["Content-Language"] = translation.get_language()
        return response
