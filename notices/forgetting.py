"""Which notices are forgotten, so that nobody's list grows for ever. What they told of stays on the record."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from notices.models import Notice

READ_KEPT, UNREAD_KEPT = timedelta(days=180), timedelta(days=365)


def forget_old(now: datetime | None = None) -> int:
    """Those that were read half a year ago, and those that nobody read in a year. Answers how many there were."""
    now = now or timezone.now()
    old = Q(read_at__lt=now - READ_KEPT) | Q(read_at=None, at__lt=now - UNREAD_KEPT)
    return Notice.objects.filter(old).delete()[0]
