"""What changes on a team's pages that show no canvas: its canvases, who is in it, what it is called."""

from collections.abc import Iterable

from live.parts import ANYTHING, Part, aside, team, touches
from record.models import Change

TEAM, CANVASES, EDITS, INVITATIONS = "team", "canvases", "edits", "invitations"


@touches("workspaces_workspace")
@touches("workspaces_membership")
def team_touches(change: Change) -> Iterable[Part]:
    return [team(TEAM)]


@touches("workspaces_invitation")
def invitation_touches(change: Change) -> Iterable[Part]:
    """Who was invited is for owners to know."""
    return [aside(INVITATIONS)]


@touches("canvas_canvas")
def shelf_touches(change: Change) -> Iterable[Part]:
    return [team(CANVASES)]


@touches(ANYTHING)
def edit_touches(change: Change) -> Iterable[Part]:
    """When a canvas was changed last, and by whom."""
    return [aside(EDITS)] if change.canvas_id else []


@touches(Change._meta.db_table)
def redaction_touches(change: Change) -> Iterable[Part]:
    """Words that were blacked out may stand in a name."""
    return [team(TEAM), team(CANVASES)]
