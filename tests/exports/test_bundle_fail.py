"""A packing of which nothing comes, as it fails or its process dies, ends: that is said, and it may be tried again."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone
from django.utils.translation import override
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.psycopg_connector import PsycopgConnector

from accounts.text import isolate
from config.worker import MOST_TRIES, take_jobs, take_up_lost_jobs
from exports.jobs import end_lost_bundles
from exports.mails import FAILED
from exports.models import JOB, Bundle, Work
from tests.asking import get, post
from tests.cast import actor
from tests.database import listen_url
from tests.exports.packed import make_bundle


def work_it_off() -> None:
    """All that is in the queue, what waits to be tried again too."""
    for _again in range(6):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
        asyncio.run(take_jobs(listen_url(), wait=False, listen_notify=False))


def sweep() -> None:
    end_lost_bundles.defer(timestamp=0)
    work_it_off()


def die() -> None:
    """Whoever packs is gone in the middle of it, and for longer than anybody waits for a sign of life."""
    take_it = "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE task_name = %s AND status = 'todo'"
    with connection.cursor() as cursor:
        long_ago = timezone.now() - timedelta(minutes=5)
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id", [long_ago])
        cursor.execute(take_it, [cursor.fetchone()[0], JOB])


def take_up() -> None:
    """As each minute, but that nothing of what is taken up is done yet."""
    asyncio.run(taking_up())


async def taking_up() -> None:
    working = app.with_connector(PsycopgConnector(conninfo=listen_url()))
    async with working.open_async():
        await take_up_lost_jobs.func(SimpleNamespace(app=working), timestamp=0)


def letters() -> list:
    """Those about a bundle; others are of what the cast did."""
    return [letter for letter in mail.outbox if "/exports/" in letter.body]


@pytest.fixture
def bundle(committed_cast) -> Bundle:
    post(committed_cast.amina, "bundle_create", committed_cast.team.pk)
    return Bundle.objects.get()


@pytest.fixture
def broken(monkeypatch) -> list[int]:
    """Every packing fails; which were tried."""
    tried = []

    def fails(bundle):
        tried.append(bundle.pk)
        raise RuntimeError("out of paper")

    monkeypatch.setattr("exports.jobs.pack", fails)
    return tried


def page_of(cast) -> str:
    return get(cast.amina, "bundles", cast.team.pk).content.decode()


def test_what_always_fails_ends_and_may_be_asked_again(committed_cast, bundle, broken, monkeypatch):
    work_it_off()
    sweep()
    assert broken == [bundle.pk] * 4
    bundle = Bundle.objects.get()
    assert bundle.work.refused == "failed" and bundle.state == "refused"
    (letter,) = letters()
    with override("ar"):
        assert letter.to == [committed_cast.amina.email] and letter.subject == str(FAILED.subject)
    assert isolate(committed_cast.amina.name) in letter.body, "who is greeted"
    page = page_of(committed_cast)
    assert "hx-trigger" not in page and page.count('name="request"') == 2, "the page's button, and “Try again”"
    monkeypatch.undo()
    assert post(committed_cast.amina, "bundle_create", committed_cast.team.pk).status_code == 302
    work_it_off()
    assert [row.state for row in Bundle.objects.newest_first()] == ["ready", "refused"]
    assert len(letters()) == 2 and page_of(committed_cast).count('name="request"') == 1


def test_while_it_is_tried_again_it_is_busy(committed_cast, bundle, broken):
    asyncio.run(take_jobs(listen_url(), wait=False, listen_notify=False))
    assert len(broken) == 1 and Work.objects.lost() == []
    assert "hx-trigger" in page_of(committed_cast) and not letters()
    assert post(committed_cast.amina, "bundle_create", committed_cast.team.pk).status_code == 409


def test_what_a_dead_process_was_packing_is_packed_by_another(committed_cast, bundle):
    die()
    assert Work.objects.lost() == [], "it is noticed when its process gives no sign of life"
    take_up()
    work_it_off()
    assert Bundle.objects.get().state == "ready" and len(letters()) == 1


def test_what_kills_each_process_ends(committed_cast, bundle):
    for _each in range(MOST_TRIES):
        assert Bundle.objects.get().state == "busy"
        die()
        take_up()
    assert ProcrastinateJob.objects.get(task_name=JOB).status == "failed"
    sweep()
    assert Bundle.objects.get().work.refused == "failed" and len(letters()) == 1


def test_what_was_finished_meanwhile_is_not_ended(cast):
    bundle = make_bundle(cast)
    (work,) = Work.objects.lost()
    bundle.work.tell(made_at=timezone.now())
    assert not work.fail() and Work.objects.get(pk=bundle.pk).refused == ""


def test_what_nobody_waits_for_any_more_is_left(cast):
    make_bundle(cast, hours=24 * 8)
    assert Work.objects.lost() == []
    cast.team.bundles.ask(cast.team, actor(cast.amina), "https://boom.example/")
