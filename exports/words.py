"""What every paper says of itself, and texts as the templates take them: with the direction they run in."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.dates import write_date
from accounts.reading import Reading
from accounts.text import direction, strip_bidi
from canvas.models import Canvas
from exports.sheets import Sheet


def words(text: object, reading: Reading, **more: object) -> dict:
    """A person's text: its marks of direction taken away, since they could turn around what stands beside it."""
    shown = strip_bidi(str(text))
    return {"text": shown, "dir": direction(shown, reading.direction), **more}


def paper_of(canvas: Canvas, kind: str, sheet: Sheet, made_at: datetime, reading: Reading) -> dict:
    """The part of the data that is the same for every paper of a canvas; `kind` says what the paper is."""
    workspace, day = canvas.workspace.name, write_date(made_at.astimezone(reading.zone), reading)
    return {
        "lang": reading.language,
        "dir": reading.direction,
        "paper": sheet.for_reader(reading),
        "title": words(canvas.name, reading),
        "author": strip_bidi(workspace),
        "keywords": [kind],
        "foot": [words(workspace, reading), words(kind, reading), words(day, reading)],
    }


def continued() -> dict:
    return {"more": _("Continued on the next page"), "rest": _("continued")}
