"""Whether Boom is well, at one address for a monitor: in words for programs, so in no language but one.

Without its database this server can do nothing, and answers 503 as everywhere. What only comes late is said in the
text: a proxy that leaves out servers by the status would else leave out all of them while the mail server is away.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

from accounts.access import public
from notices.delivery import unsent
from record.models import Head

SILENT = timedelta(minutes=2)  # each that works gives a sign of life every ten seconds
AHEAD = timedelta(minutes=1)  # of two machines' clocks one may be
LATE = timedelta(hours=1)  # a mail is tried for three quarters of one by its own job


@public("a monitor has no account")
def health(request: HttpRequest) -> HttpResponse:
    lines = list(troubles(timezone.now())) or ["well"]
    response = HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response


def troubles(now: datetime) -> Iterator[str]:
    """In one query each."""
    if not ProcrastinateWorker.objects.filter(last_heartbeat__gt=now - SILENT).exists():
        yield "background: nobody works there"
    if unsent().filter(at__lt=now - LATE).exists():
        yield "mail: notices wait to be sent"
    if Head.objects.filter(at__gt=now + AHEAD).exists():
        yield "clock: it is behind the newest change on record, whose time new changes get until it has caught up"
