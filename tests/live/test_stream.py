"""What the stream of an open page brings, to whom, and when it ends."""

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from canvas.models import Canvas, Note
from live import hub as hub_module
from live import stream as stream_module
from live.catch_up import catch_up
from live.stream import Asked
from tests.cast import actor
from tests.live.streaming import Stream, at_rest, db, head, play, rests, revise, running, shown, until


def test_edit_reaches_every_page_of_the_canvas(crowd):
    async def scenario():
        seq = await db(head, crowd)
        async with running() as (hub,):
            pages = [await Stream(hub, crowd, user, f"seq={seq}").opened() for user in (crowd.amina, crowd.layla)]
            await db(revise, crowd, "به همه می‌رسد")
            for page in pages:
                await page.hears("به همه می‌رسد")
                assert page.ids[-1] == seq + 1
            assert "data: " in pages[0].text and pages[0].status == 200

    play(scenario)


def test_two_hubs_both_deliver(crowd):
    async def scenario():
        seq = await db(head, crowd)
        async with running(2) as hubs:
            pages = [await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened() for hub in hubs]
            await db(revise, crowd, "دو کارگزار")
            for page in pages:
                await page.hears("دو کارگزار")

    play(scenario)


def test_write_without_a_notification_is_found_by_the_sweep(crowd, monkeypatch, hasten):
    """A process that dies between its commit and its NOTIFY; a write by hand."""
    hasten(hub_module, "SWEEP")
    monkeypatch.setattr("workspaces.acting.announce", lambda *arguments: None)

    async def scenario():
        async with at_rest(crowd) as (_hub, page, _seq):
            await db(revise, crowd, "بی‌صدا")
            await page.hears("بی‌صدا")

    play(scenario)


def test_reconnecting_brings_exactly_what_was_missed(crowd, monkeypatch):
    monkeypatch.setattr(hub_module, "SWEEP", 60)  # at once, not when the next look finds it

    async def scenario():
        async with running() as (hub,):
            page = await Stream(hub, crowd, crowd.layla, f"seq={await db(head, crowd)}").opened()
            await db(revise, crowd, "پیش از قطع", 0)
            await page.hears("پیش از قطع")
            await page.leave()
            for text, note in (("یک", 1), ("دو", 2), ("سه", 1)):
                await db(revise, crowd, f"هنگام قطع {text}", note)
            again = Stream(hub, crowd, crowd.layla, "seq=0", {"last-event-id": str(page.ids[-1])})
            await again.hears("هنگام قطع سه")
            await again.hears("هنگام قطع دو")
            assert "هنگام قطع یک" not in again.text, "only the newest of each part"
            assert "پیش از قطع" not in again.text, "it had that"
            assert again.ids[-1] == await db(head, crowd)

    play(scenario)


def test_nothing_missed_brings_nothing(crowd):
    async def scenario():
        async with at_rest(crowd) as (hub, page, _seq):
            await shown(hub)
            assert 'hx-target="#note' not in page.text and 'hx-target="#list' not in page.text

    play(scenario)


def test_page_that_comes_when_nothing_is_missed_has_nothing_read_for_it(crowd, monkeypatch):
    reads = []
    monkeypatch.setattr(hub_module, "catch_up", lambda *about: reads.append(about) or catch_up(*about))

    async def scenario():
        seq = await db(head, crowd)
        async with running() as (hub,):
            await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened()
            await until(lambda: len(reads) == 1 and hub.reading is None)
            await Stream(hub, crowd, crowd.amina, f"seq={seq}").opened()
            await until(lambda: not hub.wake.is_set() and hub.reading is None)
            assert len(reads) == 1 and not hub.late

    play(scenario)


def test_restarted_server_brings_what_was_missed(crowd):
    async def scenario():
        seq = await db(head, crowd)
        async with running() as (hub,):
            page = await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened()
            await until(lambda: rests(hub, crowd.team.pk, seq))
        await until(lambda: page.ended)
        await db(revise, crowd, "در خاموشی")
        async with running() as (hub,):
            again = Stream(hub, crowd, crowd.layla, f"seq={seq}")
            await again.hears("در خاموشی")

    play(scenario)


def test_other_canvases_and_workspaces_are_not_heard(crowd):
    sibling = Canvas.objects.create_in(crowd.team, "دوم", actor(crowd.dariush))

    async def scenario():
        async with running() as (hub,):
            page = await Stream(hub, crowd, crowd.layla, f"seq={await db(head, crowd)}").opened()
            await db(Note.objects.add_to, sibling, "channels", "آنجا", actor(crowd.dariush))
            await db(crowd.other_note.revise, "elsewhere", 1, actor(crowd.sara))
            await db(revise, crowd, "اینجا")
            await page.hears("اینجا")
            assert "آنجا" not in page.text and "elsewhere" not in page.text

    play(scenario)


