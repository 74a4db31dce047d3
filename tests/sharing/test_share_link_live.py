"""Looking through a live link: the board follows the team's, read-only; it ends with the link, within a second."""

import asyncio
import re
from contextlib import asynccontextmanager

from django.conf import settings

from canvas.models import Comment, Note
from sharing import onlookers as onlookers_module
from sharing import stream
from sharing.onlookers import PAUSE, Onlookers, standing
from sharing.stream import shared_stream
from tests.cast import actor, add_note, add_segment
from tests.live.streaming import Stream, db, head, play, running, settled, until
from tests.sharing.links import holder_of, make_link
from tests.strategy import add_relationship

SOON = PAUSE + 1.0


class SharedStream(Stream):
    """The stream of one page of a visitor."""

    def __init__(self, onlookers, client, link, query: str = "", language: str = "fa"):
        self.sent, self.status, self.slow = [], 0, None
        self.ready, self.left = asyncio.Event(), asyncio.Event()
        key = client.session.session_key if client else ""
        self.scope = {
            "type": "http",
            "method": "GET",
            "path": f"/shared/{link.pk}/live/",
            "query_string": query.encode(),
            "headers": [
                (b"cookie", f"{settings.SESSION_COOKIE_NAME}={key}".encode()),
                (b"accept-language", language.encode()),
            ],
        }
        self.task = asyncio.create_task(shared_stream(onlookers, self.scope, self._receive, self._send))


@asynccontextmanager
async def looking():
    async with running() as (hub,):
        onlookers = Onlookers(hub)
        task = asyncio.create_task(onlookers.run())
        try:
            yield onlookers
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


def revise(cast, text: str) -> None:
    note = Note.objects.get(pk=cast.notes[0].pk)
    note.revise(text, note.version, actor(cast.dariush))


def test_follows_the_board_without_what_is_the_team_s(crowd, hasten):
    hasten(onlookers_module, "PAUSE")
    link, token = make_link(crowd)
    client = holder_of(token)

    def work():
        revise(crowd, "کتاب تا پس‌فردا می‌رسد")
        Comment.objects.add_to(crowd.canvas, "channels", "میان خودمان", actor(crowd.kian))
        add_note(crowd.canvas, crowd.dariush, "channels", "کیوسک", "kiosk")
        add_relationship(
            crowd.canvas, crowd.segments[0], "personal", crowd.dariush,
            state="established", text="مشاور", owner_id=crowd.kian.pk,
        )  # fmt: skip
        crowd.canvas.rename("نام تازه", 1, actor(crowd.dariush))

    async def scenario():
        async with looking() as onlookers:
            page = await SharedStream(onlookers, client, link, f"seq={await db(head, crowd)}").opened()
            assert page.status == 200
            await db(work)
            for words in ("پس‌فردا", "کیوسک", "دستیار شخصی", "نام تازه", 'data-topic="strategy'):
                await page.hears(words, SOON)
            await page.hears(f"id: {await db(head, crowd)}\n", SOON)
            names = (str(crowd.kian), f"/w/{crowd.team.pk}/")
            for secret in ("میان خودمان", "thread", "comments", "#said", "presence", *names):
                assert secret not in page.text, secret
            await page.leave()
            assert not onlookers.pages and not onlookers.held

    play(scenario)


def test_closed_within_a_second_or_so_of_being_revoked(crowd):
    link, token = make_link(crowd)
    other, other_token = make_link(crowd)
    client, other_client = holder_of(token), holder_of(other_token)

    async def scenario():
        async with looking() as onlookers:
            seq = f"seq={await db(head, crowd)}"
            page = await SharedStream(onlookers, client, link, seq).opened()
            stays = await SharedStream(onlookers, other_client, other, seq).opened()
            await db(link.revoke, actor(crowd.dariush))
            await db(revise, crowd, "پس از رفتن")
            started = asyncio.get_running_loop().time()
            await until(lambda: page.ended, SOON)
            assert asyncio.get_running_loop().time() - started < SOON
            assert page.text.endswith("event: closed\ndata: closed\n\n") and "پس از رفتن" not in page.text
            await stays.hears("پس از رفتن", SOON)
            assert (await SharedStream(onlookers, client, link, seq).opened()).status == 404

    play(scenario)


