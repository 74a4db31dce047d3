"""What a password must be, said in the reader's own digits."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _

from accounts.numbers import write_number
from accounts.reading import Reading


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        count = write_number(self.min_length, Reading.current())
        return _("This password is too short: it needs at least %(count)s characters.") % {"count": count}
