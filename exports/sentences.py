"""What the changes say that come from here."""

from django.utils.translation import gettext_lazy as _

from canvas.sentences import note
from record.sentences import name, register

register("canvas.import", _("{who} imported the canvas “{name}”"), name)
register("canvas.import", _("{who} kept the history that came with the file"), table="exports_provenance")
register("note.import", _("{who} imported “{note}” to {block}"), note)
register("note.import", _("{who} imported the segment “{name}”"), name, "canvas_segment")
register("bundle.create", _("{who} had the whole workspace packed for download"))
