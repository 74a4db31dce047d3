"""Pages are told at once, but of many changes that follow each other closely, of several at a time."""

import asyncio

from accounts.reading import Reading
from live.pace import Pace
from live.page import STILL_HERE, Page
from live.parts import Part
from tests.live.streaming import play, until

NOTE = Part("note", 1)


def a_page() -> Page:
    reading = Reading.of(None, "fa")
    return Page(str(id(object())), 1, 1, 1, "", "", reading, 0)


def due(page: Page, words: bytes, seq: int) -> Page:
    page.queue({NOTE: words}, seq)
    return page


def test_first_word_goes_out_at_once_and_what_follows_goes_out_together():
    async def scenario():
        pace, page = Pace(), a_page()
        pace.rouse(1, {due(page, b"data: one\n", 1)})
        assert page.wake.is_set() and page.take() == b"id: 1\ndata: one\n\n"
        for seq in (2, 3, 4):
            pace.rouse(1, {due(page, b"data: %d\n" % seq, seq)})
            assert not page.wake.is_set()
        await asyncio.wait_for(page.wake.wait(), 5)
        assert page.take() == b"id: 4\ndata: 4\n\n"

    play(scenario)


def test_pages_of_one_team_do_not_wait_for_another():
    async def scenario():
        pace, page, other = Pace(), a_page(), a_page()
        pace.rouse(1, {due(page, b"data: one\n", 1)})
        pace.rouse(2, {due(other, b"data: two\n", 1)})
        assert page.wake.is_set() and other.wake.is_set()

    play(scenario)


def test_page_that_took_it_meanwhile_is_left_asleep_and_a_quiet_team_is_forgotten():
    async def scenario():
        pace, page = Pace(), a_page()
        pace.rouse(1, {due(page, b"data: one\n", 1)})
        page.take()
        pace.rouse(1, {due(page, b"data: two\n", 2)})
        assert page.take() != STILL_HERE  # woken by something else
        await until(lambda: not pace.waiting)
        assert not page.wake.is_set()

    play(scenario)
