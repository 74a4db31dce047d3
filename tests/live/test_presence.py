"""Who is here, and who edits what: shown at once, forgotten in time, across processes."""

import json
import re
import uuid

import pytest
from django.db import OperationalError, connection

from live import hub as hub_module
from live import presence as presence_module
from live.presence import CHANNEL, people_of, tell_editing
from tests.cast import actor
from tests.live.streaming import Stream, all_came_back, db, head, heard_by, play, running, shown, until


@pytest.fixture(autouse=True)
def at_once(hasten):
    hasten(presence_module, "PAUSE")


def notify(channel: str, payload: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [channel, payload])


def last_shown(page: Stream) -> str:
    """The newest of what the page was told of who is here."""
    return page.text.rpartition('hx-target="#presence"')[2].partition("</hx-partial>")[0]


def shows(page: Stream, *users, place: str | None = None):
    """Whether just these people are shown, one of them editing `place`."""
    people = {str(user.pk) for user in users}
    places = [place] if place else []

    def holds() -> bool:
        shown = last_shown(page)
        here = re.findall(r'data-user="(\d+)"', shown)
        return len(here) == len(people) and set(here) == people and re.findall(r'data-place="([^"]+)"', shown) == places

    return holds


def test_who_comes_and_goes_is_shown_to_all(crowd):
    async def scenario():
        async with running() as (hub,):
            layla = await Stream(hub, crowd, crowd.layla).opened()
            await until(shows(layla, crowd.layla))
            kian = await Stream(hub, crowd, crowd.kian).opened()
            await until(shows(layla, crowd.layla, crowd.kian))
            await until(shows(kian, crowd.layla, crowd.kian))
            await kian.leave()
            await until(shows(layla, crowd.layla))

    play(scenario)


def test_person_with_two_pages_is_shown_once_and_stays_with_one(crowd):
    async def scenario():
        async with running() as (hub,):
            layla = await Stream(hub, crowd, crowd.layla).opened()
            one, two = [await Stream(hub, crowd, crowd.kian).opened() for _ in range(2)]
            await until(shows(layla, crowd.layla, crowd.kian))
            await one.leave()
            await shown(hub)
            assert shows(layla, crowd.layla, crowd.kian)()
            await two.leave()
            await until(shows(layla, crowd.layla))

    play(scenario)


def test_page_whose_stream_is_opened_anew_stays_though_the_old_one_ends_later(crowd):
    key = f"page={uuid.uuid4()}"

    async def scenario():
        async with running() as (hub,):
            layla = await Stream(hub, crowd, crowd.layla).opened()
            old, new = [await Stream(hub, crowd, crowd.kian, key).opened() for _ in range(2)]
            await until(shows(layla, crowd.layla, crowd.kian))
            await old.leave()
            await shown(hub)
            assert shows(layla, crowd.layla, crowd.kian)()
            await new.leave()
            await until(shows(layla, crowd.layla))

    play(scenario)


def test_process_that_asks_is_told_who_is_here(crowd, monkeypatch):
    monkeypatch.setattr(hub_module, "SWEEP", 60)  # which reminds the others unasked

    async def scenario():
        async with running() as (hub,):
            heard = heard_by(hub)
            await Stream(hub, crowd, crowd.kian).opened()
            await all_came_back(hub, heard)
            told, notify = [], hub.notify

            async def listen(channel, payload):
                told.append(json.loads(payload))
                await notify(channel, payload)

            hub.notify = listen
            hub.presence.heard('{"ask": "another"}')
            await until(lambda: told)
            assert (told[0]["canvas"], told[0]["people"]) == (crowd.canvas.pk, [[crowd.kian.pk, None]])

    play(scenario)


def test_process_that_starts_asks_who_is_here(crowd):
    """Else its pages would show nobody of the others until they are reminded."""

    async def scenario():
        async with running() as (hub,):
            heard: list[str] = []
            hub.presence.heard = heard.append
            await until(lambda: json.dumps({"ask": presence_module.PROCESS}) in heard)

    play(scenario)


def test_open_editor_is_shown_on_its_place(crowd):
    key, place = str(uuid.uuid4()), f"cell-{crowd.segments[0].pk}-self_service"

    async def scenario():
        async with running() as (hub,):
            layla = await Stream(hub, crowd, crowd.layla).opened()
            await Stream(hub, crowd, crowd.dariush, f"page={key}").opened()
            await until(shows(layla, crowd.layla, crowd.dariush))
            await db(tell_editing, key, crowd.canvas.pk, crowd.dariush.pk, place)
            await until(shows(layla, crowd.layla, crowd.dariush, place=place))
            await db(tell_editing, key, crowd.canvas.pk, crowd.dariush.pk, None)
            await until(shows(layla, crowd.layla, crowd.dariush))

    play(scenario)


def test_nobody_speaks_for_the_page_of_another(crowd):
    """A page's key is no secret to its process only: whoever names it must be whose it is."""
    key = str(uuid.uuid4())

    async def scenario():
        async with running() as (hub,):
            layla = await Stream(hub, crowd, crowd.layla, f"page={key}").opened()
            await until(shows(layla, crowd.layla))
            await db(tell_editing, key, crowd.canvas.pk, crowd.kian.pk, f"note-{crowd.notes[0].pk}")
            await shown(hub)
            assert shows(layla, crowd.layla)()

    play(scenario)


