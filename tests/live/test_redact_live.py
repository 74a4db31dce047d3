"""Words that are blacked out of the record vanish from open pages too, as from those that are loaded anew."""

import re
from datetime import date

import pytest

from canvas.cards import note_shape, segment_shape
from canvas.models import Comment, Segment
from record.models import Head
from record.redact import redact
from tests.cast import actor
from tests.live.pages import apply, differences
from tests.live.test_live_is_reload import ask_again, freshen, page_of, parts_since
from tests.strategy import decide

WORDS, BARS = "شماره‌ی مریم", "█" * 12


@pytest.fixture
def said(committed_cast):
    """The words stand in a note, the name of its segment, a comment, and a decision."""
    cast, note, segment = committed_cast, committed_cast.notes[0], committed_cast.segments[0]
    note.revise(by=actor(cast.dariush), text=f"زنگ به {WORDS}", channel="", version=note.version)
    fields = {name: getattr(segment, name) for name in ("description", "customers", "value", "margin", "retention")}
    segment.revise(
        by=actor(cast.dariush), version=segment.version, name=f"دوستان {WORDS}", colour=segment.colour, **fields
    )
    Comment.objects.add_to(cast.canvas, note.block, WORDS, note=note, by=actor(cast.kian))
    decide(cast.canvas, cast.dariush, (60, 30, 10), date(2026, 3, 21), reason=f"به گفته‌ی {WORDS}")
    return cast


@pytest.mark.parametrize("url", ["board", "matrix", "comments", "strategy"])
def test_open_pages_become_those_that_are_loaded_anew(said, as_owner, url):
    cast, seq = said, Head.objects.get(pk=said.team.pk).seq
    readers = [cast.amina, cast.kian]
    old = {user: page_of(user, cast.canvas, url) for user in readers}
    redact(actor(cast.omar, reason="شماره‌ی کسی بود"), cast.team.pk, WORDS)
    for shape in (note_shape, segment_shape):
        shape.cache_clear()
    for user in readers:
        parts, fresh = parts_since(seq, cast, user), page_of(user, cast.canvas, url)
        assert WORDS not in parts
        apply(old[user], parts)
        ask_again(old[user], fresh, user)
        freshen(old[user], fresh, set(re.findall(r'data-topic="(\w+)"', parts)))
        assert differences(old[user], fresh) == []
    assert Segment.objects.get(pk=cast.segments[0].pk).name == f"دوستان {BARS}"
