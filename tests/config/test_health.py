"""One address that a monitor asks: what is amiss is said there, with 200 (without a database, 503: test_outage.py)."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from canvas.models.comment import MENTIONED
from notices.models import Choice, Notice
from record.models import Head


@pytest.fixture
def somebody_works(cast):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")


def asked() -> tuple[int, list[str]]:
    response = Client().get(reverse("health"))
    return response.status_code, response.content.decode().splitlines()


def wait_for_mail(person, minutes: int) -> None:
    at = timezone.now() - timedelta(minutes=minutes)
    Notice.objects.create(user=person, kind=MENTIONED, home_id=1, row_id=1, at=at, awaits_mail=True)


def test_all_is_well(somebody_works, cast, django_assert_num_queries):
    wait_for_mail(cast.layla, minutes=50)
    with django_assert_num_queries(3):
        assert asked() == (200, ["well"])


def test_nobody_works_in_the_background(somebody_works):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '3 minutes'")
    assert asked() == (200, ["background: nobody works there"])


@pytest.mark.parametrize(("seconds", "told"), [(50, "well"), (70, "clock: it is behind the newest change on record")])
def test_clock_is_behind_the_record(somebody_works, monkeypatch, seconds, told):
    then = Head.objects.latest("at").at - timedelta(seconds=seconds)
    monkeypatch.setattr("config.health.timezone", SimpleNamespace(now=lambda: then))
    status, (line,) = asked()
    assert status == 200 and line.startswith(told)


def test_mails_wait_for_long(somebody_works, cast):
    wait_for_mail(cast.layla, minutes=70)
    assert asked() == (200, ["mail: notices wait to be sent"])


def test_what_waits_for_its_readers_morning_is_not_late(somebody_works, cast):
    Choice.choose(cast.layla.pk, {"mention": "day"})
    wait_for_mail(cast.layla, minutes=70)
    assert asked() == (200, ["well"])
