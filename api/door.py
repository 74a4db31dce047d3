"""One address of the API: who knocks is known by a token, what they say is read, and whatever goes wrong is told.

Behind it stand operations, one for each method. Each carries an access mark of the pages, which sees `request.user`.
"""

from __future__ import annotations

import time
import uuid
from functools import partial

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import translation

from accounts.access import View
from accounts.models import User
from accounts.reading import Reading
from api import limits
from api.bodies import MEDIA_TYPES
from api.models import Token
from api.problems import Problem

BODIES = ("POST", "PUT", "PATCH", "DELETE")


def door(route: str, name: str, **operations: View) -> URLPattern:
    """The address `route`, called `name`; `operations` by method."""
    view = partial(opened, operations)
    view.operations = operations
    view.csrf_exempt = True  # no cookie opens it
    if all(hasattr(operation, "access") for operation in operations.values()):
        view.access = "api: " + ", ".join(f"{method} {one.access}" for method, one in operations.items())
    return path(route, view, name=name)


def opened(operations: dict[str, View], request: HttpRequest, **ids: object) -> HttpResponse:
    request.token, request.calls = None, 0
    request.reading = reading_of(request, None)
    try:
        with request.reading.active():
            person = let_in(request)
        request.reading = reading_of(request, person)
        with request.reading.active():
            limits.check_token(request)
            return finished(request, answered(operations, request, ids))
    except Problem as trouble:
        with request.reading.active():
            return finished(request, trouble.answer())


def answered(operations: dict[str, View], request: HttpRequest, ids: dict[str, object]) -> HttpResponse:
    """Raises Problem."""
    operation = operations.get("GET" if request.method == "HEAD" else request.method)
    if operation is None:
        raise Problem("method", headers={"Allow": ", ".join(operations)})
    only_in = request.token.only_in_id
    if only_in and ids.get("workspace", only_in) != only_in:
        raise Problem("not_found")
    request.name = name_of(request) if request.method in BODIES else None
    request.raw = body_of(request) if request.method in BODIES else b""
    try:
        return operation(request, **ids)
    except PermissionDenied:
        raise Problem("role") from None
    except Http404:
        raise Problem("not_found") from None


def let_in(request: HttpRequest) -> User:
    """The person whose token came along. Raises Problem where none, or none that works."""
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        raise refused("no_token")
    token = Token.objects.by_secret(secret.strip())
    if token is None or token.state != "live":
        limits.check_address(request)
        raise refused("ended_token" if token else "wrong_token")
    request.token, request.user = token, token.user
    request.calls = token.count(time.time())
    return token.user


def refused(code: str) -> Problem:
    return Problem(code, headers={"WWW-Authenticate": f'Bearer realm="Boom", error="{code}"'})


def reading_of(request: HttpRequest, person: User | None) -> Reading:
    """The language that is asked for, else the person's; days are ISO 8601, whatever calendar they like."""
    asked = request.headers.get("Accept-Language")
    language = translation.get_language_from_request(request) if asked else ""
    reading = Reading.of(person, language or (person and person.language) or settings.LANGUAGE_CODE)
    return reading._replace(calendar="gregorian")


def name_of(request: HttpRequest) -> uuid.UUID | None:
    """The client's own name for this edit, so that a retry acts once."""
    key = request.headers.get("Idempotency-Key", "").strip().strip('"')
    try:
        return uuid.UUID(key) if key else None
    except ValueError:
        raise Problem("key") from None


def body_of(request: HttpRequest) -> bytes:
    if request.content_type not in MEDIA_TYPES:
        raise Problem("media_type")
    try:
        return request.body
    except RequestDataTooBig:
        raise Problem("too_long") from None


def finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """With what is said of every answer: nobody keeps it, in which language it is, how many calls are left."""
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = request.reading.language
    for name, text in limits.told(request).items():
        response[name] = text
    return response
