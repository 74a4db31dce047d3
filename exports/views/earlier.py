"""The page of what came before a canvas came here."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.numbers import sent_number
from canvas.answer import of_canvas
from canvas.models import Canvas
from exports.earlier import by_chapter, page_of, provenance_of
from workspaces.access import viewer


@viewer
@of_canvas
def earlier_history(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    """With ?before=, the lines before that number. A canvas that began here has none."""
    came = provenance_of(canvas)
    if came is None:
        raise Http404
    page = page_of(came, sent_number(request.GET.get("before")), request.reading)
    context = {
        "canvas": canvas,
        "tab": "activity",
        "came": came,
        "chapters": by_chapter(page.lines, came, request.reading),
        "are_many": len(came.chapters) > 1,
        "older": f"?before={page.older}" if page.older else None,
        "newer": None if page.newer is None else f"?before={page.newer}" if page.newer else "?",
    }
    return render(request, "exports/earlier_history.html", context)
