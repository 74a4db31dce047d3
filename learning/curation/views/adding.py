"""A new lesson, term or path: its name for ever, and what it is called; the rest is written in the editor."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import only
from learning.curation.access import of_all
from learning.curation.frame import address, show
from learning.curation.sheet import Sheet, document_of, empty
from learning.curation.views.writing import choices
from learning.document import SHAPES, Document, Unsound
from learning.models import Path, Taken
from learning.models.curated import Curated


@of_all("add")
@only("GET", "HEAD", "POST")
def add(request: HttpRequest, model: type[Curated]) -> HttpResponse:
    if model is Path and (path := Path.objects.first()):
        return redirect(address("change", path))
    if request.method != "POST":
        return blank(request, model, empty(model.noun) | {"source_language": request.reading.language})
    typed = document_of(model.noun, request.POST, {})
    key = SHAPES[model.noun].key
    try:
        item = model.add(typed, request.user)
    except Unsound as unsound:
        return blank(request, model, typed, unsound.problems)
    except Taken:
        return blank(request, model, typed, [f"{key}: {_('Another has this name already.')}"])
    messages.success(request, _("Added as a draft: now write it."))
    return redirect(address("change", item))


def blank(request: HttpRequest, model: type[Curated], document: Document, problems: list[str] = ()) -> HttpResponse:
    sheet = Sheet(model.noun, document, list(problems))
    context = {"tab": model.noun, "sheet": sheet, "problems": sheet.told, **choices(model.noun)}
    return show(request, "add.html", model, context, status=422 if problems else 200)
