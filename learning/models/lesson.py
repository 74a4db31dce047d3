"""A lesson with its questions, examples, mistakes and sources."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from learning import subjects
from learning.document import LONGEST_KEY, LONGEST_URL, TITLE
from learning.models.curated import Curated
from learning.models.parts import Part


class Lesson(Curated):
    noun = "lesson"
    slug = models.SlugField(_("name in addresses"), max_length=LONGEST_KEY, unique=True)
    about = models.CharField(_("about"), max_length=60, default=subjects.TOPIC)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=TITLE, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    body = models.TextField(_("body"), blank=True)

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def __str__(self) -> str:
        return self.in_any("title") or self.slug


class LessonPart(Part):
    owner = "lesson"

    class Meta(Part.Meta):
        abstract = True


class Question(LessonPart):
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="questions", db_index=False)
    block = models.CharField(_("block"), max_length=40, blank=True, help_text=_("An answer becomes a note there."))
    text = models.TextField(_("question"), blank=True)

    class Meta(LessonPart.Meta):
        constraints = [models.UniqueConstraint(fields=["lesson", "key"], name="learning_question_key")]


class Example(LessonPart):
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="examples", db_index=False)
    title = models.CharField(_("title"), max_length=TITLE, blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta(LessonPart.Meta):
        constraints = [models.UniqueConstraint(fields=["lesson", "key"], name="learning_example_key")]


class Mistake(LessonPart):
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="mistakes", db_index=False)
    title = models.CharField(_("title"), max_length=TITLE, blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta(LessonPart.Meta):
        constraints = [models.UniqueConstraint(fields=["lesson", "key"], name="learning_mistake_key")]


class Source(LessonPart):
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="sources", db_index=False)
    text = models.TextField(_("source"), blank=True)
    url = models.CharField(_("address"), max_length=LONGEST_URL, blank=True)

    class Meta(LessonPart.Meta):
        constraints = [models.UniqueConstraint(fields=["lesson", "key"], name="learning_source_key")]
