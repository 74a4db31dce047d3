"""A canvas as people outside its team see it: the board, the matrix or the strategy after one line of the record.

Comments, and who has done what, are the team's own and are left out.
"""

from collections.abc import Callable

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from canvas.board import Board
from canvas.models import Canvas, Note, Segment
from history.fold import state_at
from history.past import board_of, facts_at
from relationships.facts import Facts
from relationships.matrix import Matrix
from relationships.models import Relationship
from relationships.sight import Sight
from relationships.views.matrix import shown
from relationships.views.strategy import course

ON_A_BOARD = (Canvas, Segment, Note, Relationship)


class Look(models.TextChoices):
    CHANGES = "changes", _("What changed since the last review")
    BOARD = "board", _("Canvas")
    MATRIX = "matrix", pgettext_lazy("tab", "Relationships")
    STRATEGY = "strategy", _("Strategy")


def look_asked(request: HttpRequest, looks: list[Look]) -> Look:
    """By ?view=; the first of them, where it names none."""
    asked = request.GET.get("view")
    return Look(asked) if asked in looks else looks[0]


def seen(request: HttpRequest, canvas: Canvas, seq: int, has_changes: bool = False) -> dict:
    """What the template programs/_seen.html shows. One query for the board; four and the people for the others; none
    for the changes, which are not found here."""
    looks = [look for look in Look if has_changes or look != Look.CHANGES]
    look = look_asked(request, looks)
    return {"looks": looks} | through(
        request,
        look,
        board=lambda: board_of(canvas, state_at(canvas, seq, ON_A_BOARD)),
        facts=lambda: facts_at(canvas, seq),
    )


def through(request: HttpRequest, look: Look, board: Callable[[], Board], facts: Callable[[], Facts]) -> dict:
    """What one look shows, whichever canvas `board` and `facts` find: never whose relationships they are."""
    context = {"look": look, "past": True, "outside": True}
    if look == Look.CHANGES:
        return context
    if look == Look.BOARD:
        found = board()
        return context | {"board": found, "canvas": found.canvas}
    found = facts()
    context["canvas"] = found.canvas
    for row in found.relationships:
        row.owner_id = None
    if look == Look.MATRIX:
        return context | shown(Matrix.of(found))
    sight = Sight.of(request, found)
    return context | {"sight": sight} | course(request, found, sight)
