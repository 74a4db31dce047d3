"""The background finds what is due to webhooks, and tells it."""

import asyncio
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from api.jobs import forget_tellings, tell_webhooks
from api.models import Standing, Webhook
from api.webhooks import delivering
from api.webhooks.sending import Outcome
from config.worker import take_jobs
from record.models import Head
from tests.cast import actor, add_note
from tests.database import listen_url


def work_it_off() -> None:
    asyncio.run(take_jobs(listen_url(), wait=False, listen_notify=False))


@pytest.fixture
def sent(monkeypatch) -> list:
    found = []
    monkeypatch.setattr(delivering, "send", lambda *about: found.append(about) or Outcome("taken", 204, 12))
    return found


def test_every_webhook_that_is_behind_is_told(committed_cast, sent):
    cast = committed_cast
    webhooks = [
        Webhook.objects.add_to(cast.team, f"https://{name}.example.com/", ["notes"], actor(cast.amina))[0]
        for name in ("a", "b")
    ]
    add_note(cast.canvas, cast.dariush, "channels", "یک")
    tell_webhooks.defer(timestamp=0)
    work_it_off()
    assert sorted(address for address, _headers, _body in sent) == [webhook.address for webhook in webhooks]
    head = Head.objects.get(pk=cast.team.pk).seq
    assert set(Standing.objects.values_list("seq", flat=True)) == {head}
    tell_webhooks.defer(timestamp=1)
    work_it_off()
    assert len(sent) == 2, "nothing is due any more, and nothing is left to do"
    tellings = ProcrastinateJob.objects.filter(task_name="api.jobs.tell_webhook")
    assert {job.status for job in tellings} == {"succeeded"}


def test_one_that_waits_for_its_turn_waits_once(committed_cast, sent):
    cast = committed_cast
    Webhook.objects.add_to(cast.team, "https://a.example.com/", ["notes"], actor(cast.amina))
    add_note(cast.canvas, cast.dariush, "channels", "یک")
    tell_webhooks(timestamp=0)
    tell_webhooks(timestamp=1)
    assert ProcrastinateJob.objects.filter(task_name="api.jobs.tell_webhook").count() == 1


def test_what_was_told_long_ago_is_forgotten(committed_cast):
    told = tell_webhooks.defer(timestamp=0)
    work_it_off()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = %s", [timezone.now() - timedelta(hours=3)])
    forget_tellings.defer(timestamp=0)
    work_it_off()
    assert not ProcrastinateJob.objects.filter(pk=told).exists()
