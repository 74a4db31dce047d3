"""The mail that says what came of packing a workspace; the link in it needs signing in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.dates import write_moment
from accounts.letters import Letter
from accounts.mails import send_letter
from accounts.reading import Reading
from accounts.time_zones import place_of
from exports.models import Bundle

READY = Letter(
    _("Your workspace is packed"),
    _("The workspace “%(workspace)s” is in one file now, as you asked: its canvases and their changes."),
    _(
        "It can be downloaded until %(until)s by the clock of %(place)s, by owners of the workspace who are signed in."
    ),
    "link",
    _("Open the page to download it"),
)
FAILED = Letter(
    _("Your workspace could not be packed"),
    _("Something went wrong on our side while the workspace “%(workspace)s” was packed, each time that it was tried."),
    _("Nothing of it is lost. Ask once more; should it fail again, export its canvases one by one meanwhile."),
    "link",
    _("Open the page to try again"),
)
LARGE = Letter(
    FAILED.subject,
    _("The workspace “%(workspace)s” is larger than can be packed into one file."),
    _("Nothing of it is lost. Export its canvases one by one."),
    "link",
    _("Open the workspace"),
)
LETTERS = {"": READY, "failed": FAILED, "large": LARGE}  # by why it was not made


def send_outcome(bundle: Bundle) -> None:
    """To whoever asked, in their language. Raises OSError when no mail server takes it."""
    person = bundle.asked_by
    reading = Reading.of(person, person.language)
    with reading.active():
        known = {
            "workspace": bundle.workspace.name,
            "until": write_moment(bundle.expires_at, reading),
            "place": place_of(reading.zone, reading.language),
            "link": bundle.work.address,
        }
        send_letter(LETTERS[bundle.work.refused], known, person.email, person.name)
