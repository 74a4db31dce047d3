"""One line of what happened to a lesson, a term or the path: who did what, when, why, and the whole as it was then."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

NOUNS = ("lesson", "term", "path")


class Revision(models.Model):
    """Only `curating` adds one (sql/curating.sql), and nobody changes it. Of the three keys one is set."""

    lesson = models.ForeignKey("learning.Lesson", models.PROTECT, null=True, related_name="revisions")
    term = models.ForeignKey("learning.Term", models.PROTECT, null=True, related_name="revisions")
    path = models.ForeignKey("learning.Path", models.PROTECT, null=True, related_name="revisions")
    number = models.PositiveIntegerField(_("revision"))
    verb = models.CharField(max_length=24, help_text="lesson.publish")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="null: shipped with Boom"
    )
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=10)
    scheduled_at = models.DateTimeField(null=True)
    document = models.JSONField(help_text="canonical: learning/document.py")
    translated = models.JSONField(default=dict, help_text="learning/translations.py")
    transaction = models.BigIntegerField(default=0, editable=False, help_text="which transaction wrote it")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="learning_revision_of_one",
                condition=models.lookups.Exact(
                    models.Func(*NOUNS, function="num_nonnulls", output_field=models.IntegerField()), 1
                ),
            ),
            *(
                models.UniqueConstraint(
                    fields=[noun, "number"],
                    name=f"learning_revision_{noun}",
                    condition=models.Q(**{f"{noun}__isnull": False}),
                )
                for noun in NOUNS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.number}"
