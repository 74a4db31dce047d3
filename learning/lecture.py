"""A lesson whole, as pages show it: with places to go to, its words explained, and where answers belong."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning.glossary import terms_in
from learning.library import Library
from learning.reading import Read, ReadLesson, Words
from learning.subjects import subject_of, takes_notes

HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
SECTIONS = {
    "questions": _("Questions to ask yourselves"),
    "examples": pgettext_lazy("of a lesson", "Examples"),
    "mistakes": _("Common mistakes"),
    "meanings": _("Words in this lesson"),
    "sources": _("Sources"),
}


@dataclass(frozen=True)
class Heading:
    """A line of the contents; `attributes` mark the language that it falls back to."""

    id: str
    title: Promise | str
    attributes: SafeString = SafeString("")


@dataclass(frozen=True)
class Question:
    """`into` is the name of the block in which an answer becomes a note; "" where it becomes none."""

    key: str
    text: Words
    block: str
    into: Promise | str


def lecture(library: Library, lesson: ReadLesson) -> dict[str, object]:
    """What learning/_lesson.html shows, and the contents (`parts`)."""
    terms = terms_in(library, lesson)
    html, parts = with_places(lesson, terms)
    return {"lesson": lesson, "html": html, "parts": parts, "questions": questions_of(lesson), "terms": terms}


def questions_of(lesson: ReadLesson) -> list[Question]:
    return [Question(each.key, each.text, each.block, name_of(each.block)) for each in lesson.questions]


def name_of(block: str) -> Promise | str:
    """Of a block that takes notes."""
    return subject_of(f"block:{block}").label if takes_notes(block) else ""


def with_places(lesson: ReadLesson, terms: list[Read]) -> tuple[SafeString, list[Heading]]:
    """The body as HTML whose headings can be gone to, and the contents of the whole lesson, in which these
    `terms` are explained. The HTML is sanitised: a heading in it is `<h2>` and nothing else."""
    headings: list[Heading] = []

    def place(match: re.Match[str]) -> str:
        title = mark_safe(strip_tags(match[1]))  # noqa: S308  (escaped where it was sanitised)
        headings.append(Heading(f"part-{len(headings) + 1}", title, lesson.body.attributes))
        return f'<h2 id="{headings[-1].id}">{match[1]}</h2>'

    html = mark_safe(HEADING.sub(place, lesson.body.html))  # noqa: S308  (sanitised, and ids of our own)
    there = {name: getattr(lesson, name, terms) for name in SECTIONS}
    return html, headings + [Heading(name, title) for name, title in SECTIONS.items() if there[name]]
