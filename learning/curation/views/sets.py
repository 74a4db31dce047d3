"""Lessons carried out and in: everything as one JSON file, and XLIFF for translators."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.access import only
from learning.curation.access import of_all
from learning.curation.frame import show
from learning.curation.sheet import LANGUAGES
from learning.forms import ImportForm
from learning.importing import Imported
from learning.models.curated import Curated
from learning.sets import everything, export_set
from learning.shipping import MODELS
from learning.xliff import export_xliff


@of_all("revise")
@only("GET", "HEAD", "POST")
def sets(request: HttpRequest, model: type[Curated]) -> HttpResponse:
    """Where one carries out and in; a POST tries a file, or takes it in ("then": "take")."""
    if request.method != "POST":
        return page(request, model, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    takes = request.POST.get("then") == "take"
    done = form.carry_out(request.user, only_try=not takes) if form.is_valid() else None
    if done is None:
        return page(request, model, form, status=422)
    if takes:
        messages.success(request, _("Taken in, as drafts: submit and publish them as anything else."))
    return page(request, model, form, done, taken=takes)


def page(
    request: HttpRequest,
    model: type[Curated],
    form: ImportForm,
    done: Imported | None = None,
    taken: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "tab": "sets", "form": form, "done": done, "taken": taken, "targets": targets(),
        "added": named(done.added if done else []), "revised": named(done.revised if done else []),
    }  # fmt: skip
    return show(request, "sets.html", model, context, status)


def targets() -> list[tuple[str, list[str]]]:
    """Each language that something could be written in first, with those to translate it into."""
    return [(source, [language for language in LANGUAGES if language != source]) for source in ("en", "fa", "ar")]


def named(keys: list[tuple[str, str]]) -> list[tuple[object, str]]:
    """Kind and key, for people."""
    return [(MODELS[noun]._meta.verbose_name, key) for noun, key in keys]


@of_all("revise")
@only("GET", "HEAD")
def export_json(request: HttpRequest, model: type[Curated]) -> HttpResponse:
    """All lessons and terms and the path, as they are written now."""
    return attached(export_set(everything()), "application/json", "boom-lessons.json")


@of_all("revise")
@only("GET", "HEAD")
def export_translation(request: HttpRequest, model: type[Curated], source: str, target: str) -> HttpResponse:
    """What is written first in one language, to be translated into another."""
    if source not in LANGUAGES or target not in LANGUAGES or source == target:
        raise Http404
    name = f"boom-lessons-{source}-{target}.xlf"
    return attached(export_xliff(everything(), target, source), "application/xliff+xml", name)


def attached(content: str | bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
