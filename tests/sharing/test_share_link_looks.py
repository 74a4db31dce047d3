"""What pages that look through links missed is brought to all of them together, and holds none of them up."""

import asyncio

from accounts.reading import Reading
from canvas.models import Canvas
from live.parts import Part
from sharing import onlookers as onlookers_module
from sharing.models import ShareLink
from sharing.onlookers import Onlookers
from sharing.parts import Seen, outside_parts
from tests.cast import actor, add_note, add_segment
from tests.live.streaming import db, head, play, running, until
from tests.sharing.links import CHOSEN, holder_of, make_link
from tests.sharing.test_share_link_live import SOON, SharedStream, looking, revise
from tests.strategy import add_relationship


def test_board_that_can_not_be_drawn_holds_nobody_up(crowd, monkeypatch, hasten):
    """Whoever looks at another is told, and shown out in time; so is whoever looks at this one."""
    hasten(onlookers_module, "PAUSE")
    sibling = Canvas.objects.create_in(crowd.team, "دوم", actor(crowd.dariush))
    broken, token = make_link(crowd)
    link, other_token = ShareLink.objects.make(sibling, actor(crowd.dariush), **CHOSEN)
    client, other_client = holder_of(token), holder_of(other_token)

    def draw(canvas_id, *about):
        assert canvas_id != crowd.canvas.pk, "it can not be drawn"
        return outside_parts(canvas_id, *about)

    monkeypatch.setattr(onlookers_module, "outside_parts", draw)

    async def scenario():
        async with looking() as onlookers:
            page = await SharedStream(onlookers, client, broken, "seq=1").opened()
            other = await SharedStream(onlookers, other_client, link, f"seq={await db(head, crowd)}").opened()
            await db(add_note, sibling, crowd.dariush, "channels", "آنجا")
            await other.hears("آنجا", SOON)
            for which, looks in ((link, other), (broken, page)):
                await db(which.revoke, actor(crowd.dariush))
                await until(lambda looks=looks: looks.ended, SOON)

    play(scenario)


def test_board_of_which_nothing_can_be_drawn_ends_no_look(crowd, monkeypatch):
    """Else whoever looks at the boards that come after it would be handed nothing."""
    link, token = make_link(crowd)
    client, asked = holder_of(token), []

    def fail(pages, head):
        asked.append(head)
        raise RuntimeError("it can not be drawn")

    monkeypatch.setattr(onlookers_module, "what_came", fail)

    async def scenario():
        async with looking() as onlookers:
            await SharedStream(onlookers, client, link, "seq=1").opened()
            await onlookers.look()
            assert asked

    play(scenario)


def test_note_that_can_not_be_drawn_keeps_back_nothing_else(crowd, monkeypatch, hasten):
    """A mistake of ours in one note's rendering, of which the record holds the line for ever."""
    hasten(onlookers_module, "PAUSE")
    link, token = make_link(crowd)
    client, draw, broken = holder_of(token), Seen._note, crowd.notes[0].pk

    def fail(seen, note, reading):
        if note.pk == broken:
            raise LookupError("no such template")
        return draw(seen, note, reading)

    monkeypatch.setattr(Seen, "_note", fail)

    async def scenario():
        async with looking() as onlookers:
            page = await SharedStream(onlookers, client, link, f"seq={await db(head, crowd)}").opened()
            await db(revise, crowd, "یکی")
            await db(crowd.notes[1].revise, "دیگری", crowd.notes[1].version, actor(crowd.dariush))
            await page.hears("دیگری", SOON)
            (looker,) = onlookers.pages
            last = await db(head, crowd)
            await until(lambda: looker.seq == last)
            assert f'id="note-{broken}"' not in page.text

    play(scenario)


def test_each_page_is_brought_all_that_it_missed_in_its_own_language(crowd):
    """Those that missed more and those that missed less are looked at together."""
    link, token = make_link(crowd)
    client = holder_of(token)
    before = head(crowd)
    add_note(crowd.canvas, crowd.dariush, "channels", "نخستین", "kiosk")
    revise(crowd, "دومین")

    async def scenario():
        async with running() as (hub,):
            onlookers = Onlookers(hub)
            longer = await SharedStream(onlookers, client, link, f"seq={before}").opened()
            english = await SharedStream(onlookers, client, link, f"seq={before}", "en").opened()
            shorter = await SharedStream(onlookers, client, link, f"seq={before + 1}").opened()
            await until(lambda: len(onlookers.pages) == 3)
            await onlookers.look()
            for page in (longer, english):
                await page.hears("نخستین")
            for page in (longer, english, shorter):
                await page.hears("دومین")
                assert page.ids == [before + 2]
            assert "Kiosk" in english.text and "Kiosk" not in longer.text
            await onlookers.look()
            await asyncio.sleep(0.1)
            assert len(longer.ids) == 1, "once"

    play(scenario)


def test_much_that_was_missed_is_looked_at_bit_by_bit(crowd, monkeypatch, hasten):
    hasten(onlookers_module, "PAUSE")
    monkeypatch.setattr(onlookers_module, "MOST", 2)
    link, token = make_link(crowd)
    client = holder_of(token)
    before = head(crowd)
    for _nothing_to_see in range(2):
        make_link(crowd)
    texts = [f"بسیار {number}" for number in range(5)]
    for text in texts:
        add_note(crowd.canvas, crowd.dariush, "channels", text)

    async def scenario():
        async with looking() as onlookers:
            page = await SharedStream(onlookers, client, link, f"seq={before}").opened()
            for text in texts:
                await page.hears(f">{text}<", 3 * SOON)
            await until(lambda: page.ids == [before + 4, before + 6, before + 7], 3 * SOON, "bit by bit")

    play(scenario)


def test_what_is_established_comes_in_the_order_of_the_segments_that_are_there(cast):
    first, second = cast.segments
    for segment in (first, second, gone := add_segment(cast.canvas, cast.dariush, name="رفته")):
        add_relationship(cast.canvas, segment, "personal", cast.dariush, state="established")
    gone.remove(1, actor(cast.dariush))
    first.move(second, actor(cast.dariush))
    part, reading = Part("established", ""), Reading.of(None, "fa")
    html = outside_parts(cast.canvas.pk, [part], [reading])[reading][part].decode()
    assert -1 < html.index(second.name) < html.index(first.name) and gone.name not in html


def test_what_is_done_on_another_canvas_brings_nothing(crowd):
    link, token = make_link(crowd)
    client = holder_of(token)
    sibling = Canvas.objects.create_in(crowd.team, "دوم", actor(crowd.dariush))

    async def scenario():
        async with running() as (hub,):
            onlookers = Onlookers(hub)
            page = await SharedStream(onlookers, client, link, "seq=999999").opened()  # taken for the last there is
            await until(lambda: onlookers.pages)
            await db(add_note, sibling, crowd.dariush, "channels", "آنجا")
            await onlookers.look()
            await db(revise, crowd, "اینجا")
            await onlookers.look()
            await page.hears("اینجا")
            assert "آنجا" not in page.text and len(page.ids) == 1

    play(scenario)
