"""What whoever holds a link is shown: a canvas as people outside its team see it (programs/seen.py), live or as it
was when the link was made."""

from __future__ import annotations

from django.http import HttpRequest

from canvas.board import Board
from history.fold import state_at
from history.past import board_of, facts_at
from programs.seen import ON_A_BOARD, Look, look_asked
from relationships.facts import Facts
from relationships.matrix import Matrix
from relationships.sight import Sight
from relationships.views.matrix import shown
from relationships.views.strategy import course
from sharing.models import ShareLink


def shown_to(request: HttpRequest, link: ShareLink) -> dict:
    """The context of the page: the look that ?view= asks for, if the link shows it, else the board."""
    link.canvas.workspace = link.workspace
    look = look_asked(request, link.looks)
    context = {"look": look, "looks": [], "past": True, "outside": True}
    if look == Look.BOARD:
        board = board_through(link)
        return context | {"board": board, "canvas": board.canvas}
    facts = facts_through(link)
    context["canvas"] = facts.canvas
    if look == Look.MATRIX:
        return context | shown(Matrix.of(facts))
    sight = Sight.of(request, facts)
    return context | {"sight": sight} | course(request, facts, sight)


def board_through(link: ShareLink) -> Board:
    """Without the comments. Always three queries where it is live, else one."""
    if link.is_live:
        return Board.of(link.canvas, comments={})
    return board_of(link.canvas, state_at(link.canvas, link.seq, ON_A_BOARD))


def facts_through(link: ShareLink) -> Facts:
    """Without whose relationships they are."""
    facts = Facts.of(link.canvas, link.workspace.today()) if link.is_live else facts_at(link.canvas, link.seq)
    for row in facts.relationships:
        row.owner_id = None
    return facts
