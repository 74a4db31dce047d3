"""The mail that invites somebody to a program, in the language that was chosen for it."""

from django.utils.translation import gettext_lazy as _

from accounts.letters import Letter
from accounts.mails import send_letter
from accounts.reading import Reading
from programs.models import ProgramInvitation
from workspaces.mails import ENDING, said

TO_STAFF = Letter(
    _("You are invited to the staff of a program in Boom"),
    _("%(inviter)s invites you to the staff of the program “%(program)s” in Boom. Your role there: %(role)s."),
    *ENDING,
)
TO_STARTUP = Letter(
    _("Your startup is invited to a program in Boom"),
    _(
        "%(inviter)s invites your startup to the program “%(program)s” in Boom. "
        "You choose which of your canvases the program's staff see, and can leave at any time."
    ),
    *ENDING,
)


def send_invitation(invitation: ProgramInvitation, link: str, language: str) -> None:
    """Send `link` to the address that the invitation is for. Raises OSError when no mail server takes it. Nobody knows
    that reader's clock, so times are by the program's."""
    reading = Reading.of(None, language)._replace(time_zone=invitation.program.clock)
    letter = TO_STARTUP if invitation.is_for_startup else TO_STAFF
    with reading.active():
        known = {"program": invitation.program.name, **said(invitation, link, reading)}
        send_letter(letter, known, invitation.email)
