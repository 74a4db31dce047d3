"""The library for one person: the lessons by what they are about, and how far that person has come with each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learning.document import texts
from learning.library import Library
from learning.models import Progress
from learning.reading import ReadLesson, words
from learning.subjects import Subject, subjects

WORDS_A_MINUTE = 170  # of a text that is thought about; who skims it is faster
GROUPS = {"block": _("The nine blocks"), "kind": _("The seven kinds of relationship"), "goal": _("The three goals")}
TOPICS = _("How it all hangs together")


class Mark(models.TextChoices):
    """How far somebody has come with a lesson."""

    NEW = "new"
    OPENED = "opened"
    READ = "read"


@dataclass(frozen=True)
class Entry:
    """A lesson, and how far one reader has come with it."""

    lesson: ReadLesson
    mark: Mark = Mark.NEW

    @property
    def url(self) -> str:
        return reverse("lesson", args=[self.lesson.slug])

    @property
    def is_read(self) -> bool:
        return self.mark == Mark.READ

    @property
    def group(self) -> Promise:
        """Under which heading of the library it stands."""
        return GROUPS.get(self.lesson.family, TOPICS)

    @property
    def minutes(self) -> int:
        """How long reading it takes."""
        read = (words(text, self.lesson.reader).text for _path, text in texts("lesson", self.lesson.said))
        return max(1, round(sum(len(text.split()) for text in read) / WORDS_A_MINUTE))


@dataclass(frozen=True)
class Shelves:
    """All that is published, in the library's order."""

    entries: list[Entry]

    @classmethod
    def of(cls, library: Library, person: User) -> Shelves:
        """In one query."""
        marks = marks_of(person)
        return cls([Entry(lesson, marks.get(lesson.pk, Mark.NEW)) for lesson in library.lessons])

    def about(self, family: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.lesson.family == family]

    @property
    def blocks(self) -> list[tuple[Subject, Entry | None]]:
        """All of them, in the order of teaching, each with its lesson if there is one."""
        known = {entry.lesson.about: entry for entry in reversed(self.about("block"))}
        return [(subject, known.get(subject.about)) for subject in subjects("block")] if known else []

    @property
    def kinds(self) -> list[Entry]:
        return self.about("kind")

    @property
    def goals(self) -> list[Entry]:
        return self.about("goal")

    @property
    def topics(self) -> list[Entry]:
        return self.about("topic")

    @property
    def read(self) -> int:
        return sum(entry.is_read for entry in self.entries)

    @property
    def share(self) -> int:
        """In percent."""
        return 100 * self.read // len(self.entries) if self.entries else 0

    @property
    def next(self) -> Entry | None:
        """The first that is not read."""
        return next((entry for entry in self.entries if not entry.is_read), None)

    def find(self, slug: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.lesson.slug == slug), None)


def around(entries: list[Entry], entry: Entry) -> tuple[Entry | None, Entry | None]:
    """The one before and the one after."""
    at = entries.index(entry)
    return entries[at - 1] if at else None, entries[at + 1] if at + 1 < len(entries) else None


def marks_of(person: User) -> dict[int, Mark]:
    """By the id of the lesson."""
    rows = Progress.objects.filter(person=person).values_list("lesson_id", "read_at")
    return {lesson: Mark.READ if read_at else Mark.OPENED for lesson, read_at in rows}
