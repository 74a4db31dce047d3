"""Taking changes back, one's own last one or any on the record."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.models import User
from canvas.answer import answer, edits, of_canvas
from canvas.models import Canvas
from history.latest import last_done, last_undone
from history.references import UNDO
from history.undo import ChangedSince, NotUndoable, undo
from history.views.activity import layout_of
from history.views.back import back_to_activity, back_to_its_page
from live.parts import partial
from record.models import Change
from workspaces.access import editor, only
from workspaces.answer import acts


@editor
@only("POST")
def change_undo(request: HttpRequest, seq: int) -> HttpResponse:
    """Undo the act of line `seq`; one on the canvas itself (a name, the archive) also while it is archived."""
    change = get_object_or_404(Change.objects.of(request.workspace.pk), seq=seq)
    if change.canvas_id is None:
        return refused(request, None, NotUndoable())
    undo_it = undo_on_shelf if change.table == Canvas._meta.db_table else undo_on_board
    response = undo_it(request, canvas=change.canvas_id, change=change)
    if "activity" not in request.POST:
        return back_to_its_page(response, change)
    return back_to_activity(request, response, canvas=change.canvas_id)


@edits
def undo_on_board(request: HttpRequest, canvas: Canvas, change: Change) -> HttpResponse | None:
    return take_back(request, canvas, change)


def to_canvas(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    return answer(request, request.workspace.canvases.get(pk=changes[0].canvas_id), changes)


@acts(to_canvas)
@of_canvas
def undo_on_shelf(request: HttpRequest, canvas: Canvas, change: Change) -> HttpResponse | None:
    return take_back(request, canvas, change)


def take_back(request: HttpRequest, canvas: Canvas, change: Change) -> HttpResponse | None:
    try:
        undo(change, request.actor)
    except (NotUndoable, ChangedSince) as why:
        return refused(request, canvas, why)
    if not request.htmx:
        messages.success(request, _("Done.") if change.verb == UNDO else _("Undone."))
    return None


@editor
@edits
def undo_last(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    """Undo what this person did last on the canvas."""
    change = last_done(canvas, request.user.pk)
    return take_back(request, canvas, change) if change else refused(request, canvas, None)


@editor
@edits
def redo_last(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    """Do again what this person undid last."""
    change = last_undone(canvas, request.user.pk)
    return take_back(request, canvas, change) if change else refused(request, canvas, None)


def refused(request: HttpRequest, canvas: Canvas | None, why: Exception | None) -> HttpResponse:
    """409: why it was not undone, and where to look; `why` is None where there was nothing to undo."""
    line = why.line if isinstance(why, ChangedSince) else None
    context = {"canvas": canvas, "layout": layout_of(canvas), "line": line, "why": type(why).__name__, "reason": why}
    context |= said_since(line) if line else {}
    if not request.htmx:
        return render(request, "history/refused.html", context, status=409)
    toast = render_to_string("history/refused.html#toast", context, request=request)
    return HttpResponse(partial("toasts", toast, "innerHTML"), status=409)


def said_since(line: Change) -> dict[str, object]:
    """Who changed the row last, and when."""
    rows = Change.objects.of(line.workspace_id).filter(table=line.table, row_id=line.row_id)
    last = rows.to_read().newest_first().first()
    return {"last": last, "who": User.objects.filter(pk=last.actor_id).first()}
