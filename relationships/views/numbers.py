"""The numbers of a canvas's segments, and the grid that their months are typed into."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from canvas.answer import back_to, edits, of_canvas
from canvas.models import Canvas
from canvas.models.editing import Removed, Stale
from relationships.books import WrongMonth
from relationships.facts import Facts
from relationships.models import Indicator
from relationships.numbers_page import NumbersPage
from relationships.views.page import frame
from relationships.views.sent_grid import SentGrid
from workspaces.access import editor, viewer


@viewer
@of_canvas
def numbers(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    context = frame(request, canvas, "numbers")
    page = NumbersPage(Facts.of(canvas, canvas.workspace.today()), request.reading, request.GET)
    return render(request, "relationships/numbers.html", {**context, "numbers": page})


@editor
@edits
@back_to("numbers#grid", "segment", "until")
def indicator_record(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    """Save what was changed of a grid, all or none."""
    sent = SentGrid.of(request, canvas)
    if sent.error or not sent.form.is_valid():
        return sent.shown(status=422)
    try:
        entries = sent.form.entries(sent.segment)
        Indicator.objects.record(canvas, entries, request.actor, bring_back="bring_back" in request.POST)
    except Stale:
        again = SentGrid.of(request, canvas)
        again.form.is_valid()
        return again.shown(status=409, conflicts=again.conflicts)
    except Removed as meanwhile:
        sent.segment = meanwhile.row
        return sent.shown(status=409)
    except WrongMonth:
        return SentGrid.of(request, canvas).shown(status=422)
