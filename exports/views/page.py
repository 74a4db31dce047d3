"""The page that offers everything that can be taken out of a canvas; and the blank form, for everybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.reading import LANGUAGES
from canvas.answer import of_canvas
from canvas.files import as_file
from canvas.models import Canvas
from exports.blank_form import blank_form
from exports.sheets import Paper
from exports.tables import NAMES
from exports.tables.team import MOST_CHANGES
from workspaces.access import public, viewer


@viewer
@of_canvas
def exports(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    context = {"canvas": canvas, "tab": "exports", "papers": list(Paper), "tables": NAMES.items(), "most": MOST_CHANGES}
    return render(request, "exports/exports.html", context)


@public("a blank form that anybody may print; it holds nothing of anybody's")
def canvas_form(request: HttpRequest, language: str, paper: str) -> HttpResponse:
    if language not in LANGUAGES or paper not in Paper.values:
        raise Http404
    response = as_file(blank_form(language, Paper(paper)), "pdf", f"business-model-canvas-{language}-{paper}")
    response["Cache-Control"] = "public, max-age=86400"
    return response
