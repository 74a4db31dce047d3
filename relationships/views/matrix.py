"""The page of the matrix."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from canvas.answer import of_canvas
from canvas.models import Canvas
from relationships.facts import Facts
from relationships.forms.relationship import MatrixForm
from relationships.harmony import Harmony
from relationships.kinds import Kind
from relationships.lenses import View, lens_of
from relationships.matrix import Matrix
from relationships.views.page import frame
from workspaces.access import viewer

PARTS = {  # what a page that is open asks for again
    "": "relationships/matrix.html",
    "table": "relationships/matrix.html#table",
    "sums": "relationships/_sums.html",
    "channels": "relationships/_channels.html",
}


@viewer
@of_canvas
def matrix(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    """The page, or a part of it. Its `seq` is read before its rows, as the board's is."""
    given = frame(request, canvas, "relationships")
    asked = MatrixForm(request.GET).asked()
    template = PARTS[asked.pop("part")]
    found = Matrix.of(Facts.of(canvas, canvas.workspace.today()))
    context = {
        **given,
        "asked": asked,
        "query": "".join(f"{name}={value}&" for name, value in asked.items() if value),
        **shown(found, asked["view"]),
    }
    return render(request, template, context)


def shown(matrix: Matrix, view: str = View.ALL) -> dict:
    """What the template of the matrix shows of it, now or in the past."""
    return {
        "matrix": matrix,
        "lens": lens_of(matrix, view),
        "harmony": Harmony.of(matrix),
        "kinds": list(Kind),
        "views": View,
    }
