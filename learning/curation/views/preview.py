"""What learners would see of an item: of its working copy, or of what is just being written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from accounts.access import only
from accounts.reading import Reading
from learning.curation.access import of_item
from learning.curation.frame import show
from learning.curation.views.writing import chosen, typed_in
from learning.document import SHAPES, Document, Shape
from learning.lecture import lecture
from learning.library import library
from learning.models.curated import Curated
from learning.reading import Read, ReadLesson


@of_item("revise")
@only("GET", "HEAD", "POST")
def preview(request: HttpRequest, item: Curated) -> HttpResponse:
    """The page, or with htmx the part beside the editor; in the language that was chosen ("look")."""
    language = chosen(request, "look") or chosen(request, "write") or request.reading.language
    document = item.document()
    if request.method == "POST":
        document = bounded(SHAPES[item.noun], typed_in(request, item))
    seen = part(request, item.noun, document, language)
    if request.htmx:
        return HttpResponse(seen)
    return show(request, "preview.html", item, {"tab": "review", "seen": seen, "look": language})


def bounded(shape: Shape, typed: Document) -> Document:
    """What was typed, as far as it could be kept: texts end where they must, values that are refused are empty."""
    taken: Document = {}
    for name, check in shape.plain.items():
        try:
            taken[name] = check(typed[name])
        except ValueError:
            taken[name] = ""
    for name, longest in shape.texts.items():
        taken[name] = {language: text[:longest] for language, text in typed[name].items()}
    for name, inner in shape.parts.items():
        taken[name] = [bounded(inner, each) for each in typed[name][: inner.most]]
    return taken


def part(request: HttpRequest, noun: str, document: Document, language: str) -> SafeString:
    """What it looks like to somebody who reads this language, in that language's digits too."""
    reading = Reading.of(None, language)
    with reading.active():
        context = told(noun, document, language) | {"noun": noun, "reading": reading, "look": language}
        return render_to_string("learning/curation/_preview.html", context, request)


def told(noun: str, document: Document, language: str) -> dict:
    """The document as somebody who reads this language would have it, made by what makes learners' pages."""
    published = library(language)
    if noun == "lesson":
        return lecture(published, ReadLesson(document, published.reader))
    told = Read(document, published.reader)
    steps = told.steps if noun == "path" else ()
    return {"told": told, "steps": [(step, published.lesson(step.lesson)) for step in steps]}
