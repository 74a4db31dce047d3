"""Keys of places keep their order whatever is put where, and a worn-out list is spread out on the way."""

import random

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from canvas.models import Note
from canvas.position import DIGITS, LONGEST, between, spread
from tests.cast import actor, add_note, add_segment
from workspaces.acting import acting

PLACES = st.lists(st.integers(0, 10**6), max_size=120)


@given(PLACES)
def test_between_keeps_the_order_wherever_it_inserts(places):
    keys = []
    for place in places:
        at = place % (len(keys) + 1)
        keys.insert(at, between(keys[at - 1] if at else "", keys[at] if at < len(keys) else ""))
    assert keys == sorted(set(keys))
    assert all(key[-1] != DIGITS[0] for key in keys), "there is room before every key"


@given(st.integers(0, 3000))
def test_spread_rises_and_leaves_room(count):
    keys = spread(count)
    assert keys == sorted(set(keys)) and len(keys) == count
    if keys:
        assert max(map(len, keys)) <= 3
        assert all(key[-1] != DIGITS[0] for key in keys)
        assert between("", keys[0]) < keys[0] < between(keys[0], keys[1] if count > 1 else "")


@pytest.mark.parametrize("low, high", [("V", "V"), ("W", "V"), ("V1", "V")])
def test_between_refuses_what_is_out_of_order(low, high):
    with pytest.raises(ValueError, match="does not come before"):
        between(low, high)


def test_database_compares_keys_byte_by_byte(db):
    """A key of lower-case letters comes after one of capitals, in no language's order."""
    keys = spread(200)
    with connection.cursor() as cursor:
        cursor.execute('SELECT array_agg(k ORDER BY k COLLATE "C") FROM unnest(%s::text[]) k', [keys[::-1]])
        assert cursor.fetchone()[0] == keys
        cursor.execute(
            "SELECT table_name, collation_name FROM information_schema.columns WHERE column_name = 'position' "
            "AND table_schema = 'public' AND data_type <> 'smallint'"
        )
        assert dict(cursor.fetchall()) == {"canvas_note": "C", "canvas_segment": "C"}


def test_notes_keep_their_order_through_a_spread(cast, monkeypatch):
    """Always into the same gap: the keys there grow until the list is spread out, and the order holds."""
    most = 6  # where keys of 40 grow as those do, and take seven times as long to
    monkeypatch.setattr("canvas.models.placed.LONGEST", most)
    first = add_note(cast.canvas, cast.dariush, "key_partners", "first")
    last = add_note(cast.canvas, cast.dariush, "key_partners", "last")
    expected, longest, spreads = [first.pk, last.pk], 0, 0
    one, other = (add_note(cast.canvas, cast.dariush, "channels", text) for text in "ab")
    for turn in range(2 * most * 8):
        note = (one, other)[turn % 2]
        by = actor(cast.dariush)
        note.move("key_partners", first, by)
        if note.pk in expected:
            expected.remove(note.pk)
        expected.insert(1, note.pk)
        longest = max(longest, len(note.position))
        spreads += len(by.changes) > 1
        if spreads:
            break
    there = Note.objects.present().filter(canvas=cast.canvas, block="key_partners")
    assert list(there.order_by("position").values_list("pk", flat=True)) == expected
    assert spreads and longest <= most
    assert max(len(key) for key in there.values_list("position", flat=True)) <= 3
    assert {change.verb for change in by.changes} == {"note.move"}, "the spread is part of the move that needed it"


def test_segments_go_where_they_are_put(cast):
    """Random moves, beside a plain list."""
    chance = random.Random(3)
    segments = [*cast.segments, *(add_segment(cast.canvas, cast.dariush, name=f"س{n}") for n in range(4))]
    expected = [segment.pk for segment in segments]
    for _ in range(60):
        segment = chance.choice(segments)
        expected.remove(segment.pk)
        after = chance.choice([None, *(other for other in segments if other != segment)])
        segment.move(after, actor(cast.dariush))
        expected.insert(expected.index(after.pk) + 1 if after else 0, segment.pk)
        assert list(cast.canvas.segments.order_by("position").values_list("pk", flat=True)) == expected


def test_a_list_never_grows_so_long_that_nothing_can_be_added(cast):
    """At the end of a list each key is a little longer than the one before: the last that fits is not the last note."""
    first = cast.notes[0]
    with acting(actor(cast.dariush), cast.team.pk, "note.move"):
        cast.canvas.notes.filter(pk=first.pk).update(position="z" * 200)
    before = [row.pk for row in first.neighbours().order_by("position", "pk")] + [first.pk]
    by = actor(cast.dariush)
    last = Note.objects.add_to(cast.canvas, first.block, "one more", by)
    rows = list(cast.canvas.notes.present().filter(block=first.block).order_by("position", "pk"))
    assert [row.pk for row in rows] == [*before, last.pk]
    assert max(len(row.position) for row in rows) <= LONGEST
    assert {line.row_id: line.verb for line in by.changes} == dict.fromkeys(before, "note.move") | {last.pk: "note.add"}
