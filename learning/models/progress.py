"""What one person has read; it belongs to nobody else."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models import User


class ProgressQuerySet(models.QuerySet):
    def open(self, person: User, lesson: int) -> None:
        """`person` opened the page of the lesson with this id; when first, is kept."""
        row = self.model(person=person, lesson_id=lesson, opened_at=timezone.now())
        self.bulk_create([row], ignore_conflicts=True)

    def read(self, person: User, lesson: int) -> None:
        """`person` says that they have read it; when first, is kept."""
        self.open(person, lesson)
        self.filter(person=person, lesson=lesson, read_at=None).update(read_at=timezone.now())

    def unread(self, person: User, lesson: int) -> None:
        """They have not, after all."""
        self.filter(person=person, lesson=lesson).update(read_at=None)


class Progress(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="progress", db_index=False)
    lesson = models.ForeignKey("learning.Lesson", models.CASCADE, related_name="progress")
    opened_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "lesson"], name="learning_progress_once")]
