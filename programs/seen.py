"""A canvas as people outside its team see it: the board, the matrix or the strategy after one line of the record.

Comments, and who has done what, are the team's own and are left out.
"""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from canvas.models import Canvas, Note, Segment
from history.fold import state_at
from history.past import board_of, facts_at
from relationships.matrix import Matrix
from relationships.models import Relationship
from relationships.sight import Sight
from relationships.views.matrix import shown
from relationships.views.strategy import course

ON_A_BOARD = (Canvas, Segment, Note, Relationship)


class View(models.TextChoices):
    BOARD = "board", _("Canvas")
    MATRIX = "matrix", pgettext_lazy("tab", "Relationships")
    STRATEGY = "strategy", _("Strategy")


def view_asked(request: HttpRequest) -> View:
    """By ?view=; the board, where it names none."""
    asked = request.GET.get("view")
    return View(asked) if asked in View.values else View.BOARD


def seen(request: HttpRequest, canvas: Canvas, seq: int) -> dict:
    """What the template programs/_seen.html shows. One query for the board; four and the people for the others."""
    view = view_asked(request)
    context = {"canvas": canvas, "view": view, "views": View, "past": True, "outside": True}
    if view == View.BOARD:
        return context | {"board": board_of(canvas, state_at(canvas, seq, ON_A_BOARD))}
    facts = facts_at(canvas, seq)
    for row in facts.relationships:
        row.owner_id = None
    if view == View.MATRIX:
        return context | shown(Matrix.of(facts))
    sight = Sight.of(request, facts)
    return context | {"sight": sight} | course(request, facts, sight)
