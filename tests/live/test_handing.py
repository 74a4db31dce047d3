"""What this process's own edits changed reaches its pages from the thread that made them, once and in order."""

import asyncio

from django.urls import reverse

from accounts.reading import Reading
from canvas import parts
from canvas.models import Note
from live import handing as handing_module
from live import hub as hub_module
from live.catch_up import batch_of
from record.acting import lines_after
from tests.cast import actor
from tests.live.streaming import Stream, at_rest, db, head, play, rests, revise, running, until
from workspaces import acting as acting_module


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
            await until(lambda: rests(hub, crowd.team.pk, seq))
            monkeypatch.setattr(hub, "_read_on", nothing)
            answer = await db(post, crowd, "یک بار")
            for page in pages:
                await page.hears("یک بار")
            assert "یک بار" in answer and 'hx-target="#said"' not in answer, "who did it knows"
            assert len(rendered) == len(set(rendered)) == 2, "once for each way of reading"

    play(scenario)


def test_what_is_handed_out_of_order_waits_for_what_is_before(crowd, monkeypatch):
    async def scenario():
        async with at_rest(crowd) as (hub, page, seq):
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
        async with at_rest(crowd) as (hub, page, seq):
            hub.reading = crowd.team.pk
            await db(revise, crowd, "منتظر")
            await until(lambda: hub.handing.waiting.get(crowd.team.pk))
            await asyncio.sleep(0.1)
            assert "منتظر" not in page.text
            await hub._holding(crowd.team.pk, asyncio.sleep(0))
            await page.hears("منتظر")

    play(scenario)


def test_what_was_read_from_the_record_meanwhile_waits_no_more(crowd):
    async def scenario():
        async with at_rest(crowd) as (hub, page, seq):
            hub.reading = crowd.team.pk
            await db(revise, crowd, "از دفتر")
            await until(lambda: hub.handing.waiting.get(crowd.team.pk))
            await hub._holding(crowd.team.pk, hub._read_on(crowd.team.pk))
            await page.hears("از دفتر")
            assert not hub.handing.waiting[crowd.team.pk]

    play(scenario)


def test_an_act_of_several_lines_is_handed_too(crowd, monkeypatch):
    def revise_two() -> None:
        with acting_module.acting(actor(crowd.dariush), crowd.team.pk, "note.revise"):
            Note.objects.filter(pk__in=[note.pk for note in crowd.notes[:2]]).update(text="چند سطر")

    async def scenario():
        async with at_rest(crowd) as (hub, page, seq):
            monkeypatch.setattr(hub, "_read_on", nothing)
            await db(revise_two)
            await page.hears("چند سطر")
            assert page.ids[-1] == await db(head, crowd) == seq + 2

    play(scenario)


def test_page_that_came_since_an_edit_is_not_shown_what_was_before(crowd, monkeypatch):
    """It was made of newer rows than what is handed on."""
    monkeypatch.setattr(hub_module, "SWEEP", 60)
    monkeypatch.setattr("workspaces.acting.announce", lambda *about: None)

    async def scenario():
        async with at_rest(crowd) as (hub, page, seq):
            await db(revise, crowd, "کهنه")
            audiences = handing_module.by_canvas(hub.audiences[crowd.team.pk])
            lines = await db(lines_after, crowd.team.pk, seq)
            batch = await db(batch_of, crowd.team.pk, seq, lines, audiences)
            since = await Stream(hub, crowd, crowd.layla, f"seq={seq + 1}").opened()
            hub.handing.take(crowd.team.pk, batch)
            await page.hears("کهنه")
            assert "کهنه" not in since.text

    play(scenario)


def test_answer_of_one_edit_is_never_that_of_another(crowd):
    """Whatever was rendered before, in the same breath."""
    reading, by, then = Reading.of(crowd.layla, "fa"), actor(crowd.dariush), actor(crowd.dariush)
    for who, note in ((by, crowd.notes[1]), (then, crowd.notes[2])):
        note.revise("یکی", 1, who)
    handing_module.rendered(crowd.team.pk, by, (), [(crowd.canvas.pk, reading)])
    for who, note in ((by, crowd.notes[1]), (then, crowd.notes[2])):
        shown = handing_module.shown(crowd.canvas.pk, who.changes, reading)
        assert [part.key for part in shown if part.kind == "note"] == [note.pk]


def test_what_waited_is_forgotten_with_the_last_page(crowd):
    """Else whoever comes next would not be read what counts as being here already."""

    async def scenario():
        async with at_rest(crowd) as (hub, page, seq):
            hub.reading = crowd.team.pk
            await db(revise, crowd, "منتظر")
            await until(lambda: hub.handing.last(crowd.team.pk) == seq + 1)
            await page.leave()
            assert not hub.handing.waiting and hub.handing.last(crowd.team.pk) == 0
            hub.reading = None

    play(scenario)


def test_other_processes_are_told_of_the_last_edit_whatever_order_they_came_in(crowd, monkeypatch):
    told = []
    monkeypatch.setattr(hub_module, "tell", lambda *about: told.append(about))

    async def scenario():
        async with running() as (hub,):
            for about in ((1, 8), (1, 9), (2, 3), (1, 7)):
                hub.tell(*about)
            await until(lambda: told)
            assert told == [(1, 9), (2, 3)]
            hub.tell(1, 10)
            await until(lambda: told[2:] == [(1, 10)])

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
        async with at_rest(crowd) as (hub, page, seq):
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
