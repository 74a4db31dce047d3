"""Pages of a team that show no canvas, and the bell on every page: word of what is another now."""

import asyncio

import pytest
from django.urls import reverse

from accounts.reading import Reading
from canvas.models import Comment
from live.catch_up import catch_up
from live.words import hear
from programs.models import Answer, Assignment, Remark, Review, Round, Submission
from record.models import Head
from tests.cast import actor
from tests.live.pages import Element, differences, parse
from tests.live.streaming import Stream, db, head, play, running, until
from tests.live.test_live_is_reload import freshen
from tests.programs.scene import make_scene, review_it

REVIEWS, ROUNDS = 'data-topic="reviews"', 'data-topic="rounds"'
BELL = 'hx-target="#bell-word"'


@pytest.fixture
def scene(crowd):
    scene = make_scene(crowd)
    assert scene.own.manager.client.session.session_key
    return scene


def team_page(hub, cast, user, query: str = "seq=0", **where) -> Stream:
    return Stream(hub, cast, user, query, canvas=0, **where)


def mention(cast, *people) -> None:
    Comment.objects.add_to(cast.canvas, "channels", "@", actor(cast.kian), mentions=[p.pk for p in people])


async def listening(hub, cast, page: Stream) -> None:
    """Until the hub hears what it is told: a word is told once."""
    while BELL not in page.text:
        await db(mention, cast, cast.layla)
        await asyncio.sleep(0.05)


def test_a_review_comes_when_it_is_released(scene):
    cast, side = scene.cast, scene.own

    def draft() -> Review:
        own = Review.objects.of(side.submission, side.reviewer)
        Remark.objects.add_to(own, actor(side.reviewer), about="whole", text="پنهان")
        own.revise(own.version, actor(side.reviewer), scores={}, verdict="", summary="پنهان")
        return own

    def submit(own: Review) -> None:
        own.revise(own.version, actor(side.reviewer), submit=True, scores={}, verdict="changes", summary="پنهان")

    async def scenario():
        async with running(2) as (near, far):
            seq = f"seq={await db(head, cast)}"
            pages = [await team_page(hub, cast, cast.layla, seq).opened() for hub in (near, far)]
            board = await Stream(near, cast, cast.layla, "seq=0").opened()
            own = await db(draft)
            for hub, page in zip((near, far), pages, strict=True):
                await listening(hub, cast, page)
                assert REVIEWS not in page.text, "nothing tells of a draft"
            await db(submit, own)
            for page in pages:
                told = page.text.count(BELL)
                while page.text.count(BELL) == told:
                    await db(mention, cast, cast.layla)
                    await asyncio.sleep(0.05)
                assert REVIEWS not in page.text, "until it is released it is the staff's"
            await db(Review.objects.release, side.submission, actor(side.manager))
            for page in pages:
                await page.hears(REVIEWS)
                assert "پنهان" not in page.text
            assert REVIEWS not in board.text

    play(scenario)


def test_answers_and_rounds_come_too_and_are_said(scene):
    cast, side = scene.cast, scene.own
    review_it(side, cast.amina)
    seq = Head.objects.get(pk=cast.team.pk).seq

    def add_round() -> None:
        Round.objects.add_to(side.program, actor(side.manager), name="دور", deadline_on=side.round.deadline_on)

    async def scenario():
        async with running() as (hub,):
            page = await team_page(hub, cast, cast.layla, f"seq={seq}").opened()
            await listening(hub, cast, page)
            await db(add_round)
            await page.hears(ROUNDS)
            assert REVIEWS not in page.text
            await db(Answer.give, side.loose, "همین", True, actor(cast.dariush))
            await page.hears(REVIEWS)
            assert 'hx-target="#said"' in page.text and "همین" not in page.text
            told = page.text.count(ROUNDS)
            await db(Submission.objects.submit, side.enrolment, cast.canvas, side.round, "", actor(cast.dariush))
            await until(lambda: page.text.count(ROUNDS) > told)

    play(scenario)


