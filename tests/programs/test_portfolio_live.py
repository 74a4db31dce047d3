"""The portfolio keeps itself fresh: its page hears that something changed, for as long as one is of the staff."""

import asyncio
from threading import Event

import pytest

from live import following
from live import hub as hub_module
from programs.following import mark_of
from programs.models import ProgramMembership, Submission
from tests.cast import actor, add_note
from tests.database import listen_url
from tests.live.streaming import SOON, Stream, another_look, answers, db, play, running, until
from tests.programs.crowd import review_it
from tests.programs.scene import Scene, make_scene

HINT = '<i data-topic="program"></i>'


@pytest.fixture
def programs(committed_cast, settings) -> Scene:
    settings.LISTEN_URL = listen_url()
    scene = make_scene(committed_cast)
    for side in (scene.own, scene.other):
        for person in (side.manager, side.reviewer):
            assert person.client.session.session_key
    for person in committed_cast.people.values():
        assert person.client.session.session_key
    return scene


@pytest.fixture
def looks(hasten, monkeypatch) -> list:
    """One more whenever the hub looked for what is new, which it does all the time."""
    hasten(following, "LOOK", "PAUSE")
    return answers(monkeypatch, following, "news_of")


async def page_of(hub, scene: Scene, person, **where) -> Stream:
    seq = where.pop("seq", None)
    seq = await db(mark_of, scene.own.program) if seq is None else seq
    path = where.pop("path", f"/p/{scene.own.program.pk}/live/")
    return await Stream(hub, scene.cast, person, f"seq={seq}", path=path, **where).opened()


def write(scene: Scene, text: str = "خبر") -> None:
    add_note(scene.cast.canvas, scene.cast.dariush, "channels", text)


def submit(scene: Scene) -> Submission:
    own = scene.own
    return Submission.objects.submit(own.enrolment, scene.cast.canvas, own.round, "", actor(scene.cast.amina))


def review(scene: Scene) -> None:
    review_it(scene.own.submission, scene.own.reviewer, 2)


def leave(scene: Scene) -> None:
    scene.own.enrolment.leave(actor(scene.cast.amina))


def rename(scene: Scene) -> None:
    scene.cast.team.rename("خبر", scene.cast.team.version, actor(scene.cast.amina))


def choose(scene: Scene) -> None:
    scene.own.enrolment.choose([scene.cast.canvas, scene.spare], actor(scene.cast.amina))


@pytest.mark.parametrize("change", [write, submit, review, leave, rename, choose])
def test_hears_that_something_changed_and_not_what(programs, change, looks):
    async def scenario():
        async with running() as (hub,):
            page = await page_of(hub, programs, programs.own.manager)
            await another_look(looks)
            assert HINT not in page.text
            await db(change, programs)
            await page.hears(HINT)
            assert "خبر" not in page.text and "data-actor" not in page.text
            assert page.ids[-1] == await db(mark_of, programs.own.program)

    play(scenario)


def test_hears_nothing_of_what_it_does_not_show(programs, looks):
    """Of another program, and of a canvas that is not shown to its staff."""

    async def scenario():
        async with running() as (hub,):
            page = await page_of(hub, programs, programs.own.reviewer)
            await db(add_note, programs.spare, programs.cast.dariush, "channels", "پنهان")
            await db(review_it, programs.other.submission, programs.other.reviewer, 2)
            await another_look(looks)
            assert HINT not in page.text

    play(scenario)


def test_what_came_before_the_stream_was_open_is_told(programs):
    async def scenario():
        async with running() as (hub,):
            seq = await db(mark_of, programs.own.program)
            await db(write, programs)
            page = await page_of(hub, programs, programs.own.manager, seq=seq)
            await page.hears(HINT)

    play(scenario)


def test_many_changes_are_told_once_in_a_while(programs, looks, monkeypatch):
    monkeypatch.setattr(following, "PACE", 0.7)

    async def scenario():
        async with running() as (hub,):
            page, clock = await page_of(hub, programs, programs.own.manager), asyncio.get_running_loop().time
            began = clock()
            for number in range(6):
                await db(write, programs, f"خبر {number}")
                await another_look(looks)
            last = await db(mark_of, programs.own.program)
            await until(lambda: page.ids and page.ids[-1] == last, what="the last of them is told too")
            assert len(page.ids) <= 1 + (clock() - began) / following.PACE

    play(scenario)


