"""Sending what waits to be mailed. Each function may be called again, late, or twice at once: nobody gets a mail twice,
and what could not be sent waits for the next call."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_

from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from notices.kinds import Group, Way, kind_of, kinds_of
from notices.mails import reading_of, send_digest, send_one
from notices.models import Choice, Notice
from notices.reading import Line, lines_of

MORNING = time(7)  # by the reader's clock
GIVEN_UP_AFTER = timedelta(days=7)
log = logging.getLogger(__name__)


def deliver(notice_id: int, now: datetime | None = None) -> bool:
    """Mail one notice, if its reader wants it at once; answers whether it was. Raises OSError when no mail server takes
    it: it still waits, and the call is to be made again."""
    with transaction.atomic():
        for user_id in Notice.objects.filter(pk=notice_id).values_list("user_id", flat=True):
            hold_mails_of(user_id)
        notice = _waiting(Notice.objects.filter(pk=notice_id)).first()
        if notice is None or (way := way_of(notice)) == Way.DAY:
            return False
        lines = still_news(notice.user, [notice]) if way == Way.NOW else []
        for line in lines:
            send_one(notice.user, line)
        settle([notice], lines, now)
        return bool(lines)


def deliver_waiting(now: datetime | None = None) -> int:
    """Whatever `deliver` has not sent yet, the oldest first: after a crash, or a mail server that was away. Answers
    how many were sent; goes on after one that could not be."""
    sent = 0
    for pk in unsent().order_by("pk").values_list("pk", flat=True):
        try:
            sent += deliver(pk, now)
        except Exception as error:  # whatever it is, the others are not to wait for it
            log.warning("notice %s is not mailed yet: %r", pk, error)
    return sent


def unsent() -> models.QuerySet[Notice]:
    """What is to be mailed at once, and is not yet."""
    return Notice.objects.filter(awaits_mail=True).exclude(for_digests())


def for_digests() -> Q:
    """Which notices go into a daily mail."""
    daily = {group: Choice.objects.filter(group=group, way=Way.DAY).values("user_id") for group in Group}
    return reduce(or_, (Q(kind__in=kinds_of(group), user_id__in=people) for group, people in daily.items()))


def send_digests(now: datetime | None = None) -> int:
    """One mail to each reader who wants some kinds once a day: of what came before their last morning. Answers how many
    were sent. A missed day is made up for by the next call, once."""
    now, sent = now or timezone.now(), 0
    daily = Choice.objects.filter(way=Way.DAY, user__notices__awaits_mail=True)
    for user in User.objects.filter(pk__in=daily.values("user_id")).order_by("pk"):
        try:
            sent += send_digest_to(user, now)
        except Exception as error:
            log.warning("the digest of %s is not mailed yet: %r", user.pk, error)
    return sent


def send_digest_to(user: User, now: datetime) -> bool:
    with transaction.atomic():
        hold_mails_of(user.pk)
        waiting = _waiting(user.notices.filter(at__lt=last_morning(user, now)).order_by("pk"))
        ways = Choice.ways_of(user.pk)
        notices = [notice for notice in waiting if ways.get(group_of(notice)) == Way.DAY]
        lines = still_news(user, notices)
        if lines:
            send_digest(user, lines)
        settle(notices, lines, now)
        return bool(lines)


def last_morning(user: User, now: datetime) -> datetime:
    """The latest one that has begun where they are."""
    here = now.astimezone(reading_of(user).zone)
    morning = datetime.combine(here.date(), MORNING, here.tzinfo)
    return morning if morning <= here else morning - timedelta(days=1)


def still_news(user: User, notices: Iterable[Notice]) -> list[Line]:
    """Those that they may still see, and have not read in the app meanwhile. Nothing is mailed to who is not active."""
    unread = [notice.pk for notice in notices if notice.read_at is None] if user.is_active else []
    visible = Notice.objects.visible_to(user.pk).filter(pk__in=unread).select_related("by").order_by("pk")
    with reading_of(user).active():
        return [line for line in lines_of(user.pk, visible if unread else []) if line.told]


def give_up(now: datetime | None = None) -> int:
    """What could not be mailed for so long is no news; it stays in the app. Answers how many there were."""
    old = Notice.objects.filter(awaits_mail=True, at__lt=(now or timezone.now()) - GIVEN_UP_AFTER)
    if count := old.update(awaits_mail=False):
        log.error("%s notices could not be mailed within %s and never will be", count, GIVEN_UP_AFTER)
    return count


def settle(notices: list[Notice], lines: list[Line], now: datetime | None) -> None:
    """None of them waits any more; those of the lines are mailed."""
    mailed = {line.notice.pk for line in lines}
    settled = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    settled.filter(pk__in=mailed).update(awaits_mail=False, mailed_at=now or timezone.now())
    settled.exclude(pk__in=mailed).update(awaits_mail=False)


def way_of(notice: Notice) -> str:
    group = group_of(notice)
    return Choice.ways_of(notice.user_id)[group] if group else Way.OFF


def group_of(notice: Notice) -> Group | None:
    kind = kind_of(notice.kind)
    return kind.group if kind else None


def _waiting(notices):
    """Those that wait to be mailed, with their readers."""
    return notices.filter(awaits_mail=True).select_related("user")


def hold_mails_of(user_id: int) -> None:
    """Until the transaction ends nobody else mails this reader. No row is locked meanwhile: a mail server may be slow,
    and they may be reading."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"mails {user_id}"])
