"""What somebody did last on a canvas, and undid last: what Ctrl+Z and its opposite mean."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from django.utils import timezone

from canvas.models import Canvas
from history.activity import Wish, lines_for
from history.references import UNDO, reference_of
from history.undo import is_undoable
from record.models import Change

RECENT = timedelta(days=1)  # nobody expects a key to undo what they did last week


def undone_by(line: Change) -> int | None:
    """The line that this one, an undo, refers to."""
    return reference_of(line)[0] if line.verb == UNDO else None


def last_done(canvas: Canvas, user_id: int) -> Change | None:
    """What this person did last on the canvas, of late, that is not undone; None if there is nothing."""
    undone: set[int] = set()
    for run in _runs(canvas, user_id):
        if undone & {line.seq for line in run}:
            continue
        if reference := undone_by(run[0]):
            undone.add(reference)
        elif all(is_undoable(line, user_id) for line in run):
            return run[0]
    return None


def last_undone(canvas: Canvas, user_id: int) -> Change | None:
    """The undo that this person would take back with "redo": the last one, with nothing done after it."""
    runs = _runs(canvas, user_id)
    undos = {line.seq for run in runs if undone_by(run[0]) for line in run}
    redone: set[int] = set()
    for run in runs:
        if redone & {line.seq for line in run}:
            continue
        reference = undone_by(run[0])
        if reference not in undos:
            return run[0] if reference else None
        redone.add(reference)
    return None


def _runs(canvas: Canvas, user_id: int) -> list[list[Change]]:
    """This person's latest acts on the canvas, newest first, each as its lines."""
    lines = lines_for(Wish(canvas.workspace_id, canvas_id=canvas.pk, actor_id=user_id))
    since = timezone.now() - RECENT
    recent = (line for line in lines if line.clock_at > since and not line.imported)
    return [list(run) for _act, run in groupby(recent, key=lambda line: line.request or line.seq)]
