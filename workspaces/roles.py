"""What a member may do. A higher role may all that a lower one may."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.IntegerChoices):
    VIEWER = 10, _("Viewer")
    COMMENTER = 20, _("Commenter")
    EDITOR = 30, _("Editor")
    OWNER = 40, _("Owner")