def test_people_of_another_process_are_shown_until_it_falls_silent(crowd, hasten):
    hasten(hub_module, "SWEEP")

    async def scenario():
        async with running() as (hub,):
            layla = await Stream(hub, crowd, crowd.layla).opened()
            await until(shows(layla, crowd.layla))
            told = {"process": "another", "canvas": crowd.canvas.pk, "people": [[crowd.amina.pk, "note-1"]]}
            await db(notify, CHANNEL, json.dumps(told))
            await until(shows(layla, crowd.layla, crowd.amina, place="note-1"))
            hasten(presence_module, "EXPIRES")
            await until(shows(layla, crowd.layla))

    play(scenario)


def test_of_others_it_is_shown_at_once_and_of_oneself_nothing_is_believed(crowd, monkeypatch):
    """What this process told comes back to it, perhaps when it knows better already."""
    monkeypatch.setattr(hub_module, "SWEEP", 60)

    def told(process: str, user) -> str:
        return json.dumps({"process": process, "canvas": crowd.canvas.pk, "people": [[user.pk, None]]})

    async def scenario():
        async with running() as (hub,):
            heard = heard_by(hub)
            layla = await Stream(hub, crowd, crowd.layla).opened()
            await all_came_back(hub, heard)
            hub.presence.heard(told(presence_module.PROCESS, crowd.kian))
            hub.presence.heard(told("another", crowd.amina))
            await until(shows(layla, crowd.layla, crowd.amina))

    play(scenario)


def test_person_in_several_processes_is_shown_once_with_their_editor(crowd):
    def told(process: str, place: str | None) -> str:
        return json.dumps({"process": process, "canvas": crowd.canvas.pk, "people": [[crowd.amina.pk, place]]})

    async def scenario():
        async with running() as (hub,):
            layla = await Stream(hub, crowd, crowd.layla).opened()
            await until(shows(layla, crowd.layla))
            for process, place in (("second", None), ("third", "note-1"), ("fourth", None)):
                hub.presence.heard(told(process, place))
            await until(shows(layla, crowd.layla, crowd.amina, place="note-1"))
            hub.presence.heard(told("third", None))
            await until(shows(layla, crowd.layla, crowd.amina))

    play(scenario)


def test_another_page_of_somebody_who_is_here_is_no_news_to_the_others(crowd):
    async def scenario():
        async with running() as (hub,):
            layla = await Stream(hub, crowd, crowd.layla).opened()
            await until(shows(layla, crowd.layla))
            shown = len(layla.sent)
            for _ in range(2):
                page = await Stream(hub, crowd, crowd.layla, f"seq={await db(head, crowd)}").opened()
                await until(shows(page, crowd.layla))
            assert len(layla.sent) == shown

    play(scenario)


def test_people_are_shown_though_their_names_could_not_be_read_at_first(crowd, monkeypatch, hasten):
    hasten(hub_module, "SWEEP")
    render_people, failed = presence_module.render_people, []

    def fail_once(*about):
        if not failed:
            failed.append(about)
            raise OperationalError("away")
        return render_people(*about)

    monkeypatch.setattr(presence_module, "render_people", fail_once)

    async def scenario():
        async with running() as (hub,):
            layla = await Stream(hub, crowd, crowd.layla).opened()
            await until(shows(layla, crowd.layla))
            assert failed

    play(scenario)


def test_others_are_reminded_in_time(crowd, hasten):
    hasten(presence_module, "AGAIN")
    hasten(hub_module, "SWEEP")
    told = []

    async def scenario():
        async with running() as (hub,):
            layla = await Stream(hub, crowd, crowd.layla).opened()
            await until(shows(layla, crowd.layla))

            async def listen(channel, payload):
                told.append(json.loads(payload)["people"])

            hub.notify = listen
            await until(lambda: len(told) >= 2)
            assert told[-1] == [[crowd.layla.pk, None]]

    play(scenario)


def test_junk_heard_ends_nothing(crowd, monkeypatch):
    """Whoever may connect may NOTIFY: what makes no sense is passed over."""
    monkeypatch.setattr(hub_module, "SWEEP", 60)  # so that what comes was heard

    async def scenario():
        async with running() as (hub,):
            layla = await Stream(hub, crowd, crowd.layla, f"seq={await db(head, crowd)}").opened()
            await until(shows(layla, crowd.layla))
            for channel in ("boom", CHANNEL):
                for junk in (
                    "",
                    "x",
                    "1 2 3",
                    "{}",
                    "[]",
                    '{"page": 1}',
                    '{"process": "p", "canvas": "c", "people": 7}',
                ):
                    await db(notify, channel, junk)
            await db(crowd.notes[1].revise, "پس از یاوه", 1, actor(crowd.dariush))
            await layla.hears("پس از یاوه")
            await Stream(hub, crowd, crowd.kian).opened()
            await until(shows(layla, crowd.layla, crowd.kian))

    play(scenario)


def test_one_person_with_an_open_editor_speaks_for_their_pages():
    class Open:
        def __init__(self, user_id, place):
            self.user_id, self.place = user_id, place

    assert people_of([Open(1, None), Open(1, "note-7"), Open(1, None), Open(2, None)]) == {1: "note-7", 2: None}
