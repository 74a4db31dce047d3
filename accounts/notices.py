"""What accounts say on the screen, in our own words: allauth's catalogues are weak in Arabic and Persian."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

ERRORS = {
    "account_inactive": _("This account is closed."),
    "duplicate_email": _("This is your address already."),
    "email_password_mismatch": _("The e-mail address or the password is wrong."),
    "email_taken": _("There is an account with this e-mail address already."),
    "enter_current_password": _("This is not your current password."),
    "incorrect_code": _("This code is wrong, or it no longer works."),
    "incorrect_password": _("This is not your password."),
    "invalid_password_reset": _("This link no longer works."),
    "rate_limited": _("That was too often. Wait a minute, then try again."),
    "same_as_current": _("This is your address already."),
    "too_many_login_attempts": _("Too many attempts. Wait a few minutes, then try again."),
    "unverified_primary_email": _("Confirm your e-mail address first."),
}

SECOND_STEP_ERRORS = {
    "cannot_generate_recovery_codes": _("Set up an authenticator app first; recovery codes come with it."),
    "incorrect_code": ERRORS["incorrect_code"],
    "unverified_email": _("Confirm your e-mail address before you set up a second step."),
}

# By allauth's names. What needs no saying, because the page shows it, is empty.
TOLD = {
    "account/messages/cannot_delete_primary_email.txt": _("%(email)s is the address you sign in with."),
    "account/messages/email_confirmation_failed.txt": _("%(email)s belongs to another account."),
    "account/messages/email_confirmation_sent.txt": _("A code is on its way to %(email)s."),
    "account/messages/email_confirmed.txt": _("%(email)s is confirmed."),
    "account/messages/email_deleted.txt": _("%(email)s is no longer yours."),
    "account/messages/logged_in.txt": "",
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "account/messages/unverified_primary_email.txt": ERRORS["unverified_primary_email"],
    "mfa/messages/recovery_codes_generated.txt": _(
        "These are your recovery codes. Keep them in a safe place."
    ),
    "mfa/messages/totp_activated.txt": _("The second step is on."),
    "mfa/messages/totp_deactivated.txt": _("The second step is off."),
}

# Of Django and allauth, as they say it: named here so that our catalogue, which wins, can say it better.
FOREIGN = (
    _("You must type the same password each time."),
    _("This password is too common."),
    _("The password is too similar to the %(verbose_name)s."),
    _("This field is required."),
    _("Enter a valid email address."),
    _("Accounts"),
    _("email address"),
    _("email addresses"),
    _("verified"),
    _("Mark selected email addresses as verified"),
    _("MFA"),
    _("TOTP Authenticator"),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    ),
    ngettext_lazy("Please correct the error below.", "Please correct the errors below."),
    _("Breadcrumbs"),
    _("Model name"),
)
