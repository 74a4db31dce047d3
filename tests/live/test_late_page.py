"""A page that comes behind what the hub has read gets all that it missed, whatever is read or handed on meanwhile."""

import asyncio

import pytest

from canvas.models import Note
from live import catch_up as catch_up_module
from live import hub as hub_module
from record.models import Head
from tests.cast import actor, add_note
from tests.live.streaming import Stream, db, head, play, rests, revise, running, until


@pytest.fixture
def by_two(monkeypatch):
    """The record is read two lines at a time."""
    lines_after = catch_up_module.lines_after
    monkeypatch.setattr(catch_up_module, "MOST", 2)
    monkeypatch.setattr(catch_up_module, "lines_after", lambda *about: lines_after(*about)[:2])
    monkeypatch.setattr(hub_module, "SWEEP", 60)


def revise_five(cast) -> list[str]:
    texts = [f"بسیار {number}" for number in range(5)]
    for number, text in enumerate(texts):
        revise(cast, text, number)
    return texts


@pytest.mark.parametrize("is_first", [True, False])
def test_much_that_was_missed_is_read_bit_by_bit(crowd, by_two, is_first):
    async def scenario():
        seq = await db(head, crowd)
        texts = await db(revise_five, crowd)
        async with running() as (hub,):
            if not is_first:
                await Stream(hub, crowd, crowd.layla, f"seq={seq + 5}").opened()
                await until(lambda: hub.seqs.get(crowd.team.pk) == seq + 5)
            page = await Stream(hub, crowd, crowd.kian, f"seq={seq}").opened()
            for text in texts:
                await page.hears(text)
            assert page.ids[-1] == seq + 5

    play(scenario)


def test_late_page_that_could_not_be_read_for_is_read_for_again(crowd, monkeypatch, hasten):
    hasten(hub_module, "SWEEP")
    catch_up, failed = hub_module.catch_up, []

    def fail_once(workspace, since, pages):
        if since < seq + 1 and not failed:
            failed.append(since)
            raise ConnectionError("away")
        return catch_up(workspace, since, pages)

    monkeypatch.setattr(hub_module, "catch_up", fail_once)
    seq = head(crowd)
    revise(crowd, "دوباره")

    async def scenario():
        async with running() as (hub,):
            await Stream(hub, crowd, crowd.layla, f"seq={seq + 1}").opened()
            await until(lambda: rests(hub, crowd.team.pk, seq + 1))
            page = await Stream(hub, crowd, crowd.kian, f"seq={seq}").opened()
            await page.hears("دوباره")
            assert failed

    play(scenario)


def test_page_that_comes_while_the_record_is_read_misses_nothing(crowd, monkeypatch):
    monkeypatch.setattr(hub_module, "SWEEP", 60)
    monkeypatch.setattr("workspaces.acting.announce", lambda *about: None)

    async def scenario():
        seq = await db(head, crowd)
        async with running() as (hub,):
            await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened()
            await until(lambda: rests(hub, crowd.team.pk, seq))
            held, give = asyncio.Event(), hub._give

            async def slow(*about):
                await held.wait()
                return await give(*about)

            monkeypatch.setattr(hub, "_give", slow)
            await db(revise, crowd, "هنگام خواندن")
            hub.changed.add(crowd.team.pk)
            hub.wake.set()
            await until(lambda: hub.reading == crowd.team.pk)
            page = await Stream(hub, crowd, crowd.kian, f"seq={seq}").opened()
            await until(lambda: hub.held[crowd.kian.pk] == 1)
            held.set()
            await page.hears("هنگام خواندن")

    play(scenario)


def test_late_pages_that_missed_more_or_less_are_each_brought_all_of_it(crowd, monkeypatch):
    monkeypatch.setattr(hub_module, "SWEEP", 60)

    async def scenario():
        seq = await db(head, crowd)
        await db(revise, crowd, "نخستین", 0)
        await db(revise, crowd, "دومین", 1)
        async with running() as (hub,):
            await Stream(hub, crowd, crowd.layla, f"seq={seq + 2}").opened()
            await until(lambda: rests(hub, crowd.team.pk, seq + 2))
            wake, hub.wake = hub.wake, asyncio.Event()  # so that both are seen at once
            longer = await Stream(hub, crowd, crowd.kian, f"seq={seq}").opened()
            shorter = await Stream(hub, crowd, crowd.amina, f"seq={seq + 1}").opened()
            await until(lambda: len(hub.late) == 2)
            hub.wake = wake
            wake.set()
            await longer.hears("نخستین")
            for page in (longer, shorter):
                await page.hears("دومین")
            await until(lambda: not hub.late, what="read for once")

    play(scenario)


def test_late_page_gets_what_it_missed_though_newer_is_read_before(crowd, monkeypatch):
    monkeypatch.setattr(hub_module, "SWEEP", 60)
    monkeypatch.setattr("workspaces.acting.announce", lambda *about: None)

    async def scenario():
        seq = await db(head, crowd)
        await db(revise, crowd, "پیش از آمدن", 0)
        async with running() as (hub,):
            await Stream(hub, crowd, crowd.layla, f"seq={seq + 1}").opened()
            await until(lambda: rests(hub, crowd.team.pk, seq + 1))
            wake, hub.wake = hub.wake, asyncio.Event()  # so that both are seen at once
            late = await Stream(hub, crowd, crowd.kian, f"seq={seq}").opened()
            await until(lambda: hub.late)
            await db(revise, crowd, "پس از آمدن", 1)
            hub.changed.add(crowd.team.pk)
            hub.wake = wake
            wake.set()
            await late.hears("پیش از آمدن")
            await late.hears("پس از آمدن")

    play(scenario)


def test_late_page_gets_what_it_missed_though_newer_is_handed_while_another_workspace_is_read(crowd, monkeypatch):
    note, team, elsewhere = crowd.other_note, crowd.team.pk, crowd.elsewhere.pk
    assert team < elsewhere, "it is brought up first"

    def write(row: Note, text: str) -> None:
        row.revise(text, row.version, actor(crowd.sara))

    async def scenario():
        there = {"workspace": elsewhere, "canvas": crowd.other_canvas.pk}
        before, seq = (await db(Head.objects.get, pk=elsewhere)).seq, await db(head, crowd)
        await db(write, note, "پیش از آمدن")
        async with running() as (hub,):
            await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened()
            await Stream(hub, crowd, crowd.sara, f"seq={before + 1}", **there).opened()
            await until(lambda: {team, elsewhere} <= hub.seqs.keys() and not hub.changed and hub.reading is None)
            monkeypatch.setattr(hub_module, "SWEEP", 60)
            held, give = asyncio.Event(), hub._give

            async def slow(workspace_id, since, pages):
                if workspace_id == team:
                    await held.wait()
                return await give(workspace_id, since, pages)

            monkeypatch.setattr(hub, "_give", slow)
            monkeypatch.setattr(hub.wake, "set", lambda: None)
            await Stream(hub, crowd, crowd.kian, f"seq={seq - 1}").opened()
            late = await Stream(hub, crowd, crowd.sara, f"seq={before}", **there).opened()
            await until(lambda: len(hub.late) == 2)
            monkeypatch.undo()
            monkeypatch.setattr(hub, "_give", slow)
            hub.wake.set()
            await until(lambda: hub.reading == team)
            await db(add_note, crowd.other_canvas, crowd.sara, "key_partners", "تازه‌تر")
            held.set()
            await late.hears("پیش از آمدن")
            await late.hears("تازه‌تر")

    play(scenario)
