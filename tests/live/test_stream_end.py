"""How a stream ends, and what it survives: removal, signing out, a gone page, the database away."""

import asyncio
from contextlib import nullcontext

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import Session
from live import hub as hub_module
from live import stream as stream_module
from live.page import Page
from live.standing import ended, standing_of
from tests.cast import actor
from tests.live.streaming import (
    SOON,
    HeldUp,
    Stream,
    another_look,
    answers,
    at_rest,
    db,
    head,
    play,
    rests,
    revise,
    running,
    until,
)
from workspaces.acting import acting
from workspaces.models import Membership


def test_removed_member_is_closed_within_a_second(crowd):
    async def scenario():
        async with running() as (hub,):
            seq = await db(head, crowd)
            kian = await Stream(hub, crowd, crowd.kian, f"seq={seq}").opened()
            layla = await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened()
            await until(lambda: rests(hub, crowd.team.pk, seq))
            await db(remove, crowd, crowd.kian)
            started = asyncio.get_running_loop().time()
            await until(lambda: kian.ended)
            assert asyncio.get_running_loop().time() - started < 1.0
            assert kian.text.endswith("event: closed\ndata: closed\n\n")
            before = len(kian.sent)
            await db(revise, crowd, "پس از رفتن")
            await layla.hears("پس از رفتن")
            assert len(kian.sent) == before and "پس از رفتن" not in kian.text
            assert (await Stream(hub, crowd, crowd.kian, f"seq={seq}").opened()).status == 404

    play(scenario)


def remove(cast, user) -> None:
    cast.team.members.get(user=user).remove(actor(cast.amina))


def test_removed_member_gets_nothing_of_an_edit_in_the_same_moment(crowd):
    """The membership is judged anew for every batch: what is read together with the removal is not handed out."""

    async def scenario():
        async with at_rest(crowd) as (hub, _page, seq):
            kian = await Stream(hub, crowd, crowd.kian, f"seq={seq}").opened()
            await db(both, crowd)
            await until(lambda: kian.ended)
            assert "همان دم" not in kian.text

    def both(cast):
        with transaction.atomic():
            revise(cast, "همان دم")
            remove(cast, cast.kian)

    play(scenario)


def sign_out(cast) -> None:
    cast.layla.client.session.flush()


def deactivate(cast) -> None:
    type(cast.layla).objects.filter(pk=cast.layla.pk).update(is_active=False)


def expire(cast) -> None:
    Session.objects.filter(pk=cast.layla.client.session.session_key).update(expire_date=timezone.now())


def change_password(cast) -> None:
    cast.layla.set_password("another-one-entirely")
    cast.layla.save()


@pytest.mark.parametrize("within", [nullcontext, transaction.atomic], ids=["handed", "read from the record"])
def test_deactivated_member_gets_nothing_of_the_next_edit(crowd, within):
    """However soon it comes: before the next look at who still stands."""

    async def scenario():
        async with at_rest(crowd) as (_hub, layla, _seq):
            await db(deactivate, crowd)
            await db(edit, crowd)
            await until(lambda: layla.ended)
            assert "پس از رفتن" not in layla.text

    def edit(cast):
        with within():
            revise(cast, "پس از رفتن")

    play(scenario)


@pytest.mark.parametrize("ending", [sign_out, expire, deactivate, change_password])
def test_ended_session_ends_the_stream(crowd, ending, monkeypatch, hasten):
    hasten(hub_module, "STANDING")
    looks = answers(monkeypatch, hub_module, "ended")

    async def scenario():
        async with running() as (hub,):
            seq = await db(head, crowd)
            layla = await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened()
            amina = await Stream(hub, crowd, crowd.amina, f"seq={seq}").opened()
            await another_look(looks)
            assert not layla.ended
            await db(ending, crowd)
            await until(lambda: layla.ended)
            assert "event: closed" in layla.text
            assert not amina.ended
            assert (await Stream(hub, crowd, crowd.layla).opened()).status == 404

    play(scenario)


def test_standing_of_all_pages_is_one_question(crowd, django_assert_num_queries):
    """Two queries, however many pages are open."""
    pages = [
        Page(str(n), crowd.team.pk, crowd.canvas.pk, user.pk, user.client.session.session_key, user.password, None, 0)
        for user in crowd.people.values()
        for n in range(10)
    ]
    with django_assert_num_queries(2):
        assert ended(map(standing_of, pages)) == set()


def test_heartbeat_keeps_an_idle_stream_alive(crowd, hasten):
    hasten(hub_module, "HEARTBEAT", "SWEEP")

    async def scenario():
        async with running() as (hub,):
            page = await Stream(hub, crowd, crowd.layla, f"seq={await db(head, crowd)}").opened()
            await until(lambda: page.text.count(": still here") >= 3)

    play(scenario)


