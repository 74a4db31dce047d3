"""A remark of a review, about a note, a relationship, a focus or the whole."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from canvas.models.editing import Editable, EditableQuerySet
from programs.acting import acting
from programs.models.review import Review
from programs.roles import ProgramRole
from programs.tenancy import OfProgram, program_keys
from record.acting import Actor

LONGEST_TEXT = 2000
LONGEST_QUOTE = 200


class About(models.TextChoices):
    WHOLE = "whole", pgettext_lazy("remark about", "The whole")
    NOTE = "note", pgettext_lazy("remark about", "Note")
    SEGMENT = "segment", pgettext_lazy("remark about", "Segment")
    RELATIONSHIP = "relationship", pgettext_lazy("remark about", "Relationship")
    FOCUS = "focus", pgettext_lazy("remark about", "Focus")


class RemarkQuerySet(EditableQuerySet):
    def add_to(self, review: Review, by: Actor, draft: Mapping | None = None, **fields) -> Remark:
        """To a draft, which begins by it, and is saved with it as it stands on its page. Raises as Review.revise
        does."""
        with acting(by, review.program_id, "remark.add", least=ProgramRole.REVIEWER):
            review.begin(by, **draft or {})
            return self.create(program_id=review.program_id, review=review, created_at=by.at, **fields)


class Remark(OfProgram, Editable):
    review = models.ForeignKey(Review, models.PROTECT, related_name="remarks")
    about = models.CharField(_("about"), max_length=12, choices=About)
    about_id = models.BigIntegerField(null=True, help_text="of a row in the state that was submitted")
    quote = models.CharField(max_length=LONGEST_QUOTE, blank=True, help_text="what that row said")
    text = models.TextField(_("remark"), max_length=LONGEST_TEXT)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RemarkQuerySet.as_manager()

    class Meta(OfProgram.Meta):
        constraints = program_keys("remark", review="programs_review")

    def remove(self, by: Actor, draft: Mapping | None = None) -> None:
        """From a draft, which is saved as in `add_to`. Raises Removed, too."""
        with acting(by, self.program_id, "remark.remove", least=ProgramRole.REVIEWER):
            self.review.begin(by, **draft or {})
            self.meet()
            self.bury(by.at)
