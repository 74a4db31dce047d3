"""What it says when something was taken back."""

from django.utils.translation import gettext_lazy as _

from canvas.sentences import note
from record.models import Change
from record.sentences import register


def name(change: Change) -> dict:
    row = change.row
    return {"name": row.get("name") or row.get("text", "")}


register("canvas.rewind", _("{who} took the canvas back to an earlier moment"))
register("note.rewind", _("{who} took “{note}” in {block} back to an earlier version"), note)
register("segment.rewind", _("{who} took the segment “{name}” back to an earlier version"), name)
register("change.undo", _("{who} undid a change of “{name}”"), name)
