"""What an operation of the API is: a view under an access mark of the pages, that says what it takes and gives.

    @editor
    @edits(takes=NoteAddForm, gives=Note, status=201)
    def note_add(request, canvas):
        Note.objects.add_to(canvas, by=request.actor, **request.sent.into())

`reads` answers what the view returns; `acts` and `edits` carry a verb of a model out, once, and answer the row that it
left, from the record. From what they say of themselves the OpenAPI document is made (openapi.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse

from accounts.access import View, only
from api.bodies import Sent, invalid, parsed
from api.problems import Problem, written
from api.rows import row_of, without_secrets
from api.scopes import Scope
from canvas.answer import Archived, check_open, of_canvas
from canvas.models import Canvas
from canvas.models.editing import Conflict, Removed
from record.acting import Repeated, RequestReused, recall
from record.models import Change


class Empty(forms.Form):
    """Of an operation that takes nothing."""


@dataclass(frozen=True)
class About:
    """What an operation says of itself. `gives` is a model, whose row is answered, or a JSON Schema by its name, which
    `takes` may be too, for a view that checks `request.raw` itself. Of a `partial` one only the version must be sent:
    the rest stays as it is."""

    scope: str
    gives: object
    takes: type[forms.Form] | tuple[str, dict] = Empty
    many: bool = False
    status: int = 200
    partial: bool = False


def reads(gives: object, takes: type[forms.Form] = Empty, scope: str = Scope.READ, many: bool = False) -> Callable:
    """Marks a view that is only read; `takes` is the form of its query, checked into `request.asked`."""

    def mark(view: View) -> View:
        @only("GET", "HEAD")
        @wraps(view)
        def read(request: HttpRequest, **kwargs) -> HttpResponse:
            check_scope(request, scope)
            request.asked = asked(request, takes)
            return answer(view(request, **kwargs))

        read.about = About(scope, gives, takes, many)
        return read

    return mark


def asked(request: HttpRequest, form: type[forms.Form]) -> dict[str, object]:
    """The query, checked. Raises Problem."""
    filled = form(request.GET)
    if not filled.is_valid():
        raise invalid(filled)
    return filled.cleaned_data


def acts(gives: type[models.Model], takes: type[forms.Form] | tuple[str, dict] = Empty, status: int = 200) -> Callable:
    """Marks a view that calls one verb of a model. It may leave the row in `request.row`, for where nothing changed."""

    def mark(view: View) -> View:
        @only("POST", "PUT", "PATCH", "DELETE")
        @wraps(view)
        def carried_out(request: HttpRequest, **kwargs) -> HttpResponse:
            check_scope(request, Scope.WRITE)
            begin(request, takes)
            try:
                view(request, **kwargs)
                changes = request.actor.changes
            except Repeated as repeated:
                changes = repeated.changes
                if not changes and request.row and request.row.pk:
                    request.row.refresh_from_db()
            except RequestReused:
                raise Problem("reused") from None
            except ObjectDoesNotExist:  # it is not there, or went between being fetched and being locked
                raise Problem("not_found") from None
            return answer(row_after(request, changes, gives), status)

        carried_out.about = About(Scope.WRITE, gives, takes, status=status)
        return carried_out

    return mark


def edits(
    gives: type[models.Model], takes: type[forms.Form] = Empty, status: int = 200, partial: bool = False
) -> Callable:
    """As `acts`, for what stands on a canvas: refused while that is archived; a conflict answers both sides."""

    def mark(view: View) -> View:
        @acts(gives, takes, status)
        @of_canvas
        @wraps(view)
        def carried_out(request: HttpRequest, canvas: Canvas, **kwargs) -> None:
            request.actor.begin = ("canvas_begin", canvas.pk)
            request.actor.check = lambda archived: check_open(canvas, archived)
            try:
                if canvas.archived_at:
                    raise Problem("archived")
                view(request, canvas, **kwargs)
            except Problem:
                recall(request.actor, canvas.workspace_id)  # what was done before is no longer refused
                raise
            except Archived:
                raise Problem("archived") from None
            except Conflict as conflict:
                code = "removed" if isinstance(conflict, Removed) else "stale"
                raise Problem(code, yours=request.sent.echo(), theirs=row_of(conflict.row)) from None

        carried_out.about = About(Scope.WRITE, gives, takes, status=status, partial=partial)
        return carried_out

    return mark


def check_scope(request: HttpRequest, scope: str) -> None:
    if scope not in request.token.scopes:
        raise Problem("scope", needs=str(scope))


def begin(request: HttpRequest, takes: type[forms.Form]) -> None:
    """Who acts is the token's person, and the reason on record names the token. The request is known by its method,
    address and bytes."""
    request.row = None
    sent = request.GET.dict() if request.method == "DELETE" else parsed(request.raw)  # whose body many drop on the way
    request.sent = Sent(request, takes, sent)
    actor = request.actor
    actor.request = request.name
    actor.body = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode() + request.raw).digest()
    actor.via = f"API: {request.token.name}"


def row_after(request: HttpRequest, changes: list[Change], gives: type[models.Model]) -> dict[str, object]:
    """The row as the edit left it, so that a retry is answered like the first time; where nothing changed, as it is."""
    left = [change for change in changes if change.table == gives._meta.db_table]
    if left:
        return without_secrets(left[-1].row)
    if request.row is None or request.row.pk is None:
        raise Http404
    return row_of(request.row)


def answer(body: object, status: int = 200) -> HttpResponse:
    return HttpResponse(written(body), "application/json", status)
