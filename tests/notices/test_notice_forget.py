"""Old notices are forgotten, read ones sooner; each night, and no others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from canvas.models import Comment
from notices.forgetting import READ_KEPT, UNREAD_KEPT, forget_old
from notices.jobs import forget_old_notices
from notices.models import Notice

NOW = timezone.now()
MOMENT = timedelta(minutes=1)


@pytest.fixture
def told(cast) -> Notice:
    """Amina, that Kian mentioned her."""
    return Notice.objects.get(user=cast.amina)


def put(told: Notice, **when: object) -> None:
    Notice.objects.filter(pk=told.pk).update(**when)


def test_read_half_a_year_ago(told):
    put(told, at=NOW - UNREAD_KEPT * 2, read_at=NOW - READ_KEPT + MOMENT)
    assert forget_old(NOW) == 0
    put(told, read_at=NOW - READ_KEPT - MOMENT)
    assert forget_old(NOW) == 1 and not Notice.objects.filter(pk=told.pk).exists()


def test_unread_for_a_year(told):
    put(told, at=NOW - UNREAD_KEPT + MOMENT)
    assert forget_old(NOW) == 0
    put(told, at=NOW - UNREAD_KEPT - MOMENT)
    assert forget_old(NOW) == 1 and not Notice.objects.filter(pk=told.pk).exists()


def test_what_it_told_of_stays(cast, told):
    put(told, at=NOW - UNREAD_KEPT * 2)
    forget_old_notices(timestamp=0)
    assert not Notice.objects.filter(pk=told.pk).exists()
    assert Comment.objects.get(pk=cast.comment.pk).text == cast.comment.text
