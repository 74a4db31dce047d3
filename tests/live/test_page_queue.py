"""A page that is slow gets less often, never more, never stale, and never in another order."""

import asyncio
import contextlib
import re

from accounts.reading import Reading
from canvas.models import Note
from canvas.models.editing import Stale
from live.page import Page, as_data
from live.parts import Part
from tests.cast import actor
from tests.live.streaming import Stream, at_rest, db, head, play, running, shown, until


def page() -> Page:
    return Page("k", 1, 1, 1, "s", "p", Reading("fa", "jalali", "arabext", "UTC"), 0)


def given(open_page: Page, *parts: tuple[str, str], seq: int) -> None:
    open_page.give({Part("note", key): as_data(html) for key, html in parts}, seq)


def test_newest_of_each_part_is_kept_and_comes_last():
    open_page = page()
    given(open_page, ("1", "old"), ("2", "b"), seq=5)
    given(open_page, ("1", "new"), seq=7)
    assert open_page.take() == b"id: 7\ndata: b\ndata: new\n\n"
    assert open_page.take() == b": still here\n\n"


def test_seq_never_goes_back():
    open_page = page()
    given(open_page, ("1", "x"), seq=9)
    given(open_page, ("2", "y"), seq=4)
    assert open_page.take().startswith(b"id: 9\n")


def test_closed_page_gets_nothing_more():
    open_page = page()
    given(open_page, ("1", "secret"), seq=1)
    open_page.close()
    assert open_page.take() == b"event: closed\ndata: closed\n\n"
    assert not open_page.due


def test_text_can_not_forge_an_event():
    """Lines of a text are lines of data, whatever line ends it has."""
    forged = as_data("a\r\n\r\nevent: closed\rid: 9\n\ndata: x\n\u2028\x85y")
    lines = forged.decode().split("\n")
    assert lines.pop() == ""
    assert all(line.startswith("data: ") for line in lines)
    assert "\r" not in forged.decode()


def write(cast, text: str) -> None:
    note = Note.objects.get(pk=cast.notes[0].pk)
    note.revise(text, note.version, actor(cast.dariush))


def test_page_that_takes_nothing_holds_one_copy_of_each_part(crowd):
    async def scenario():
        async with at_rest(crowd) as (hub, slow, _seq):
            await shown(hub)
            slow.slow = asyncio.Event()
            for number in range(12):
                await db(write, crowd, f"نگارش {number:02}")
            (open_page,) = hub.pages[crowd.team.pk]
            await until(lambda: any("نگارش 11".encode() in html for html in open_page.due.values()))
            assert len(open_page.due) <= 3  # the note, what is said of it, who is here
            slow.slow.set()
            await slow.hears("نگارش 11")
            seen = re.findall(r"نگارش (\d\d)</div>", slow.text)
            assert seen == sorted(seen) and len(seen) <= 3

    play(scenario)


def test_flood_leaves_every_page_right_and_memory_flat(crowd):
    """Eight writers as fast as they can, forty pages of which some are slow: all end with what is there."""

    async def writer(number: int) -> None:
        for turn in range(6):
            await db(flood, crowd, number, turn)

    async def scenario():
        async with running() as (hub,):
            seq = await db(head, crowd)
            readers = (crowd.layla, crowd.amina)
            pages = [Stream(hub, crowd, readers[n % 2], f"seq={seq}") for n in range(40)]
            for open_page in pages:
                await open_page.opened()
            for slow in pages[:8]:
                slow.slow = asyncio.Event()
            most = 0
            writing = asyncio.gather(*(writer(number) for number in range(8)))
            while not writing.done():
                most = max(most, *(len(open_page.due) for open_page in hub.pages[crowd.team.pk]))
                await asyncio.sleep(0.01)
            for slow in pages[:8]:
                slow.slow.set()
            last = await db(head, crowd)
            for open_page in pages:
                await until(lambda page=open_page: page.ids and page.ids[-1] >= last)
                for number in range(7):  # the seven notes of the cast: the last writer of each is the last seen
                    text = await db(lambda n=number: Note.objects.get(pk=crowd.notes[n].pk).text)
                    assert re.findall(rf"{number} turn [^<]*", open_page.text)[-1] == text
            assert most <= len(crowd.notes) + 3  # what is said, who is here, what is to be reckoned anew

    play(scenario)


def flood(cast, number: int, turn: int) -> None:
    note = Note.objects.get(pk=cast.notes[number % 7].pk)
    with contextlib.suppress(Stale):  # another was faster
        note.revise(f"{number % 7} turn {turn} of {number}", note.version, actor(cast.dariush))
