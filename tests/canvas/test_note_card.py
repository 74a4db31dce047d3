"""A card is what the board's template draws of its row, though the template is asked only once for cards alike."""

import pytest
from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.reading import Reading
from canvas.board import Board
from canvas.cards import card, note_shape, segment_card
from canvas.models import Canvas, Comment, Note, Segment
from tests.cast import actor

ENGLISH = Reading.of(None, "en")


def dressed_note(cast) -> Note:
    """With a segment and a channel, dressed for the board."""
    (note,) = [n for column in Board.of(cast.canvas).columns for n in column.notes if n.pk == cast.notes[3].pk]
    return note


def look(cast, reading: Reading = ENGLISH) -> str:
    """Its card; each time compared with what the template draws."""
    note = dressed_note(cast)
    with reading.active():
        found = card(cast.canvas, note, reading)
        assert found == plain("note", cast.canvas, note, reading)
    return found


def plain(part: str, canvas: Canvas, row: Note | Segment, reading: Reading) -> str:
    return render_to_string(f"canvas/_cards.html#{part}", {"canvas": canvas, part: row, "reading": reading})


@pytest.fixture(autouse=True)
def worn(cast):
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
    assert look(cast) != before


def look_of_segment(cast) -> str:
    (column,) = Board.of(cast.canvas, ["customer_segments"]).columns
    with ENGLISH.active():
        found = segment_card(cast.canvas, column.segments[0], ENGLISH)
        assert found == plain("segment", cast.canvas, column.segments[0], ENGLISH)
    return found


@pytest.mark.parametrize(
    "fields", [{"name": "Another"}, {"colour": "rose"}, {"customers": 12}, {"retention": "0.5"}], ids=lambda f: [*f][0]
)
def test_what_changes_on_a_segment_is_shown(cast, fields):
    before, segment = look_of_segment(cast), cast.segments[0]
    segment.revise(segment.version, actor(cast.dariush), **fields)
    assert look_of_segment(cast) != before


def test_each_reading_has_its_own(cast):
    comment(cast)
    cards = {look(cast, Reading.of(None, language)) for language in ("fa", "ar", "en")}
    assert len(cards) == 3


def test_cards_alike_are_drawn_once(cast):
    note_shape.cache_clear()
    look(cast)
    known = note_shape.cache_info().misses
    revise(cast)
    rename_segment(cast)
    look(cast)
    assert note_shape.cache_info().misses == known
    comment(cast)
    look(cast)
    assert note_shape.cache_info().misses == known + 1


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60) | st.sampled_from(
    ["%(pk)s 100% %%", "<script>&'\"", "9000000000000002", "\ue000 \ue001", "{{ note }}", "نیم\u200cفاصله\nدو"]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=TEXT, name=TEXT, colour=st.sampled_from(["", "rose"]), talk=st.sampled_from([0, 1, 1200]),
    wears=st.booleans(), channel=st.sampled_from(["", "kiosk"]), language=st.sampled_from(["fa", "ar", "en"]),
    customers=st.sampled_from([None, 0, 12, 10**7]), retention=st.sampled_from([None, "0.5", "0.25"]),
)  # fmt: skip
def test_whatever_people_write(cast, text, name, colour, talk, wears, channel, language, customers, retention):
    segment = Segment(pk=5, version=2, name=name, colour=colour, customers=customers, retention=retention)
    note = Note(pk=7, version=3, text=text, channel=channel)
    note.shown_segment, note.open_comments = segment if wears else None, talk
    reading = Reading.of(None, language)
    with reading.active():
        assert card(cast.canvas, note, reading) == plain("note", cast.canvas, note, reading)
        assert segment_card(cast.canvas, segment, reading) == plain("segment", cast.canvas, segment, reading)
