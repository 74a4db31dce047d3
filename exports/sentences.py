"""What the changes say that come from here."""

from django.utils.translation import gettext_lazy as _

from canvas.blocks import Block
from record.models import Change
from record.sentences import register


def name(change: Change) -> dict:
    return {"name": change.row["name"]}


def note(change: Change) -> dict:
    return {"note": change.row["text"], "block": Block(change.row["block"]).label}


register("canvas.import", _("{who} imported the canvas “{name}”"), name)
register("canvas.import", _("{who} kept the history that came with the file"), table="exports_provenance")
register("note.import", _("{who} imported “{note}” to {block}"), note)
register("note.import", _("{who} imported the segment “{name}”"), name, "canvas_segment")
register("bundle.create", _("{who} had the whole workspace packed for download"))
