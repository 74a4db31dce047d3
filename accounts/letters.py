"""Every mail about an account, in a few words each; templates/accounts/letter.txt and .html lay them out."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.text import isolate


@dataclass(frozen=True)
class Letter:
    """One mail. Its texts may name, as %(name)s, what the sender knows; `link` names an address in that.

    A notice tells of a change to the account: when, from where, and what to do if it was a stranger.
    """

    subject: str
    text: str
    after: str = ""
    link: str = ""
    label: str = ""
    is_notice: bool = False

    def written(self, known: Mapping[str, object]) -> dict[str, object]:
        """The letter's parts as plain text in the active language; what is put in is fenced off."""
        fenced = {name: isolate(value) for name, value in known.items() if isinstance(value, str)}
        return {
            "subject": str(self.subject),
            "text": str(self.text) % fenced,
            "after": str(self.after) % fenced,
            "address": known.get(self.link, ""),
            "label": str(self.label),
            "is_notice": self.is_notice,
        }


NOT_YOU = _("Was it not you? Then you need do nothing.")
STRANGER = _("Was it not you? Then choose a new password at once: it signs everybody else out.")


def notice(subject: str, text: str) -> Letter:
    return Letter(subject, text, STRANGER, "password_reset_page", _("Choose a new password"), is_notice=True)


# By allauth's names.
LETTERS = {
    "account/email/email_confirmation_signup": Letter(
        _("Confirm your e-mail address"),
        _("Welcome to Boom. Type this code where you signed up; it works for a quarter of an hour."),
        NOT_YOU,
    ),
    "account/email/email_confirmation": Letter(
        _("Confirm your e-mail address"),
        _("Type this code in Boom to confirm that %(email)s is yours; it works for a quarter of an hour."),
        NOT_YOU,
    ),
    "account/email/account_already_exists": Letter(
        _("You have an account already"),
        _("Somebody, probably you, wanted to sign up with %(email)s. This address has an account already."),
        _("Sign in as you did before. If you forgot your password, choose a new one."),
        "password_reset_url",
        _("Choose a new password"),
    ),
    "account/email/unknown_account": Letter(
        _("There is no account with this address"),
        _("Somebody, probably you, asked for a new password for %(email)s, but this address has no account."),
        _("Perhaps you signed up with another address. Or sign up now."),
        "signup_url",
        _("Sign up"),
    ),
    "account/email/password_reset_key": Letter(
        _("Choose a new password"),
        _("Somebody, probably you, wants a new password for %(email)s. The link works once, for one day."),
        NOT_YOU,
        "password_reset_url",
        _("Choose a new password"),
    ),
    "account/email/password_changed": notice(
        _("Your password was changed"), _("The password of your account was changed.")
    ),
    "account/email/password_reset": notice(
        _("Your password was changed"),
        _("A new password was chosen for your account through a link in a mail."),
    ),
    "account/email/password_set": notice(
        _("Your password was set"), _("A password was set for your account.")
    ),
    "account/email/email_changed": Letter(  # to the old address, which can choose no password any more
        _("Your e-mail address was changed"),
        _("The address of your account was changed from %(from_email)s to %(to_email)s."),
        _("Was it not you? Then tell whoever administers Boom for you at once: they can give you the account back."),
        is_notice=True,
    ),
    "account/email/email_deleted": notice(
        _("An e-mail address was removed"), _("%(deleted_email)s was removed from your account.")
    ),
    "mfa/email/totp_activated": notice(
        _("The second step is on"),
        _("From now on, signing in to your account asks for a code of your authenticator app."),
    ),
    "mfa/email/totp_deactivated": notice(
        _("The second step is off"),
        _("Signing in to your account no longer asks for a code of an authenticator app."),
    ),
    "mfa/email/recovery_codes_generated": notice(
        _("New recovery codes"),
        _("New recovery codes were made for your account; the old ones no longer work."),
    ),
}
