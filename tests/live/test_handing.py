"""What this process's own edits changed reaches its pages from the thread that made them, once and in order."""

import asyncio

from django.urls import reverse

from canvas import parts
from canvas.models import Note
from live import handing as handing_module
from live import hub as hub_module
from live.catch_up import batch_of
from record.acting import lines_after
from record.models import Head
from tests.cast import actor, add_note
from tests.live.streaming import Stream, db, head, play, running, until
from workspaces import acting as acting_module


def revise(cast, text: str, note: int = 1) -> None:
    row = Note.objects.get(pk=cast.notes[note].pk)
    row.revise(text, row.version, actor(cast.dariush))


def post(cast, text: str) -> str:
    """What the author's page is answered."""
    url = reverse("note_revise", args=[cast.team.pk, cast.canvas.pk, cast.notes[1].pk])
    response = cast.dariush.htmx.post(url, {"text": text, "version": 1})
    assert response.status_code == 200
    return response.content.decode()


async def nothing(*arguments) -> None:
    raise AssertionError("the hub must not read what it was handed")


def test_author_and_pages_get_the_one_rendering(crowd, monkeypatch):
    rendered = []
    render_note = parts.render_note
    monkeypatch.setattr(parts, "render_note", lambda *about: rendered.append(about[-1]) or render_note(*about))
    assert crowd.dariush.htmx

    async def scenario():
        seq = await db(head, crowd)
        async with running() as (hub,):
            pages = [await Stream(hub, crowd, user, f"seq={seq}").opened() for user in (crowd.dariush, crowd.layla)]
            await until(lambda: hub.seqs.get(crowd.team.pk) == seq and not hub.changed and hub.reading is None)
            monkeypatch.setattr(hub, "_read_on", nothing)
            answer = await db(post, crowd, "یک بار")
            for page in pages:
                await page.hears("یک بار")
            assert "یک بار" in answer
            assert len(rendered) == len(set(rendered)) == 2, "once for each way of reading"

    play(scenario)


def test_what_is_handed_out_of_order_waits_for_what_is_before(crowd, monkeypatch):
    async def scenario():
        seq = await db(head, crowd)
        async with running() as (hub,):
            page = await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened()
            await until(lambda: hub.seqs.get(crowd.team.pk) == seq and not hub.changed and hub.reading is None)
            monkeypatch.setattr(hub_module, "SWEEP", 60)
            monkeypatch.setattr("workspaces.acting.announce", lambda *about: None)
            batches = []
            for text in ("نخست", "سپس"):
                await db(revise, crowd, text)
                since = seq + len(batches)
                audiences = handing_module.by_canvas(hub.audiences[crowd.team.pk])
                lines = await db(lines_after, crowd.team.pk, since)
                batches.append(await db(batch_of, crowd.team.pk, since, lines, audiences))
            hub.handing.take(crowd.team.pk, batches[1])
            assert hub.seqs[crowd.team.pk] == seq and hub.handing.last(crowd.team.pk) == seq + 2
            hub.handing.take(crowd.team.pk, batches[0])
            assert hub.seqs[crowd.team.pk] == seq + 2 and not hub.handing.waiting[crowd.team.pk]
            await page.hears("سپس")
            assert "نخست" not in page.text, "the newer one took its place before it was sent"

    play(scenario)


def test_while_the_record_is_read_what_is_handed_waits(crowd, monkeypatch):
    async def scenario():
        seq = await db(head, crowd)
        async with running() as (hub,):
            page = await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened()
            await until(lambda: hub.seqs.get(crowd.team.pk) == seq and not hub.changed and hub.reading is None)
            hub.reading = crowd.team.pk
            await db(revise, crowd, "منتظر")
            await until(lambda: hub.handing.waiting.get(crowd.team.pk))
            await asyncio.sleep(0.1)
            assert "منتظر" not in page.text
            await hub._holding(crowd.team.pk, asyncio.sleep(0))
            await page.hears("منتظر")

    play(scenario)


def test_what_waited_is_forgotten_with_the_last_page(crowd):
    """Else whoever comes next would not be read what counts as being here already."""

    async def scenario():
        seq = await db(head, crowd)
        async with running() as (hub,):
            page = await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened()
            await until(lambda: hub.seqs.get(crowd.team.pk) == seq and not hub.changed and hub.reading is None)
            hub.reading = crowd.team.pk
            await db(revise, crowd, "منتظر")
            await until(lambda: hub.handing.last(crowd.team.pk) == seq + 1)
            await page.leave()
            assert not hub.handing.waiting and hub.handing.last(crowd.team.pk) == 0
            hub.reading = None

    play(scenario)


def test_an_edit_is_answered_though_the_server_ends_meanwhile(crowd, monkeypatch):
    """Its pages' loop has ended; other processes are told by whoever made the edit."""
    hub, told = hub_module.Hub(), []
    hub.loop = asyncio.new_event_loop()
    hub.loop.close()
    monkeypatch.setattr(acting_module, "listeners", [hub.handing.hand])
    monkeypatch.setattr(acting_module, "tell", lambda *about: told.append(about))
    post(crowd, "در پایان")
    assert told == [(crowd.team.pk, head(crowd))]


def test_what_can_not_be_handed_is_read_from_the_record(crowd, monkeypatch):
    def broken(*arguments):
        raise RuntimeError("broken")

    monkeypatch.setattr(handing_module, "batch_of", broken)
    assert crowd.dariush.htmx

    async def scenario():
        seq = await db(head, crowd)
        async with running() as (hub,):
            page = await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened()
            assert "با این همه" in await db(post, crowd, "با این همه")
            await page.hears("با این همه")

    play(scenario)


def test_page_that_came_in_another_reading_meanwhile_is_not_forgotten(crowd, monkeypatch):
    """Rendered for the pages that were open then: for one that came since, the record is read."""

    def for_nobody(workspace_id, since, changes, audiences, *more):
        return batch_of(workspace_id, since, changes, {})

    monkeypatch.setattr(handing_module, "batch_of", for_nobody)

    async def scenario():
        seq = await db(head, crowd)
        async with running() as (hub,):
            page = await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened()
            await until(lambda: hub.seqs.get(crowd.team.pk) == seq and not hub.changed and hub.reading is None)
            await db(revise, crowd, "دیرآمده")
            await page.hears("دیرآمده")

    play(scenario)


def test_with_no_page_open_nothing_is_rendered_for_others(crowd, monkeypatch):
    asked = []

    def count(*arguments):
        asked.append(arguments)
        return batch_of(*arguments)

    monkeypatch.setattr(handing_module, "batch_of", count)

    async def scenario():
        async with running() as (hub,):
            await db(revise, crowd, "برای هیچ‌کس")
            assert not asked
            await Stream(hub, crowd, crowd.layla, f"seq={await db(head, crowd)}").opened()
            await until(lambda: hub.audiences.get(crowd.team.pk))
            await db(revise, crowd, "برای لیلا")
            assert asked

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
