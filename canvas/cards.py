"""The card of a note or a segment, rendered once for as long as all that it shows stays the same."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from accounts.reading import Reading
from canvas.models import Canvas, Note, Segment

KEPT = 5000  # of the cards drawn last, about a kilobyte each


@dataclass(frozen=True, slots=True)
class _Card:
    """Equal where it shows the same. Whatever the template reads more of must be named in `shows`."""

    part: str
    shows: tuple
    reading: Reading
    canvas: Canvas = field(compare=False)
    row: Note | Segment = field(compare=False)


def card(canvas: Canvas, note: Note, reading: Reading) -> SafeString:
    """The card of a note that was dressed, on the live board; called with the reading's language active."""
    segment = note.shown_segment
    worn = (segment.colour, segment.name) if segment else None
    words = (note.pk, note.version, note.text, note.channel, note.open_comments)
    return drawn(_Card("note", (canvas.workspace_id, canvas.pk, *words, worn), reading, canvas, note))


def segment_card(canvas: Canvas, segment: Segment, reading: Reading) -> SafeString:
    """The card of a segment in its own block, likewise."""
    words = (segment.pk, segment.version, segment.name, segment.colour, segment.customers, segment.retention)
    return drawn(_Card("segment", (canvas.workspace_id, canvas.pk, *words), reading, canvas, segment))


@lru_cache(KEPT)
def drawn(card: _Card) -> SafeString:
    context = {"canvas": card.canvas, card.part: card.row, "reading": card.reading}
    return render_to_string(f"canvas/board.html#{card.part}", context)
