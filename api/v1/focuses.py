"""The focus: decisions about how much weight each goal carries, from which day, and why."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from api.operations import edits, reads
from api.pages import PageForm, page_of
from api.problems import Problem
from api.rows import row_of
from canvas.answer import of_canvas
from canvas.models import Canvas
from relationships.forms.focus import FocusForm, FocusWithdrawForm
from relationships.models import Focus
from relationships.models.focus import Withdrawn
from workspaces.access import editor, viewer


@viewer
@reads(Focus, many=True, takes=PageForm)
@of_canvas
def focuses(request: HttpRequest, canvas: Canvas) -> dict[str, object]:
    """Every decision, also those that were withdrawn, by id."""
    return page_of(request, canvas.focuses.all())


@viewer
@reads(Focus)
@of_canvas
def focus(request: HttpRequest, canvas: Canvas, focus: int) -> dict[str, object]:
    """One decision. It is never revised, only followed by another or withdrawn."""
    return row_of(get_object_or_404(canvas.focuses, pk=focus))


@editor
@edits(gives=Focus, takes=FocusForm, status=201)
def focus_decide(request: HttpRequest, canvas: Canvas) -> None:
    """From `from_on` on these weights hold, for the whole canvas or one segment, until the next decision."""
    Focus.objects.decide(canvas, request.actor, **request.sent.into(canvas))


@editor
@edits(gives=Focus, takes=FocusWithdrawForm)
def focus_withdraw(request: HttpRequest, canvas: Canvas, focus: int) -> None:
    """It never held, and why; the record keeps it."""
    request.row = get_object_or_404(canvas.focuses, pk=focus)
    try:
        request.row.withdraw(request.sent.into()["reason"], request.actor)
    except Withdrawn as already:
        raise Problem("withdrawn", theirs=row_of(already.focus)) from None
