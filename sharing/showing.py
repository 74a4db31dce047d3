"""What whoever holds a link is shown: a canvas as people outside its team see it (programs/seen.py), live or as it
was when the link was made."""

from __future__ import annotations

from django.http import HttpRequest

from canvas.board import Board
from history.fold import state_at
from history.past import board_of, facts_at
from programs.seen import ON_A_BOARD, look_asked, through
from relationships.facts import Facts
from sharing.models import ShareLink


def shown_to(request: HttpRequest, link: ShareLink) -> dict:
    """The context of the page: the look that ?view= asks for, if the link shows it, else the board."""
    link.canvas.workspace = link.workspace
    look = look_asked(request, link.looks)
    return {"looks": []} | through(request, look, lambda: board_through(link), lambda: facts_through(link))


def board_through(link: ShareLink) -> Board:
    """Without the comments. Always three queries where it is live, else one."""
    if link.is_live:
        return Board.of(link.canvas, comments={})
    return board_of(link.canvas, state_at(link.canvas, link.seq, ON_A_BOARD))


def facts_through(link: ShareLink) -> Facts:
    if link.is_live:
        return Facts.of(link.canvas, link.workspace.today())
    return facts_at(link.canvas, link.seq)
