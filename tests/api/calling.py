"""Calling the API as somebody: call(cast.amina, "GET", "me"), with a token of every scope unless another is given."""

from __future__ import annotations

import json
import uuid

from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from api.models import Token
from api.scopes import Scope


def make_token(person: User, *, scopes=tuple(Scope.values), days: int = 30, only_in=None, name="Nightly") -> str:
    """The secret of a new one."""
    _token, secret = Token.objects.make(person, name, list(scopes), days, only_in, None)
    return secret


def token_of(person: User) -> str:
    """One token of every scope for each person, made when it is first wanted."""
    if not hasattr(person, "secret"):
        person.secret = make_token(person)
    return person.secret


def call(
    who: User | str | None, method: str, path: str, sent: object = None, key: uuid.UUID | None = None, **headers: str
) -> HttpResponse:
    """`who` is a person, a token, or nobody; `path` is below /api/v1/. The answer has `.data`, its JSON."""
    secret = token_of(who) if isinstance(who, User) else who
    if secret:
        headers["Authorization"] = f"Bearer {secret}"
    if key:
        headers["Idempotency-Key"] = str(key)
    body = sent if isinstance(sent, bytes) else b"" if sent is None else json.dumps(sent).encode()
    kind = {"content_type": "application/json"} if body else {}
    response = Client().generic(method, "/api/v1/" + path, body, headers=headers, **kind)
    response.data = json.loads(response.content)
    return response


def on(canvas, path: str = "") -> str:
    """The path of something of a canvas."""
    return f"workspaces/{canvas.workspace_id}/canvases/{canvas.pk}{path and '/' + path}"
