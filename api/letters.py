"""The mail that tells somebody of a token that was made in their name."""

from django.utils.translation import gettext_lazy as _

from accounts.letters import LETTERS, notice

MADE = "api/email/token_made"
LETTERS[MADE] = notice(
    _("A token was made for your account"),
    _("A token called “%(token)s” was made: a program that has it can act for you in Boom."),
)
