"""A mail as all of ours are: laid out by one pair of templates, as text and as HTML, in the active language."""

from collections.abc import Mapping
from urllib.parse import urljoin

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language

from accounts.letters import Letter
from accounts.reading import Reading


def mail_of(
    template: str, parts: Mapping[str, object], to: str, headers: Mapping[str, str] | None = None
) -> EmailMultiAlternatives:
    """The mail that `template`.txt and `template`.html make of `parts`, its subject among them; not sent yet."""
    text, html = (render_to_string(f"{template}.{kind}", parts) for kind in ("txt", "html"))
    headers = {"Content-Language": get_language(), "Auto-Submitted": "auto-generated", **(headers or {})}
    mail = EmailMultiAlternatives(parts["subject"], text.strip() + "\n", to=[to], headers=headers)
    mail.attach_alternative(html, "text/html")
    return mail


def send_letter(letter: Letter, known: Mapping[str, str], to: str) -> None:
    """Send `letter`; `known` is what its texts name, and its "link", a whole address of this site. Raises OSError when
    no mail server takes it."""
    parts = {"reading": Reading.current(), "home": urljoin(known["link"], "/")}
    mail_of("accounts/letter", {**letter.written(known), **parts}, to).send()
