"""When something is wrong: a page that says so, in the reader's language, with the right status. Never a bare 500."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from psycopg_pool import PoolTimeout

Handler = Callable[[HttpRequest], HttpResponse]
AWAY = (OperationalError, InterfaceError, PoolTimeout)


def outage(get_response: Handler) -> Handler:
    """The database away, its pool empty, the disk full: 503 and come again, and no false "saved"."""

    def respond(request: HttpRequest) -> HttpResponse:
        try:
            response = get_response(request)
        except AWAY:
            return unavailable(request)
        return unavailable(request) if isinstance(getattr(response, "boom_error", None), AWAY) else response

    return respond


def unavailable(request: HttpRequest) -> HttpResponse:
    with translation.override(translation.get_language_from_request(request)):
        response = render(None, "503.html", {"LANGUAGE_CODE": translation.get_language()}, status=503)
    response["Retry-After"] = "5"
    return response


def junk(get_response: Handler) -> Handler:
    """NUL bytes and broken UTF-8 in an address or a form are refused before anything reads them."""

    def respond(request: HttpRequest) -> HttpResponse:
        if is_junk(request):
            return bad_request(request)
        return get_response(request)

    return respond


def is_junk(request: HttpRequest) -> bool:
    texts = [request.path, *request.GET, *request.GET.values()]
    if request.method == "POST" and request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        texts += [*request.POST, *(value for values in request.POST.lists() for value in values[1])]
    return any("\0" in text or "\ufffd" in text for text in texts)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def failed(request: HttpRequest) -> HttpResponse:
    """Our own mistake: a plain page that needs nothing that could be broken."""
    return render(None, "500.html", status=500)
