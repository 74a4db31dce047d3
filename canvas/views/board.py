"""The board itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from canvas.answer import of_canvas
from canvas.board import Board, head_of
from canvas.models import Canvas
from canvas.views.page import page_of
from workspaces.access import viewer


@viewer
@of_canvas
def board(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    context = page_of(canvas, "board")
    return render(request, "canvas/board.html", context | {"board": Board.of(canvas), "head": head_of(canvas)})
