"""Words that are blacked out of the record vanish from open pages too, as from those that are loaded anew."""

import re
from datetime import date

import pytest
from django.urls import reverse

from accounts.reading import Reading
from canvas.cards import note_shape, segment_shape
from canvas.models import Comment, Segment
from live.catch_up import catch_up
from programs.models import Review, Submission
from record.models import Head
from record.redact import redact
from tests.cast import actor
from tests.live.pages import Element, apply, differences, parse
from tests.live.streaming import Stream, db, head, play, running
from tests.live.test_live_is_reload import ask_again, freshen, page_of, parts_since
from tests.live.test_team_stream import REVIEWS, ROUNDS, listening
from tests.programs.scene import Scene, make_scene
from tests.strategy import decide

WORDS, BARS = "شماره‌ی مریم", "█" * 12
TOLD = {"reviews": REVIEWS, "rounds": ROUNDS}


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


@pytest.fixture
def scene(crowd) -> Scene:
    """The words stand in the program's name, in a round's, in a review that is out, in what was handed in and its
    note."""
    cast, note, scene = crowd, crowd.notes[0], make_scene(crowd)
    side, by = scene.own, actor(scene.own.manager)
    side.program.revise(side.program.version, by, name=f"برنامه‌ی {WORDS}")
    side.round.revise(1, actor(side.manager), name=f"دور {WORDS}", deadline_on=side.round.deadline_on)
    note.revise(by=actor(cast.dariush), text=f"زنگ به {WORDS}", channel="", version=note.version)
    side.submission = Submission.objects.submit(
        side.enrolment, cast.canvas, side.round, f"بخوانید: {WORDS}", actor(cast.amina)
    )
    own = Review.objects.of(side.submission, side.manager)
    scores = {str(row.pk): 2 for row in side.program.criteria.all()}
    own.revise(0, actor(side.manager), submit=True, scores=scores, verdict="changes", summary=f"جز {WORDS}")
    Review.objects.release(side.submission, actor(side.manager))
    return scene


def team_page(scene: Scene, url: str) -> Element:
    side = scene.own
    ids = [side.enrolment.pk, side.submission.pk][: 1 + (url == "submission")]
    response = scene.cast.layla.client.get(reverse(url, args=[scene.cast.team.pk, *ids]))
    assert response.status_code == 200
    return parse(response.content.decode())


def blacked_out_of(home: int, scene: Scene) -> None:
    redact(actor(scene.cast.omar, reason="شماره‌ی کسی بود"), home, WORDS)


def test_a_teams_pages_are_told_on_whichever_record_it_is(scene, as_owner):
    cast = scene.cast

    async def scenario():
        async with running() as (hub,):
            for home in (scene.own.program.pk, cast.team.pk):
                page = await Stream(hub, cast, cast.layla, f"seq={await db(head, cast)}", canvas=0).opened()
                await listening(hub, cast, page)
                assert TOLD["reviews"] not in page.text
                await db(blacked_out_of, home, scene)
                for words in TOLD.values():
                    await page.hears(words)
                assert WORDS not in page.text

    play(scenario)


@pytest.mark.parametrize("url", ["enrolment", "submission"])
def test_what_such_a_page_then_asks_for_is_all_that_it_shows(scene, as_owner, url):
    old = team_page(scene, url)
    for home in (scene.own.program.pk, scene.cast.team.pk):
        blacked_out_of(home, scene)
    fresh = team_page(scene, url)
    freshen(old, fresh, set(TOLD))
    (old_title,), (title,) = old.all("title"), fresh.all("title")
    assert WORDS in "".join(old_title.children)
    old_title.children = title.children  # as htmx does with the page that comes
    assert differences(old, fresh) == []


@pytest.mark.parametrize("url", ["workspace", "members"])
def test_names_on_the_teams_own_pages_are_told(committed_cast, as_owner, url):
    cast = committed_cast
    cast.canvas.rename(f"دفتر {WORDS}", cast.canvas.version, actor(cast.dariush))
    cast.team.rename(f"تیم {WORDS}", cast.team.version, actor(cast.amina))
    old, seq = own_page(cast, url), Head.objects.get(pk=cast.team.pk).seq
    redact(actor(cast.omar, reason="شماره‌ی کسی بود"), cast.team.pk, WORDS)
    reading = Reading.of(cast.layla, "ar")
    parts, fresh = catch_up(cast.team.pk, seq, {0: {reading}}).parts[0, reading], own_page(cast, url)
    freshen(old, fresh, {part.key for part in parts})
    old.all("title")[0].children = fresh.all("title")[0].children
    assert differences(old, fresh) == []


def own_page(cast, url: str) -> Element:
    return parse(cast.layla.client.get(reverse(url, args=[cast.team.pk])).content.decode())


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