@pytest.mark.parametrize("who", [None, "sara", "omar"])
def test_outsiders_find_no_stream(crowd, who):
    async def scenario():
        async with running() as (hub,):
            page = await Stream(hub, crowd, who and crowd.people[who]).opened()
            assert page.status == 404
            assert not hub.pages

    play(scenario)


@pytest.mark.parametrize("where", ["workspace", "canvas", "both", "unknown"])
def test_mixed_ids_find_no_stream(crowd, where):
    ids = {
        "workspace": {"workspace": crowd.elsewhere.pk},
        "canvas": {"canvas": crowd.other_canvas.pk},
        "both": {"workspace": crowd.elsewhere.pk, "canvas": crowd.other_canvas.pk},
        "unknown": {"workspace": 10**17, "canvas": 10**17},
    }[where]

    async def scenario():
        async with running() as (hub,):
            assert (await Stream(hub, crowd, crowd.amina, **ids).opened()).status == 404

    play(scenario)


@pytest.mark.parametrize(
    "query", ["seq=-1", "seq=x", "seq=" + "9" * 40, "seq=1&page=<script>", "", "page=\x00", "seq=%FF"]
)
def test_junk_in_the_address_opens_from_the_start(crowd, query):
    async def scenario():
        async with running() as (hub,):
            page = await Stream(hub, crowd, crowd.layla, query).opened()
            assert page.status == 200

    play(scenario)


@pytest.mark.parametrize("cookie", ["a/b=1", "x@y", "=;;=", 'q="', "é=ü", "sessionid=\x00", f"s={'x' * 9000}"])
def test_cookies_of_others_on_the_same_host_do_no_harm(crowd, cookie):
    own = f"{settings.SESSION_COOKIE_NAME}={crowd.layla.client.session.session_key}"

    async def scenario():
        async with running() as (hub,):
            for cookies in (f"{cookie}; {own}", f"{own}; {cookie}"):
                page = await Stream(hub, crowd, None, headers={"cookie": cookies}).opened()
                assert page.status == (404 if cookies.endswith("\x00") else 200)

    play(scenario)


def test_while_the_database_is_away_the_page_is_told_to_come_again(crowd, monkeypatch):
    """As it would not, were it told that there is no such stream."""

    def away(scope):
        raise OperationalError("away")

    async def scenario():
        async with running() as (hub,):
            with monkeypatch.context() as meanwhile:
                meanwhile.setattr(stream_module, "page_of", away)
                page = await Stream(hub, crowd, crowd.layla).opened()
                assert page.status == 503 and not hub.pages
            assert (await Stream(hub, crowd, crowd.layla).opened()).status == 200

    play(scenario)


@pytest.mark.parametrize(
    ("who", "cookie", "asked", "language"),
    [
        ("layla", "fa", "en", "ar"),  # her own choice
        (None, "ar", "fa", "ar"),
        (None, "de", "fa", "fa"),  # another site's on the same host
        (None, "", "en;q=0.5, fa-IR;q=0.9", "fa"),
        (None, "", "x;;=, *", "en"),
        (None, "", "", "en"),
    ],
)
def test_stream_speaks_the_language_of_its_page(cast, who, cookie, asked, language):
    user = who and cast.people[who]
    client = user.client if user else Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    page = client.get("/accounts/password/reset/", headers={"accept-language": asked})
    headers = {"cookie": f"{settings.LANGUAGE_COOKIE_NAME}={cookie}", "accept-language": asked}
    scope = {"headers": [(k.encode(), v.encode()) for k, v in headers.items()], "query_string": b""}
    assert Asked.of(scope).reading(user).language == page["Content-Language"] == language


@pytest.mark.parametrize(("said", "language"), [("fa", "fa"), ("xx", "ar")])
def test_stream_goes_on_in_the_language_that_its_page_says(cast, said, language):
    """Though she chose another since."""
    page = cast.layla.client.get("/profile/", headers={"Boom-Language": said})
    scope = {"headers": [(b"boom-language", said.encode())], "query_string": b""}
    assert Asked.of(scope).reading(cast.layla).language == page["Content-Language"] == language


def test_stream_is_only_read(crowd):
    async def scenario():
        async with running() as (hub,):
            for method in ("POST", "PUT", "DELETE", "HEAD"):
                assert (await Stream(hub, crowd, crowd.layla, method=method).opened()).status == 405

    play(scenario)


def test_page_that_claims_to_be_ahead_does_not_stop_the_others(crowd):
    async def scenario():
        async with running() as (hub,):
            liar = await Stream(hub, crowd, crowd.kian, f"seq={10**15}").opened()
            page = await Stream(hub, crowd, crowd.layla, f"seq={await db(head, crowd)}").opened()
            await db(revise, crowd, "باز هم می‌رسد")
            await page.hears("باز هم می‌رسد")
            await liar.hears("باز هم می‌رسد")

    play(scenario)
