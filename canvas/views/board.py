"""The board itself."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from canvas.answer import of_canvas
from canvas.board import Board, head_of
from canvas.models import Canvas
from record.models import Head
from workspaces.access import viewer


@viewer
@of_canvas
def board(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    """The page. Its `seq` is read before its rows: what comes between is sent again, which does no harm."""
    seq = Head.objects.filter(workspace_id=canvas.workspace_id).values_list("seq", flat=True).first() or 0
    rows = {"board": Board.of(canvas), "head": head_of(canvas)}
    context = {"canvas": canvas, "seq": seq, "page": uuid.uuid4(), "tab": "board"} | rows
    return render(request, "canvas/board.html", context)
