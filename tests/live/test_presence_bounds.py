"""However many come and go, who is here stays short to show and to tell, and nothing of it stays behind."""

import asyncio
import json
import re

from accounts.reading import Reading
from canvas.models import Canvas
from live import presence as presence_module
from live.page import Page
from live.presence import render_people
from tests.cast import actor
from tests.live.streaming import HeldUp, Stream, play, running, until


def page_of(cast, number: int) -> Page:
    """Of somebody who has the editor of a cell open."""
    reading, place = Reading.of(None, "fa"), f"cell-{10**7 + number}-self_service"
    return Page(str(number), cast.team.pk, cast.canvas.pk, 10**7 + number, "", "", reading, 0, place)


def test_canvas_that_its_last_page_leaves_while_another_is_shown_is_forgotten(crowd, monkeypatch, hasten):
    """Else it would be told of, time and again, for as long as the process lives."""
    hasten(presence_module, "PAUSE")
    sibling = Canvas.objects.create_in(crowd.team, "دوم", actor(crowd.dariush))
    held = HeldUp(monkeypatch, presence_module, "render_people")

    async def scenario():
        async with running() as (hub,):
            pages = [Stream(hub, crowd, crowd.layla, canvas=canvas.pk) for canvas in (crowd.canvas, sibling)]
            await until(lambda: len(hub.presence.pages) == 2)
            await until(held.began.is_set)
            for page in pages:
                await page.leave()
            held.let.set()
            await until(hub.presence.flushing.done)
            assert not hub.presence.pages

    play(scenario)


def test_much_that_comes_together_is_told_together(crowd):
    async def scenario():
        async with running() as (hub,):
            told = []

            async def listen(channel, payload):
                if "people" in payload:
                    told.append(payload)

            hub.notify = listen
            clock = asyncio.get_running_loop().time
            began = clock()
            for number in range(30):
                hub.presence.came(page_of(crowd, number))
                await asyncio.sleep(0.01)
            assert len(told) <= 1 + (clock() - began) / presence_module.PAUSE
            await until(lambda: told and len(json.loads(told[-1])["people"]) == 30)

    play(scenario)


def test_few_are_shown_and_the_rest_is_counted(cast, monkeypatch):
    monkeypatch.setattr(presence_module, "MOST_SHOWN", 2)
    people = [cast.amina, cast.dariush, cast.kian, cast.layla]
    reading = Reading.of(cast.omar, "en")

    def shown(count: int) -> tuple[int, list[str], str]:
        html = render_people(dict.fromkeys([person.pk for person in people[:count]]), {reading})[reading].decode()
        return html.count("data-user="), re.findall(r"\+(\d)", html), re.search(r'aria-label="([^"]+)"', html)[1]

    assert shown(2) == (2, [], "2 people here")
    assert shown(4) == (2, ["2"], "4 people here")
    reading = Reading.of(cast.omar, "fa")
    assert shown(4)[2] == "۴ نفر اینجا", "in the reader's digits"


def test_those_who_are_only_counted_have_names_and_are_seen_to_edit(cast, monkeypatch):
    """With twelve people half of them were a number, and what they wrote in nobody saw."""
    monkeypatch.setattr(presence_module, "MOST_SHOWN", 1)
    people = [cast.amina, cast.dariush, cast.kian, cast.layla]
    places = {person.pk: place for person, place in zip(people, (None, None, "note-7", "cell-3-social"), strict=True)}

    def told(language: str) -> tuple[str, list[str]]:
        reading = Reading.of(cast.omar, language)
        html = render_people(places, {reading})[reading].decode()
        more = re.search(r'class="avatar more"\s*title="([^"]+)"', html)[1]
        return re.sub("[\u2068\u2069]", "", more), re.findall(r'data-name="([^"]+)"\s*data-place="([^"]+)"', html)

    written = [("کیان", "note-7"), ("ليلى", "cell-3-social")]
    assert told("fa") == ("داریوش Rad، کیان و ليلى", written)
    monkeypatch.setattr(presence_module, "MOST_NAMED", 1)
    assert told("fa") == ("داریوش Rad و …", written[:1])


def test_what_is_told_of_a_great_crowd_fits_into_a_notification(crowd, monkeypatch):
    """PostgreSQL refuses 8,000 bytes, and then nobody would be told of anybody."""

    async def scenario():
        async with running() as (hub,):
            told, notify = [], hub.notify

            async def listen(channel, payload):
                if "people" in payload:
                    told.append(payload)
                await notify(channel, payload)

            hub.notify = listen
            for number in range(300):  # their pause grows with them
                hub.presence.came(page_of(crowd, number))
            await until(lambda: told)
            assert len(told[0].encode()) < 8000
            assert len(json.loads(told[0])["people"]) == presence_module.MOST_TOLD

    play(scenario)
