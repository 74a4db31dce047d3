"""The card of a note or a segment: the board's template, drawn once for each shape that a card can have, and filled in.

Drawing takes the template engine several hundred calls, and most cards differ only in a few values that stand in them
as they are. So the template is given stand-ins for those, and what it draws is kept; everything else that it reads is
named by the shape.
"""

import re
from functools import lru_cache
from html import escape
from types import MappingProxyType

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from accounts.reading import Reading
from canvas.models import Canvas, Note, Segment

KEPT = 2000  # of the shapes used last, about a kilobyte each
# No row has such a number, and no template such a letter.
NUMBERS = {name: 9 * 10**15 + at for at, name in enumerate(("workspace", "canvas", "pk", "version"))}
TEXTS = {name: chr(0xE000 + at) for at, name in enumerate(("text", "colour", "name"))}
STANDS_FOR = MappingProxyType({str(stand_in): name for name, stand_in in (NUMBERS | TEXTS).items()})
STAND_IN = re.compile("|".join(STANDS_FOR))


def card(canvas: Canvas, note: Note, reading: Reading) -> SafeString:
    """The card of a note that was dressed, on the live board; called with the reading's language active."""
    segment = note.shown_segment
    shape = note_shape(note.channel, note.open_comments, segment is not None, reading)
    return _filled(shape, canvas, note, note.text, *((segment.colour, segment.name) if segment else ("", "")))


def segment_card(canvas: Canvas, segment: Segment, reading: Reading) -> SafeString:
    """The card of a segment in its own block, likewise."""
    shape = segment_shape(segment.customers, segment.retention, reading)
    return _filled(shape, canvas, segment, "", segment.colour, segment.name)


@lru_cache(KEPT)
def note_shape(channel: str, open_comments: int, has_segment: bool, reading: Reading) -> str:
    note = Note(pk=NUMBERS["pk"], version=NUMBERS["version"], text=TEXTS["text"], channel=channel)
    note.open_comments = open_comments
    note.shown_segment = Segment(colour=TEXTS["colour"], name=TEXTS["name"]) if has_segment else None
    return _shape("note", note, reading)


@lru_cache(KEPT)
def segment_shape(customers: int | None, retention: object, reading: Reading) -> str:
    shown = {"colour": TEXTS["colour"], "name": TEXTS["name"], "customers": customers, "retention": retention}
    return _shape("segment", Segment(pk=NUMBERS["pk"], version=NUMBERS["version"], **shown), reading)


def _shape(part: str, row: Note | Segment, reading: Reading) -> str:
    """What the template draws, as a pattern for `%`."""
    canvas = Canvas(pk=NUMBERS["canvas"], workspace_id=NUMBERS["workspace"])
    drawn = render_to_string(f"canvas/_cards.html#{part}", {"canvas": canvas, part: row, "reading": reading})
    return STAND_IN.sub(lambda found: f"%({STANDS_FOR[found[0]]})s", drawn.replace("%", "%%"))


def _filled(shape: str, canvas: Canvas, row: Note | Segment, text: str, colour: str, name: str) -> SafeString:
    numbers = {"workspace": canvas.workspace_id, "canvas": canvas.pk, "pk": row.pk, "version": row.version}
    words = {"text": escape(text), "colour": escape(colour), "name": escape(name)}
    return SafeString(shape % {**numbers, **words})
