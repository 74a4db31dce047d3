"""A mail as all of ours are: laid out by one pair of templates, as text and as HTML, in the active language."""

import logging
from collections.abc import Mapping
from urllib.parse import urljoin

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language

from accounts.letters import Letter
from accounts.reading import Reading
from accounts.text import isolate

log = logging.getLogger(__name__)


def mail_of(
    template: str, parts: Mapping[str, object], to: str, headers: Mapping[str, str] | None = None
) -> EmailMultiAlternatives:
    """The mail that `template`.txt and `template`.html make of `parts`, its subject among them; not sent yet."""
    text, html = (render_to_string(f"{template}.{kind}", parts) for kind in ("txt", "html"))
    headers = {"Content-Language": get_language(), "Auto-Submitted": "auto-generated", **(headers or {})}
    mail = EmailMultiAlternatives(parts["subject"], text.strip() + "\n", to=[to], headers=headers)
    mail.attach_alternative(html, "text/html")
    return mail


def send_letter(letter: Letter, known: Mapping[str, str], to: str, name: str = "") -> None:
    """Send `letter`; `known` is what its texts name, and its "link", a whole address of this site; `name` is who reads
    it, if we know them. Raises OSError when no mail server takes it."""
    parts = {"reading": Reading.current(), "home": urljoin(known["link"], "/"), "name": name and isolate(name)}
    try:
        mail_of("accounts/letter", {**letter.written(known), **parts}, to).send()
    except OSError as error:
        note_unsent("accounts/letter", error)
        raise


def note_unsent(what: str, error: OSError) -> None:
    """In the log, for an administrator: what the mail server said, or that it said nothing."""
    log.error("no mail could be sent: %s: %r", what, error)
