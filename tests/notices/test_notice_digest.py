"""One mail each morning, by the reader's clock: once, and a missed day made up for once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from time import sleep

import pytest
from django.core import mail
from django.db import connection

from canvas.models import Comment
from notices import delivery, mails
from notices.delivery import deliver_waiting, last_morning, send_digests
from notices.kinds import Way
from notices.models import Choice, Notice
from tests.cast import actor

EVENING = datetime(2026, 11, 26, 23, 0, tzinfo=UTC)  # in Tehran it is 02:30 of the 27th
MORNING = datetime(2026, 11, 27, 3, 30, tzinfo=UTC)  # 07:00 there


@pytest.fixture
def reader(cast):
    """Dariush, who reads by Tehran's clock, wants mentions once a day."""
    Choice.choose(cast.dariush.pk, {"mention": Way.DAY})
    return cast.dariush


def mention(cast, reader, at: datetime, text: str = "@داریوش Rad") -> Notice:
    Comment.objects.add_to(cast.canvas, "channels", text, actor(cast.kian), mentions=[reader.pk])
    told = Notice.objects.filter(user=reader).latest("pk")
    Notice.objects.filter(pk=told.pk).update(at=at)
    return told


def test_morning_is_by_the_readers_clock(reader):
    assert last_morning(reader, MORNING) == MORNING
    assert last_morning(reader, MORNING - timedelta(seconds=1)) == MORNING - timedelta(days=1)
    reader.time_zone = "America/New_York"
    assert last_morning(reader, MORNING) == datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def test_in_the_morning_all_in_one(cast, reader):
    mention(cast, reader, EVENING, "نخست @داریوش Rad")
    mention(cast, reader, EVENING + timedelta(hours=1), "دوم @داریوش Rad")
    assert send_digests(EVENING + timedelta(hours=2)) == 0, "it is night"
    assert send_digests(MORNING) == 1
    [sent] = mail.outbox
    assert sent.to == [reader.email] and sent.body.index("نخست") < sent.body.index("دوم")
    assert send_digests(MORNING) == send_digests(MORNING + timedelta(hours=5)) == 0


def test_what_comes_after_it_waits_for_the_next(cast, reader):
    mention(cast, reader, EVENING)
    mention(cast, reader, MORNING)
    assert [send_digests(MORNING + timedelta(days=day)) for day in range(3)] == [1, 1, 0]
    first, second = (sent.extra_headers["Message-ID"] for sent in mail.outbox)
    assert first != second, "no mail program takes them for one"


def test_a_missed_day_is_made_up_for_once(cast, reader):
    mention(cast, reader, EVENING)
    mention(cast, reader, MORNING + timedelta(hours=1))
    assert send_digests(MORNING + timedelta(days=2, hours=9)) == 1
    assert send_digests(MORNING + timedelta(days=3)) == 0
    assert len(mail.outbox) == 1


def test_with_the_mail_server_away_it_waits(cast, reader, monkeypatch):
    mention(cast, reader, EVENING)
    with monkeypatch.context() as away:
        away.setattr(delivery, "send_digest", lambda *about: (_ for _ in ()).throw(ConnectionRefusedError))
        assert send_digests(MORNING) == 0
    assert Notice.objects.get(user=reader).awaits_mail
    assert send_digests(MORNING + timedelta(minutes=10)) == 1


def test_one_that_fails_keeps_no_other_waiting(cast, reader, monkeypatch):
    """Whoever comes first fails: a fault of ours, or an address that no server takes."""
    Choice.choose(cast.layla.pk, {"mention": Way.DAY})
    mention(cast, reader, EVENING)
    mention(cast, cast.layla, EVENING, "@ليلى")
    send = mails.send_digest

    def send_most(user, lines) -> None:
        if user == reader:
            raise ValueError("a fault of ours")
        send(user, lines)

    monkeypatch.setattr(delivery, "send_digest", send_most)
    assert send_digests(MORNING + timedelta(days=1)) == 1 and [sent.to for sent in mail.outbox] == [[cast.layla.email]]
    assert Notice.objects.get(user=reader).awaits_mail


def test_of_two_at_once_one_sends_it(committed_cast, monkeypatch):
    cast, send = committed_cast, mails.send_digest
    Choice.choose(cast.amina.pk, {"mention": Way.DAY})
    monkeypatch.setattr(delivery, "send_digest", lambda *about: (sleep(0.5), send(*about)))

    def send_it(_number: int) -> int:
        try:
            return send_digests(datetime(2030, 1, 1, tzinfo=UTC))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(send_it, range(2))) == [0, 1]
    assert len(mail.outbox) == 1


def test_nothing_new_no_mail(cast, reader):
    told = mention(cast, reader, EVENING)
    reader.client.get(f"/notices/{told.pk}/")
    assert send_digests(MORNING) == 0 and mail.outbox == []
    assert not Notice.objects.get(pk=told.pk).awaits_mail


def test_only_of_what_is_wanted_once_a_day(cast, reader):
    Choice.choose(cast.amina.pk, {"remark": Way.DAY})
    assert send_digests(datetime(2030, 1, 1, tzinfo=UTC)) == 0
    assert Notice.objects.get(user=cast.amina).awaits_mail, "a mention goes at once"
    assert deliver_waiting() == 1 and [sent.to for sent in mail.outbox] == [[cast.amina.email]]


def test_what_is_not_wanted_goes_with_no_digest(cast, reader):
    """Its own job has not come to it yet."""
    Choice.choose(reader.pk, {"mention": Way.OFF, "remark": Way.DAY})
    mention(cast, reader, EVENING)
    assert send_digests(MORNING) == 0 and mail.outbox == []
