"""What the places in a document are called: "questions.who-comes.text" is the text of the second guiding question."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning.document import SHAPES, Document

TITLE, TEXT = pgettext_lazy("of a lesson", "Title"), _("Text")
NAMES = {
    "lesson": {
        "title": TITLE, "summary": _("Summary"), "body": pgettext_lazy("of a lesson", "Body"),
        "about": _("What it is about"), "position": _("Place among its like"), "source_language": _("Written first in"),
        "slug": _("Name in addresses"),
    },
    "term": {
        "name": pgettext_lazy("of a glossary", "Term"), "meaning": _("Meaning"),
        "source_language": _("Written first in"), "key": _("Name in links"),
    },
    "path": {"title": TITLE, "intro": _("Introduction"), "source_language": _("Written first in")},
}  # fmt: skip
MARKDOWN = {"body", "examples", "mistakes"}


@dataclass(frozen=True)
class Part:
    """A list in a document: what it is called, what one of it is called, and what its fields are called."""

    label: object
    one: object
    add: object
    names: dict[str, object]


PARTS = {
    "questions": Part(
        _("Guiding questions"), _("Question"), _("Add a question"),
        {"text": _("Question"), "block": _("An answer becomes a note in")},
    ),
    "examples": Part(_("Examples"), _("Example"), _("Add an example"), {"title": TITLE, "text": TEXT}),
    "mistakes": Part(_("Common mistakes"), _("Mistake"), _("Add a mistake"), {"title": TITLE, "text": TEXT}),
    "sources": Part(_("Sources"), _("Source"), _("Add a source"), {"text": _("Source"), "url": _("Address")}),
    "steps": Part(
        pgettext_lazy("of a path", "Steps"), pgettext_lazy("of a path", "Step"), _("Add a step"),
        {"lesson": _("Lesson"), "minutes": _("Minutes"), "why": _("Why it comes here")},
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where something stands: in which part and which of its items (from 1; 0 for the whole), and what it is."""

    part: str
    number: int
    label: object

    @property
    def one(self) -> object:
        """What an item of the part is called; "" for what stands in no part."""
        return PARTS[self.part].one if self.part else ""


def places(noun: str, document: Document) -> dict[str, Place]:
    """The place of every text, by its path as `learning.document.texts` names it, in reading order."""
    shape = SHAPES[noun]
    found = {name: Place("", 0, NAMES[noun][name]) for name in shape.texts}
    for part, inner in shape.parts.items():
        for number, item in enumerate(document[part], 1):
            for name in inner.texts:
                found[f"{part}.{item[inner.key]}.{name}"] = Place(part, number, PARTS[part].names[name])
    return found


def is_markdown(path: str) -> bool:
    """Whether the text at this path is Markdown: a body, an example's or a mistake's text."""
    part, *rest = path.split(".")
    return part in MARKDOWN and (not rest or rest[-1] == "text")
