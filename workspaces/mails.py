"""The mail that invites somebody, in the language that was chosen for it."""

from django.utils.translation import gettext_lazy as _

from accounts.dates import write_moment
from accounts.letters import Letter
from accounts.mails import send_letter
from accounts.reading import Reading
from accounts.time_zones import place_of
from workspaces.models import Invitation
from workspaces.models.invitation import WayIn

# How every letter ends that brings a way in.
ENDING = (
    _(
        "The link works once, until %(until)s by the clock of %(place)s, for %(email)s. "
        "If you don't know what this is about, do nothing: nothing happens without you."
    ),
    "link",
    _("Open the invitation"),
)
LETTER = Letter(
    _("You are invited to a workspace in Boom"),
    _("%(inviter)s invites you to the workspace “%(workspace)s” in Boom. Your role there: %(role)s."),
    *ENDING,
)


def send_invitation(invitation: Invitation, link: str, language: str) -> None:
    """Send `link` to the address that the invitation is for. Raises OSError when no mail server takes it. Nobody knows
    that reader's clock, so times are by the team's."""
    reading = Reading.of(None, language)._replace(time_zone=invitation.workspace.time_zone)
    with reading.active():
        known = {"workspace": invitation.workspace.name, **said(invitation, link, reading)}
        send_letter(LETTER, known, invitation.email)


def said(invitation: WayIn, link: str, reading: Reading) -> dict[str, str]:
    """What a letter says of any invitation, by its names there."""
    return {
        "inviter": str(invitation.created_by),
        "role": str(invitation.get_role_display()),
        "until": write_moment(invitation.expires_at, reading),
        "place": place_of(reading.zone, reading.language),
        "email": invitation.email,
        "link": link,
    }
