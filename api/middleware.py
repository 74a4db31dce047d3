"""Whatever goes wrong under /api/, before or behind our own code, is told as JSON."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from api.problems import BY_STATUS, MEDIA_TYPE, problem

PREFIX = "/api/v1/"


def problems(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Turns the pages of other layers that say what is wrong (400, 404, 500, 503) into problems, in the language that
    they are in."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code < 400 or not request.path_info.startswith(PREFIX):
            return response
        if response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
            return response
        code = BY_STATUS.get(response.status_code) or ("failed" if response.status_code >= 500 else "bad_request")
        kept = {name: response[name] for name in ("Retry-After", "Allow", "Content-Language") if name in response}
        with translation.override(kept.get("Content-Language")):
            return problem(code, {**kept, "Cache-Control": "no-store"})

    return respond
