"""Pages are answered in another process than the one that has them open: what it changed is told there, rendered."""

import pickle

from django.urls import reverse

from live.apart import hand, heard, tell_editing, told_by
from live.presence import listeners as editors
from record.acting import Actor
from tests.live.streaming import Stream, db, head, play, rests, running, until
from workspaces import acting
from workspaces.acting import listeners


def post_apart(cast, text: str, audiences: dict) -> tuple[str, list]:
    """What the author is answered by a process of its own, and what that told the front meanwhile."""
    told: list = []
    url = reverse("note_revise", args=[cast.team.pk, cast.canvas.pk, cast.notes[1].pk])
    here = listeners[:], editors[:]
    listeners[:], editors[:] = [hand], [tell_editing]
    try:
        with told_by(audiences, lambda *what: told.append(pickle.loads(pickle.dumps(what)))):
            page = cast.dariush.htmx
            response = page.post(url, {"text": text, "version": 1}, headers={"Boom-Page": "dariushs"})
    finally:
        listeners[:], editors[:] = here
    assert response.status_code == 200
    return response.content.decode(), told


async def nothing(*arguments) -> None:
    raise AssertionError("the hub must not read what it was handed")


def test_edit_that_was_answered_apart_reaches_the_open_pages(crowd, monkeypatch):
    assert crowd.dariush.htmx

    async def scenario():
        seq = await db(head, crowd)
        async with running() as (hub,):
            page = await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened()
            await until(lambda: rests(hub, crowd.team.pk, seq))
            monkeypatch.setattr(hub, "_read_on", nothing)
            audiences = {crowd.team.pk: list(hub.audiences[crowd.team.pk])}
            answer, told = await db(post_apart, crowd, "از آن سو", audiences)
            assert "از آن سو" in answer
            assert [what for what, *_about in told] == ["handed", "editing"]
            for what in told:
                heard(hub, *what)
            await page.hears("از آن سو")
            assert hub.seqs[crowd.team.pk] == seq + 1

    play(scenario)


def test_where_nobody_was_open_it_is_read_by_whoever_opened_meanwhile(crowd):
    assert crowd.dariush.htmx

    async def scenario():
        seq = await db(head, crowd)
        async with running() as (hub,):
            page = await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened()
            answer, told = await db(post_apart, crowd, "نخوانده", {})
            assert "نخوانده" in answer and told[0][3] is None
            for what in told:
                heard(hub, *what)
            await page.hears("نخوانده")

    play(scenario)


def test_editor_of_a_page_at_another_server_is_told_there(crowd, monkeypatch):
    async def scenario():
        async with running(2) as (near, far):
            page = await Stream(far, crowd, crowd.kian, "page=6b1d7f8e-0000-4000-8000-000000000001").opened()
            watching = await Stream(far, crowd, crowd.layla).opened()
            (key,) = (its.key for its in far.all_pages() if its.user_id == crowd.kian.pk)
            place = f"note-{crowd.notes[1].pk}"
            told = {"page": key, "canvas": crowd.canvas.pk, "user": crowd.kian.pk, "place": place}
            heard(near, "editing", told)
            await until(lambda: any(its.place == place for its in far.all_pages()))
            await watching.hears(place)
            assert page.status == 200

    play(scenario)


def test_edit_is_saved_and_told_though_the_front_ends_meanwhile(crowd, monkeypatch):
    def gone(*what):
        raise BrokenPipeError

    told: list = []
    monkeypatch.setattr(acting, "listeners", [hand])
    monkeypatch.setattr(acting, "tell", lambda *about: told.append(about))
    url = reverse("note_revise", args=[crowd.team.pk, crowd.canvas.pk, crowd.notes[1].pk])
    page = crowd.dariush.htmx
    with told_by({}, gone):
        tell_editing({"page": "its own"})
        assert page.post(url, {"text": "با این همه", "version": 1}).status_code == 200
    assert told == [(crowd.team.pk, head(crowd))]


def test_what_is_not_answered_for_a_front_is_told_to_everybody(crowd):
    by = Actor(crowd.dariush.pk)
    assert hand(crowd.team.pk, by) is False
    assert tell_editing({"page": "nobody's"}) is None
