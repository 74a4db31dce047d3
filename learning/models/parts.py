"""The lists that a document has: questions, examples, steps. Each part is a row with a key and a place."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, override

from learning.document import LANGUAGES, LONGEST_KEY, Document, Shape
from learning.reading import languages_of


class InThree(models.Model):
    """A row with texts in three languages."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        """The columns without a language, which modeltranslation keeps, say the same whoever saves."""
        with override(settings.MODELTRANSLATION_DEFAULT_LANGUAGE):
            super().save(*args, **kwargs)

    def in_any(self, field: str) -> str:
        """In the language of whoever reads, or the next one that it is there in."""
        return next(filter(None, (getattr(self, f"{field}_{code}") for code in languages_of(get_language()))), "")


class Part(InThree):
    """A subclass has `owner`, the foreign key's name, and a field for each value of its shape."""

    owner: str
    key = models.CharField(max_length=LONGEST_KEY)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ("position",)


def said(row: models.Model, shape: Shape) -> Document:
    """The plain values and the texts of a row, as they stand in a document."""
    plain = {name: getattr(row, name) for name in shape.plain}
    return plain | {name: said_in_three(row, name) for name in shape.texts}


def said_in_three(row: models.Model, name: str) -> dict[str, str]:
    return {language: getattr(row, f"{name}_{language}") or "" for language in LANGUAGES}


def tell(row: models.Model, shape: Shape, document: Document) -> None:
    """Give a row the plain values and the texts of a document; nothing is saved."""
    for name in shape.plain:
        setattr(row, name, document[name])
    for name in shape.texts:
        for language in LANGUAGES:
            setattr(row, f"{name}_{language}", document[name][language])


def write_parts(rows: models.Manager, shape: Shape, documents: list[Document]) -> None:
    """Let the rows of one owner be what the documents say, in their order; what is known by its key stays a row."""
    there = {getattr(row, shape.key): row for row in rows.all()}
    for position, document in enumerate(documents):
        row = there.pop(document[shape.key], None) or rows.model(**rows.core_filters)
        row.position = position
        tell(row, shape, document)
        row.save()
    rows.filter(pk__in=[row.pk for row in there.values()]).delete()