def enrolled_page(scene, reader) -> Element:
    url = reverse("enrolment", args=[scene.cast.team.pk, scene.own.enrolment.pk])
    return parse(reader.client.get(url).content.decode())


STANDING = {  # what shows on the page of a program that a team takes part in, and to whom
    "canvas.rename": ("layla", lambda cast, side: cast.canvas.rename("نامی تازه", 1, actor(cast.dariush))),
    "member.appoint": ("layla", lambda cast, side: member(cast, cast.layla).appoint(30, actor(cast.amina))),
    "enrolment.leave": ("amina", lambda cast, side: side.enrolment.leave(actor(cast.amina))),
}


def member(cast, user):
    return cast.team.members.get(user=user)


@pytest.mark.parametrize("verb", STANDING)
def test_what_a_team_does_shows_on_its_page_of_the_program(scene, verb):
    reader, act = STANDING[verb]
    reader, cast = scene.cast.people[reader], scene.cast
    old, seq = enrolled_page(scene, reader), Head.objects.get(pk=cast.team.pk).seq
    act(cast, scene.own)
    reading = Reading.of(reader, reader.language)
    parts = catch_up(cast.team.pk, seq, {0: {reading}}).parts.get((0, reading), {})
    fresh = enrolled_page(scene, reader)
    assert differences(old, fresh) != []
    freshen(old, fresh, {part.key for part in parts})
    assert differences(old, fresh) == []


def test_only_for_members_and_no_longer_than_that(scene):
    cast, amina = scene.cast, scene.cast.amina
    membership = cast.team.members.get(user=cast.layla)

    async def scenario():
        async with running() as (hub,):
            for outsider in (cast.sara, cast.omar, scene.own.manager, None):
                stranger = await team_page(hub, cast, outsider).opened()
                assert stranger.status == 404
            page = await team_page(hub, cast, cast.layla).opened()
            await db(membership.remove, actor(amina))
            await page.hears("event: closed")

    play(scenario)


def test_people_of_two_teams_do_not_meet_there(scene):
    cast = scene.cast

    async def scenario():
        async with running() as (hub,):
            ours = await team_page(hub, cast, cast.layla).opened()
            theirs = await team_page(hub, cast, cast.sara, workspace=cast.elsewhere.pk).opened()
            await listening(hub, cast, ours)
            assert 'hx-target="#presence"' not in ours.text + theirs.text
            assert BELL not in theirs.text and not hub.presence.pages

    play(scenario)


def test_the_bell_rings_for_whoever_is_told_alone(scene):
    cast = scene.cast

    async def scenario():
        async with running(2) as (near, far):
            called = [await Stream(hub, cast, cast.layla, "seq=0").opened() for hub in (near, far)]
            other = await Stream(near, cast, cast.dariush, "seq=0").opened()
            for hub, page in zip((near, far), called, strict=True):
                await listening(hub, cast, page)
            assert BELL not in other.text
            rung = called[1].text.count(BELL)
            await db(cast.layla.client.post, "/notices/read/")
            await until(lambda: called[1].text.count(BELL) > rung)

    play(scenario)


def test_the_bell_rings_on_a_programs_pages_too(scene):
    cast, side = scene.cast, scene.own
    assert side.reviewer.client.session.session_key

    def ask_again() -> None:
        for who in ((), (side.reviewing,)):
            Assignment.objects.assign(side.enrolment, who, actor(side.manager))

    async def scenario():
        async with running() as (hub,):
            page = await Stream(hub, cast, side.reviewer, "seq=0", path=f"/p/{side.program.pk}/live/").opened()
            while BELL not in page.text:  # until the hub listens
                await db(ask_again)
                await asyncio.sleep(0.05)

    play(scenario)


@pytest.mark.parametrize("payload", ["", "x", "1", "1 <b>", "x reviews", "1 reviews more"])
def test_words_that_make_no_sense_are_passed_over(payload):
    with pytest.raises(ValueError):
        hear([], payload)
