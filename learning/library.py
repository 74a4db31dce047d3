"""Everything that learners see at one moment, for one reader: lessons in their order, terms, the newcomers' path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from accounts.reading import Reading
from learning.document import Document
from learning.models import Lesson, Path, Revision, Term
from learning.models.path import NEWCOMERS
from learning.reading import Read, Reader, ReadLesson, in_order, languages_of

KEPT = 1000  # documents of revisions, by id: a revision never changes


@dataclass(frozen=True)
class Library:
    """What `library` found. `terms` are in the order of their keys."""

    reader: Reader
    lessons: list[ReadLesson]
    terms: list[Read]
    path: Read | None

    def lesson(self, slug: str) -> ReadLesson | None:
        return next((lesson for lesson in self.lessons if lesson.slug == slug), None)

    def about(self, about: str) -> ReadLesson | None:
        """The first lesson about a subject: "kind:self_service"."""
        return next((lesson for lesson in self.lessons if lesson.about == about), None)

    def steps(self) -> Iterator[tuple[Read, ReadLesson]]:
        """The newcomers' path, of the lessons that are published."""
        for step in self.path.steps if self.path else ():
            if lesson := self.lesson(step.lesson):
                yield step, lesson


def library(language: str, accepted: str = "", at: datetime | None = None, digits: str = "") -> Library:
    """What is published at this moment, in three queries, and a fourth where something was published since.

    `language` is the reader's ("fa"), `accepted` their Accept-Language header, `digits` those that they chose.
    """
    lessons = list(Lesson.objects.in_force(at).values_list("pk", "slug", "force"))
    terms = list(Term.objects.in_force(at).values_list("key", "force"))
    paths = list(Path.objects.in_force(at).filter(key=NEWCOMERS).values_list("force", flat=True))
    documents = _documents([*(force for *_words, force in (*lessons, *terms)), *paths])
    known = frozenset([*(f"lesson:{slug}" for _pk, slug, _force in lessons), *(f"term:{key}" for key, _force in terms)])
    reader = Reader(languages_of(language, accepted), known, digits or Reading.of(None, language).digits)
    read = [ReadLesson(document, reader, pk, *dated) for pk, (document, *dated) in _each(lessons, documents)]
    return Library(
        reader,
        in_order(read),
        [Read(document, reader) for _key, (document, *_dated) in _each(sorted(terms), documents)],
        Read(documents[paths[0]][0], reader) if paths else None,
    )


def library_for(request: HttpRequest) -> Library:
    """What is published now, as whoever asks reads it."""
    reading, accepted = Reading.current(), request.headers.get("Accept-Language", "")[:200]
    return library(reading.language, accepted, digits=reading.digits)


Dated = tuple[Document, int, datetime]  # the document of a revision, its number, since when learners see it
_kept: dict[int, Dated] = {}


def _each(rows: Iterable[tuple], documents: dict[int, Dated]) -> Iterator[tuple[object, Dated]]:
    return ((row[0], documents[row[-1]]) for row in rows)


def _documents(ids: Iterable[int]) -> dict[int, Dated]:
    """By id of the revision; read from the database once in a process."""
    wanted = set(ids)
    found = {pk: kept for pk in wanted if (kept := _kept.get(pk))}
    if lacking := wanted - found.keys():
        if len(_kept) > KEPT:
            _kept.clear()
        for revision in Revision.objects.filter(pk__in=lacking).defer("translated"):
            since = revision.scheduled_at if revision.verb.endswith(".schedule") else revision.at
            found[revision.pk] = _kept[revision.pk] = revision.document, revision.number, since
    return found
