"""What every live page of a canvas's strategy is given."""

from django.http import HttpRequest

from canvas.answer import may_edit
from canvas.models import Canvas
from canvas.views.page import page_of


def frame(request: HttpRequest, canvas: Canvas, tab: str) -> dict:
    """Ask for it before the rows."""
    return page_of(canvas, tab) | {"may_edit": may_edit(request, canvas)}
