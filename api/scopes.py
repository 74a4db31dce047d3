"""What a token may be used for. Its person's role in each workspace bounds it further."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Scope(models.TextChoices):
    READ = "read", pgettext_lazy("scope", "Read")
    WRITE = "write", pgettext_lazy("scope", "Write")
    HISTORY = "history", pgettext_lazy("scope", "History")

    @property
    def hint(self) -> str:
        return HINTS[self]


HINTS = {
    Scope.READ: _("Canvases and all that stands on them, comments, and who is in the team."),
    Scope.WRITE: _("Change canvases, where your role allows it."),
    Scope.HISTORY: _("The record: every change there ever was, with what was removed since."),
}
