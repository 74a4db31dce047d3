"""A term of the glossary, which lessons link to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.document import LONGEST_KEY, TITLE
from learning.models.curated import Curated


class Term(Curated):
    noun = "term"
    key = models.SlugField(_("name in addresses"), max_length=LONGEST_KEY, unique=True)
    name = models.CharField(_("term"), max_length=TITLE, blank=True)
    meaning = models.TextField(_("meaning"), blank=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return self.in_any("name") or self.key