def test_person_holds_only_so_many_streams(crowd, monkeypatch):
    monkeypatch.setattr(stream_module, "MOST_OF_ONE", 3)

    async def scenario():
        async with running() as (hub,):
            pages = [await Stream(hub, crowd, crowd.layla).opened() for _ in range(3)]
            assert (await Stream(hub, crowd, crowd.layla).opened()).status == 429
            assert (await Stream(hub, crowd, crowd.amina).opened()).status == 200
            await pages[0].leave()
            assert (await Stream(hub, crowd, crowd.layla).opened()).status == 200

    play(scenario)


def test_gone_page_leaves_nothing_behind(crowd):
    async def scenario():
        async with running() as (hub,):
            for _ in range(20):
                page = await Stream(hub, crowd, crowd.layla).opened()
                await page.leave()
            await until(lambda: not hub.pages and not hub.late and not +hub.held)
            assert not hub.seqs and not hub.presence.pages

    play(scenario)


def test_last_page_that_goes_while_it_is_read_for_leaves_nothing_behind(crowd, monkeypatch, caplog):
    held = HeldUp(monkeypatch, hub_module, "catch_up")

    async def scenario():
        async with running() as (hub,):
            page = await Stream(hub, crowd, crowd.layla).opened()
            await until(held.began.is_set)
            await page.leave()
            held.let.set()
            await until(lambda: hub.reading is None)
            await asyncio.sleep(0.05)
            assert not hub.pages and not hub.seqs and not hub.changed
            assert "begins again" not in caplog.text, "others would wait meanwhile"

    play(scenario)


def test_what_only_a_page_that_went_had_shown_is_rendered_no_more(crowd):
    """What is changed is drawn for the kinds of pages that are open: Amina's is in Arabic, and Kian's in Persian."""

    async def scenario():
        async with running() as (hub,):
            seq = f"seq={await db(head, crowd)}"
            kian = await Stream(hub, crowd, crowd.kian, seq).opened()
            pages = [await Stream(hub, crowd, crowd.amina, seq).opened() for _ in range(2)]
            kinds = hub.audiences[crowd.team.pk]
            await until(lambda: sorted(kinds.values()) == [1, 2])
            await pages[0].leave()
            assert sorted(hub.audiences[crowd.team.pk].values()) == [1, 1]
            await kian.leave()
            ((_canvas, reading),) = hub.audiences[crowd.team.pk]
            assert reading.language == "ar"

    play(scenario)


def test_page_that_goes_while_it_is_opened(crowd):
    async def scenario():
        async with running() as (hub,):
            page = Stream(hub, crowd, crowd.layla)
            page.left.set()
            await asyncio.wait_for(page.task, SOON)
            await until(lambda: not hub.pages)

    play(scenario)


def test_database_away_and_back(crowd):
    """Every connection is cut; the stream stays open and brings what came meanwhile."""

    async def scenario():
        async with at_rest(crowd) as (_hub, page, _seq):
            await db(cut_connections)
            await db_again(revise, crowd, "پس از بریدن")
            await page.hears("پس از بریدن", within=10)
            assert not page.ended

    play(scenario)


def cut_connections() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )


async def db_again(function, *arguments):
    """A pooled connection that was cut is noticed when it is used: people press the button again."""
    for _ in range(20):
        try:
            return await db(function, *arguments)
        except DatabaseError:
            await asyncio.sleep(0.1)
    return await db(function, *arguments)


def test_hub_survives_a_mistake_in_one_of_its_jobs(crowd, hasten):
    hasten(hub_module, "SWEEP", "RETRY")
    failed = []

    async def scenario():
        async with running() as (hub,):
            sweep = hub.presence.sweep

            def fail_once() -> None:
                if not failed:
                    failed.append(True)
                    raise ZeroDivisionError
                sweep()

            hub.presence.sweep = fail_once
            page = await Stream(hub, crowd, crowd.layla, f"seq={await db(head, crowd)}").opened()
            await until(lambda: failed)
            await db(revise, crowd, "باز هم")
            await page.hears("باز هم")

    play(scenario)


def test_role_is_judged_in_the_lock_while_the_page_is_open(crowd):
    """A page that is still open is no right to edit."""
    membership = Membership.objects.get(workspace=crowd.team, user=crowd.dariush)
    membership.appoint(10, actor(crowd.amina))
    with pytest.raises(PermissionDenied), acting(actor(crowd.dariush), crowd.team.pk, "note.add"):
        pass
