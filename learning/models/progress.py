"""What one person has read; it belongs to nobody else."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Progress(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="progress")
    lesson = models.ForeignKey("learning.Lesson", models.CASCADE, related_name="progress")
    opened_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "lesson"], name="learning_progress_once")]
