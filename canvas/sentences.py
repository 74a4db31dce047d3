"""What the changes of canvases say. {who} comes first in every language; other words are isolated from the text."""

from django.utils.translation import gettext_lazy as _

from canvas.blocks import Block
from record.models import Change
from record.sentences import name, register, renamed


def note(change: Change) -> dict:
    return {"note": change.row["text"], "block": Block(change.row["block"]).label}


def text(change: Change) -> dict:
    return {"text": change.row["text"], "block": Block(change.row["block"]).label}


def brought(change: Change) -> dict:
    return {"text": change.row["text"], "name": change.row["said_by"]}


register("canvas.create", _("{who} created the canvas “{name}”"), name)
register("canvas.rename", _("{who} renamed the canvas “{old}” to “{new}”"), renamed)
register("canvas.duplicate", _("{who} made “{name}”, a copy of another canvas"), name)
register("canvas.archive", _("{who} archived the canvas “{name}”"), name)
register("canvas.restore", _("{who} brought the canvas “{name}” back from the archive"), name)
register("note.add", _("{who} added “{note}” to {block}"), note)
register("note.revise", _("{who} revised “{note}” in {block}"), note)
register("note.move", _("{who} moved “{note}” to {block}"), note)
register("note.recolour", _("{who} changed the segment of “{note}”"), note)
register("note.remove", _("{who} removed “{note}” from {block}"), note)
register("note.restore", _("{who} brought “{note}” back to {block}"), note)
register("segment.add", _("{who} added the segment “{name}”"), name)
register("segment.revise", _("{who} revised the segment “{name}”"), name)
register("segment.move", _("{who} moved the segment “{name}”"), name)
register("segment.remove", _("{who} removed the segment “{name}”"), name)
register("segment.restore", _("{who} brought the segment “{name}” back"), name)
register("comment.add", _("{who} commented in {block}: “{text}”"), text)
register("comment.resolve", _("{who} resolved the comment “{text}”"), text)
register("comment.reopen", _("{who} reopened the comment “{text}”"), text)
register("comment.import", _("{who} brought in a comment from a file, where {name} says: “{text}”"), brought)
