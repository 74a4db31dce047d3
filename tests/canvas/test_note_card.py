"""A note's card is drawn once for as long as it looks the same, and anew when anything on it differs."""

import pytest

from accounts.reading import Reading
from canvas.board import Board
from canvas.cards import card, drawn, segment_card
from canvas.models import Comment, Note
from tests.cast import actor

ENGLISH = Reading.of(None, "en")


def look(cast, reading: Reading = ENGLISH) -> str:
    """The card of a note with a segment and a channel, dressed for the board."""
    (note,) = [n for column in Board.of(cast.canvas).columns for n in column.notes if n.pk == cast.notes[3].pk]
    with reading.active():
        return card(cast.canvas, note, reading)


@pytest.fixture(autouse=True)
def worn(cast):
    drawn.cache_clear()
    cast.notes[3].recolour(cast.segments[0], actor(cast.dariush))
    return cast


def revise(cast):
    note = Note.objects.get(pk=cast.notes[3].pk)
    note.revise("<b>new words</b>", note.version, actor(cast.dariush))


def other_channel(cast):
    note = Note.objects.get(pk=cast.notes[3].pk)
    note.revise(note.text, note.version, actor(cast.dariush), channel="kiosk")


def comment(cast):
    note = Note.objects.get(pk=cast.notes[3].pk)
    Comment.objects.add_to(cast.canvas, note.block, "?", actor(cast.kian), note=note)


def rename_segment(cast):
    cast.segments[0].revise(cast.segments[0].version, actor(cast.dariush), name="Another name")


def colour_segment(cast):
    cast.segments[0].revise(cast.segments[0].version, actor(cast.dariush), colour="rose")


def recolour(cast):
    cast.notes[3].recolour(None, actor(cast.dariush))


def remove_segment(cast):
    cast.segments[0].remove(cast.segments[0].version, actor(cast.dariush))


CHANGES = [revise, other_channel, comment, rename_segment, colour_segment, recolour, remove_segment]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_changes_on_it_is_shown(cast, change):
    before = look(cast)
    change(cast)
    kept = look(cast)
    assert kept != before
    drawn.cache_clear()
    assert kept == look(cast)


def look_of_segment(cast) -> str:
    (column,) = Board.of(cast.canvas, ["customer_segments"]).columns
    with ENGLISH.active():
        return segment_card(cast.canvas, column.segments[0], ENGLISH)


@pytest.mark.parametrize(
    "fields", [{"name": "Another"}, {"colour": "rose"}, {"customers": 12}, {"retention": "0.5"}], ids=lambda f: [*f][0]
)
def test_what_changes_on_a_segment_is_shown(cast, fields):
    before, segment = look_of_segment(cast), cast.segments[0]
    segment.revise(segment.version, actor(cast.dariush), **fields)
    kept = look_of_segment(cast)
    assert kept != before
    drawn.cache_clear()
    assert kept == look_of_segment(cast)


def test_each_reading_has_its_own(cast):
    comment(cast)
    cards = {look(cast, Reading.of(None, language)) for language in ("fa", "ar", "en")}
    assert len(cards) == 3


def test_what_looks_the_same_is_drawn_once(cast):
    first = look(cast)
    assert look(cast) is first
    cast.notes[3].move("channels", None, actor(cast.dariush))
    assert look(cast) is first, "where it stands shows on no card"
