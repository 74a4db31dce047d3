"""Mailing a notice at once: to whoever wants it so, once, and again only where it could not be."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from threading import Event
from time import sleep

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from canvas.models import Comment
from config.worker import take_jobs
from notices import delivery, mails
from notices.delivery import deliver, deliver_waiting, give_up
from notices.kinds import Way
from notices.models import Choice, Notice
from tests.cast import actor
from tests.database import listen_url


@pytest.fixture
def told(cast) -> Notice:
    """Amina, that Kian mentioned her."""
    return Notice.objects.get(user=cast.amina)


def test_once(cast, told):
    assert deliver(told.pk) and not deliver(told.pk) and not deliver_waiting()
    [sent] = mail.outbox
    assert sent.to == [cast.amina.email] and sent.extra_headers["Message-ID"].startswith(f"<notice-{told.pk}@")
    told.refresh_from_db()
    assert told.mailed_at and not told.awaits_mail and told.read_at is None


def test_a_job_is_there_with_the_notice(cast, told):
    jobs = ProcrastinateJob.objects.filter(task_name="notices.jobs.deliver_notice")
    assert {"notice": told.pk} in list(jobs.values_list("args", flat=True))


def test_the_job_sends_it(committed_cast):
    asyncio.run(take_jobs(listen_url(), wait=False, listen_notify=False))
    assert [sent.to for sent in mail.outbox] == [[committed_cast.amina.email]]


def test_of_two_at_once_one_sends_it(committed_cast, monkeypatch):
    told, send = Notice.objects.get(user=committed_cast.amina), mails.send_one
    monkeypatch.setattr(delivery, "send_one", lambda *about: (sleep(0.5), send(*about)))

    def deliver_it(_number: int) -> bool:
        try:
            return deliver(told.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(deliver_it, range(2))) == [False, True]
    assert len(mail.outbox) == 1


def test_while_it_is_sent_it_can_be_read(committed_cast, monkeypatch):
    """A mail server may be slow; nobody who opens the notice waits for it."""
    told, begun, done = Notice.objects.get(user=committed_cast.amina), Event(), Event()
    monkeypatch.setattr(delivery, "send_one", lambda *about: (begun.set(), done.wait(20)))

    def deliver_it() -> None:
        deliver(told.pk)
        connection.close()

    assert committed_cast.amina.client
    with ThreadPoolExecutor(1) as thread:
        sending = thread.submit(deliver_it)
        assert begun.wait(20)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '3s'")
        assert committed_cast.amina.client.get(f"/notices/{told.pk}/").status_code == 302
        done.set()
        sending.result()
    told.refresh_from_db()
    assert told.read_at and told.mailed_at and not told.awaits_mail


def test_with_the_mail_server_away_it_waits(cast, told, monkeypatch):
    away = lambda *about: (_ for _ in ()).throw(SMTPServerDisconnected)  # noqa: E731
    monkeypatch.setattr(delivery, "send_one", away)
    with pytest.raises(OSError):
        deliver(told.pk)
    assert deliver_waiting() == 0
    assert Notice.objects.get(pk=told.pk).awaits_mail
    monkeypatch.setattr(delivery, "send_one", mails.send_one)
    assert deliver_waiting() == 1 and len(mail.outbox) == 1
    assert deliver_waiting() == 0


def test_one_that_fails_keeps_no_other_waiting(cast, told, monkeypatch):
    Comment.objects.add_to(cast.canvas, "channels", "@ليلى", actor(cast.kian), mentions=[cast.layla.pk])
    send = mails.send_one

    def send_most(user, line) -> None:
        if user == cast.amina:
            raise ValueError("a fault of ours")
        send(user, line)

    monkeypatch.setattr(delivery, "send_one", send_most)
    assert deliver_waiting() == 1 and [sent.to for sent in mail.outbox] == [[cast.layla.email]]
    assert Notice.objects.get(pk=told.pk).awaits_mail


@pytest.mark.parametrize("way, waits", [(Way.OFF, False), (Way.DAY, True)])
def test_who_does_not_want_it_at_once(cast, told, way, waits):
    Choice.choose(cast.amina.pk, {"mention": way})
    assert not deliver(told.pk) and deliver_waiting() == 0 and mail.outbox == []
    assert Notice.objects.get(pk=told.pk).awaits_mail is waits


def test_what_was_read_in_the_app_meanwhile_is_not_mailed(cast, told):
    cast.amina.client.get(f"/notices/{told.pk}/")
    assert not deliver(told.pk) and mail.outbox == []
    assert not Notice.objects.get(pk=told.pk).awaits_mail


def test_nothing_is_mailed_to_who_may_not_sign_in(cast, told):
    cast.amina.is_active = False
    cast.amina.save()
    assert not deliver(told.pk) and mail.outbox == []


def test_after_a_week_it_is_given_up(cast, told):
    assert give_up() == 0
    assert give_up(later := timezone.now() + timedelta(days=8)) == Notice.objects.count() == 1
    assert give_up(later) == 0, "once"
    assert deliver_waiting() == 0
