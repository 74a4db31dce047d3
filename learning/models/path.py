"""The newcomers' path: which lessons to read in which order, and why."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.document import LONGEST_KEY, TITLE
from learning.models.curated import Curated
from learning.models.parts import Part

NEWCOMERS = "newcomers"


class Path(Curated):
    """There is one, for newcomers."""

    noun = "path"
    key = models.SlugField(max_length=LONGEST_KEY, unique=True, default=NEWCOMERS, editable=False)
    title = models.CharField(_("title"), max_length=TITLE, blank=True)
    intro = models.TextField(_("introduction"), blank=True)

    class Meta:
        verbose_name = _("path for newcomers")
        verbose_name_plural = _("paths for newcomers")

    def __str__(self) -> str:
        return self.in_any("title") or self.key


class Step(Part):
    """`lesson` is a slug, so that a path may name a lesson that is still to come."""

    owner = "path"
    key = None
    path = models.ForeignKey(Path, models.CASCADE, related_name="steps", db_index=False)
    lesson = models.SlugField(_("lesson"), max_length=LONGEST_KEY)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    why = models.TextField(_("why"), blank=True)

    class Meta(Part.Meta):
        constraints = [models.UniqueConstraint(fields=["path", "lesson"], name="learning_step_lesson")]