def test_closed_when_the_canvas_goes_into_the_archive(crowd, hasten):
    hasten(onlookers_module, "PAUSE")
    link, token = make_link(crowd)
    client = holder_of(token)

    async def scenario():
        async with looking() as onlookers:
            page = await SharedStream(onlookers, client, link, f"seq={await db(head, crowd)}").opened()
            await db(crowd.canvas.archive, actor(crowd.dariush))
            await until(lambda: page.ended, SOON)

    play(scenario)


def test_who_did_not_open_the_link_gets_no_stream(crowd):
    link, token = make_link(crowd)
    frozen, frozen_token = make_link(crowd, live=False)
    others = holder_of(frozen_token)

    async def scenario():
        async with looking() as onlookers:
            for client, which in ((None, link), (others, link), (others, frozen)):
                assert (await SharedStream(onlookers, client, which).opened()).status == 404

    play(scenario)


def test_database_away_ends_nothing(crowd, monkeypatch, hasten):
    hasten(onlookers_module, "PAUSE")
    link, token = make_link(crowd)
    client = holder_of(token)
    tries = []

    def away(pages):
        tries.append(1)
        if len(tries) == 1:
            raise ConnectionError("away")
        return standing(pages)

    monkeypatch.setattr("sharing.onlookers.standing", away)

    async def scenario():
        async with looking() as onlookers:
            page = await SharedStream(onlookers, client, link, f"seq={await db(head, crowd)}").opened()
            await db(revise, crowd, "پس از بازگشت")
            await page.hears("پس از بازگشت", 2 * SOON)

    play(scenario)


def test_heartbeat_keeps_the_page_of_a_quiet_board(crowd, hasten):
    hasten(onlookers_module, "HEARTBEAT", "PAUSE")
    link, token = make_link(crowd)
    client = holder_of(token)

    async def scenario():
        async with looking() as onlookers:
            page = await SharedStream(onlookers, client, link, f"seq={await db(head, crowd)}").opened()
            await until(lambda: page.text.count(": still here") >= 3)

    play(scenario)


def test_what_arrives_is_what_a_reload_shows(crowd, hasten):
    """Each part that is sent stands on the page that is asked for again, letter by letter."""
    hasten(onlookers_module, "PAUSE")
    link, token = make_link(crowd)
    client = holder_of(token)
    segment = add_segment(crowd.canvas, crowd.dariush, name="تازه‌واردها")
    before = head(crowd)
    segment.move(None, actor(crowd.dariush))
    revise(crowd, "از نو")

    async def scenario():
        async with looking() as onlookers:
            page = await SharedStream(onlookers, client, link, f"seq={before}").opened()
            await page.hears("از نو", SOON)
            sent.append(page.text)

    sent: list[str] = []
    play(scenario)
    shown = client.get(f"/shared/{link.pk}/", headers={"accept-language": "fa"}).content.decode()
    data = "\n".join(re.findall(r"^data: (.*)$", sent[0], re.MULTILINE))
    parts = re.findall(r"<hx-partial [^>]*>(.*?)</hx-partial>", data, re.DOTALL)
    board = [html for html in parts if html.startswith(("<li", "<ul", "<span"))]
    assert len(board) >= 3 and [html for html in board if html not in shown] == []


def test_only_so_many_look_through_one_link_at_a_time(crowd):
    """Who is refused may come when another goes; those of another link are not counted."""
    link, token = make_link(crowd)
    other, other_token = make_link(crowd)
    client, other_client = holder_of(token), holder_of(other_token)
    assert stream.MOST_OF_ONE == 300

    async def scenario():
        async with looking() as onlookers:
            seq = f"seq={await db(head, crowd)}"
            before = await settled(onlookers.hub)
            pages = [SharedStream(onlookers, client, link, seq) for _ in range(stream.MOST_OF_ONE)]
            for page in pages:
                assert (await page.opened()).status == 200
            assert await settled(onlookers.hub, before) == before, "none of them holds a connection to the database"
            for _ in range(2):
                refused = await SharedStream(onlookers, client, link, seq).opened()
                assert refused.status == 429 and refused.task.done()
            assert (await SharedStream(onlookers, other_client, other, seq).opened()).status == 200
            await pages[0].leave()
            again = await SharedStream(onlookers, client, link, seq).opened()
            assert again.status == 200
            assert (await SharedStream(onlookers, client, link, seq).opened()).status == 429

    play(scenario)