def test_only_staff_of_the_program_may_listen(programs):
    async def scenario():
        async with running() as (hub,):
            for person in (programs.cast.amina, programs.cast.omar, programs.other.manager, None):
                assert (await page_of(hub, programs, person)).status == 404
            unknown = await page_of(hub, programs, programs.own.manager, path="/p/987654321/live/")
            assert unknown.status == 404
            zero = await page_of(hub, programs, programs.own.manager, path="/p/0/live/")
            assert zero.status == 404

    play(scenario)


def test_removed_staff_are_closed_within_a_second(programs, monkeypatch):
    looks = answers(monkeypatch, following, "news_of")

    async def scenario():
        async with running() as (hub,):
            page = await page_of(hub, programs, programs.own.reviewer)
            other = await page_of(hub, programs, programs.own.manager)
            await until(lambda: looks)
            await db(remove, programs.own)
            started = asyncio.get_running_loop().time()
            await until(lambda: page.ended)
            assert asyncio.get_running_loop().time() - started < 1.0
            assert page.text.endswith("event: closed\ndata: closed\n\n") and not other.ended
            assert (await page_of(hub, programs, programs.own.reviewer)).status == 404

    play(scenario)


def test_whoever_signed_out_is_closed(programs, monkeypatch, hasten):
    hasten(hub_module, "STANDING")
    looks = answers(monkeypatch, hub_module, "ended")

    async def scenario():
        async with running() as (hub,):
            page = await page_of(hub, programs, programs.own.reviewer)
            other = await page_of(hub, programs, programs.own.manager)
            await another_look(looks)
            assert not page.ended
            await db(programs.own.reviewer.client.session.flush)
            await page.hears("event: closed")
            assert not other.ended

    play(scenario)


def test_heartbeat_keeps_the_page_of_a_quiet_program(programs, hasten):
    hasten(hub_module, "HEARTBEAT", "SWEEP")

    async def scenario():
        async with running() as (hub,):
            page = await page_of(hub, programs, programs.own.manager)
            await until(lambda: page.text.count(": still here") >= 3)

    play(scenario)


def test_who_leaves_while_it_is_looked_is_not_remembered(programs, monkeypatch):
    look, held, began = following.news_of, Event(), Event()

    def slowly(ids):
        began.set()
        assert held.wait(SOON)
        return look(ids)

    monkeypatch.setattr(following, "news_of", slowly)

    async def scenario():
        async with running() as (hub,):
            page = await page_of(hub, programs, programs.own.manager, seq=1)
            await until(began.is_set)
            await page.leave()
            held.set()
            await hub.in_thread(int)  # when it has looked
            await asyncio.sleep(0.05)
            assert not hub.following.told and not hub.following.pages

    play(scenario)


def remove(side) -> None:
    ProgramMembership.objects.get(pk=side.reviewing.pk).remove(actor(side.manager))


def test_who_comes_while_it_is_looked_stays(programs, monkeypatch, looks):
    """What was read before they came says nothing of them."""
    look, looked, held = following.news_of, Event(), Event()

    def slowly(ids):
        found = look(ids)
        looked.set()
        assert held.wait(SOON)
        return found

    async def scenario():
        async with running() as (hub,):
            await page_of(hub, programs, programs.own.manager)
            monkeypatch.setattr(following, "news_of", slowly)
            await until(looked.is_set)
            path = f"/p/{programs.other.program.pk}/live/"
            seq = await db(mark_of, programs.other.program)
            other = await page_of(hub, programs, programs.other.manager, path=path, seq=seq)
            held.set()
            await another_look(looks)
            assert not other.ended

    play(scenario)


def test_pages_that_left_leave_nothing_behind(programs):
    async def scenario():
        async with running() as (hub,):
            page = await page_of(hub, programs, programs.own.manager)
            assert hub.held[programs.own.manager.pk] == 1 and list(hub.following)
            await page.leave()
            assert hub.held[programs.own.manager.pk] == 0 and not hub.following.pages and not hub.following.told

    play(scenario)
