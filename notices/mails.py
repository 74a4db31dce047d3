"""The mail that brings one notice, or those of a day: in the reader's language, and easy to stop."""

from __future__ import annotations

from urllib.parse import urljoin, urlparse

from django.conf import settings
from django.urls import reverse
from django.utils.translation import ngettext

from accounts.mails import mail_of
from accounts.models import User
from accounts.numbers import write_number
from accounts.reading import Reading
from accounts.text import isolate
from notices.kinds import kind_of
from notices.reading import Line
from notices.stopping import DIGEST, token_for


def reading_of(user: User) -> Reading:
    return Reading.of(user, user.language or settings.LANGUAGE_CODE)


def absolute(path: str) -> str:
    return urljoin(settings.SITE_URL, path)


def send_one(user: User, line: Line) -> None:
    """Raises OSError when no mail server takes it; so does send_digest."""
    with reading_of(user).active():
        _send(user, [line], line.subject, kind_of(line.notice.kind).group, f"notice-{line.notice.pk}")


def send_digest(user: User, lines: list[Line]) -> None:
    reading = reading_of(user)
    with reading.active():
        count = write_number(len(lines), reading)
        subject = ngettext("%(n)s notification from Boom", "%(n)s notifications from Boom", len(lines)) % {"n": count}
        _send(user, lines, subject, DIGEST, f"notices-{user.pk}-{lines[-1].notice.pk}")


def _send(user: User, lines: list[Line], subject: str, group: str, name: str) -> None:
    """In the active language. A mail that is sent again after a fault has the same Message-ID, so that it can be
    known."""
    stop = absolute(reverse("notices_stop", args=[token_for(user.pk, group)]))
    context = {
        "subject": subject,
        "lines": [(line, absolute(reverse("notice", args=[line.notice.pk]))) for line in lines],
        "is_digest": group == DIGEST,
        "name": user.name and isolate(user.name),
        "reading": Reading.current(),
        "settings_url": absolute(reverse("notices_settings")),
        "stop_url": stop,
        "home": absolute("/"),
    }
    headers = {
        "Message-ID": f"<{name}@{urlparse(settings.SITE_URL).hostname or 'boom'}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    mail_of("notices/mail", context, user.email, headers).send()
