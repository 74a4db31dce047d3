"""What is set on paper: the canvas, its relationships and its strategy, as PDF or as pictures."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from canvas.answer import of_canvas
from canvas.board import Board
from canvas.files import as_file, pictures
from canvas.models import Canvas
from exports import audit_paper, board_paper, matrix_paper
from exports.limits import limited
from exports.sheets import AUDIT, SHEETS, SLIDE, Paper, Sheet
from exports.typesetting import typeset
from relationships.audit import Audit
from relationships.facts import Facts
from relationships.matrix import Matrix
from relationships.views.audit import audited
from workspaces.access import viewer


class PaperForm(forms.Form):
    """Which paper; A4 where none is named, or none that we have."""

    paper = forms.ChoiceField(label=gettext_lazy("Paper"), choices=Paper, required=False)

    def asked(self) -> Paper:
        return Paper(self.cleaned_data.get("paper") or Paper.A4) if self.is_valid() else Paper.A4


def sheet_of(request: HttpRequest) -> Sheet:
    return SHEETS[PaperForm(request.GET).asked()]


def board_of(request: HttpRequest, canvas: Canvas, sheet: Sheet) -> dict:
    canvas.workspace = request.workspace
    return board_paper.data_of(Board.of(canvas), sheet, request.reading)


@viewer
@limited("file")
@of_canvas
def board_pdf(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    (made,) = typeset("board", board_of(request, canvas, sheet_of(request)))
    return as_file(made, "pdf", canvas.name)


@viewer
@limited("file")
@of_canvas
def board_png(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    return pictures(typeset("board", board_of(request, canvas, SLIDE), "png"), "png", canvas.name)


@viewer
@limited("file")
@of_canvas
def board_svg(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    return pictures(typeset("board", board_of(request, canvas, SLIDE), "svg"), "svg", canvas.name)


@viewer
@limited("file")
@of_canvas
def matrix_pdf(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    canvas.workspace = request.workspace
    matrix = Matrix.of(Facts.of(canvas, canvas.workspace.today()))
    (made,) = typeset("matrix", matrix_paper.data_of(canvas, matrix, sheet_of(request), request.reading))
    return as_file(made, "pdf", canvas.name, _("Relationships"))


@viewer
@limited("file")
@audited
def audit_pdf(request: HttpRequest, audit: Audit) -> HttpResponse:
    """The report that ?segment=, ?from= and ?to= ask for; what can't be understood is answered as its page does."""
    audit.facts.canvas.workspace = request.workspace
    sheet = AUDIT[PaperForm(request.GET).asked()]
    (made,) = typeset("audit", audit_paper.data_of(audit, request.user, sheet, request.reading))
    return as_file(made, "pdf", audit.facts.canvas.name, _("Strategy audit"))
