"""What somebody of a program's staff may do. A manager may all that a reviewer may."""

from django.db import models
from django.utils.translation import pgettext_lazy


class ProgramRole(models.IntegerChoices):
    REVIEWER = 10, pgettext_lazy("program", "Reviewer")
    MANAGER = 20, pgettext_lazy("program", "Manager")
