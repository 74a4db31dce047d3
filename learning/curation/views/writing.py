"""The editor: a document written in its languages, side by side, and saved under everybody's eyes."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import only
from accounts.numbers import sent_number
from learning import subjects
from learning.curation.access import fetch, of_item
from learning.curation.frame import address, show
from learning.curation.judging import sources_then
from learning.curation.merging import Merged, merge, take
from learning.curation.revisions import last_word
from learning.curation.sheet import LANGUAGES, Sheet, document_of, rearrange
from learning.document import SHAPES, Document, Unsound, checked
from learning.models import Lesson, NotNow, Stale, State
from learning.models.curated import Curated


@of_item("revise")
@only("GET", "HEAD", "POST")
def change(request: HttpRequest, item: Curated) -> HttpResponse:
    """The working copy to write in; a POST saves it, or arranges what was typed without saving it."""
    if request.method != "POST":
        return sheet(request, item, item.document(), item.number)
    typed, number = typed_in(request, item), number_in(request)
    wish = request.POST.get("arrange") or ""
    if wish.startswith("theirs:"):
        return sheet(request, item, take(item.noun, typed, item.document(), wish.removeprefix("theirs:")), number)
    if wish:
        return sheet(request, item, rearrange(item.noun, typed, wish), number)
    return save(request, item, typed, number)


def typed_in(request: HttpRequest, item: Curated) -> Document:
    """The document that was sent; what an item is called in addresses is not the form's to say."""
    key = SHAPES[item.noun].key
    return document_of(item.noun, request.POST, {key: getattr(item, key)} if key else {})


def number_in(request: HttpRequest) -> int:
    """Which revision the form was begun from; 0, which no item has, where it does not say."""
    return sent_number(request.POST.get("number"))


def save(request: HttpRequest, item: Curated, typed: Document, number: int) -> HttpResponse:
    try:
        put(request, item, typed, number)
        if request.POST.get("then") == "submit":
            item.submit(item.number, request.user)
            messages.success(request, _("Submitted: an editor looks at it next."))
            return leave_for(request, address("review", item))
    except Unsound as unsound:
        return sheet(request, item, typed, number, unsound.problems, status=422)
    except Stale:
        return met_another(request, fetch(type(item), item.pk), typed, number)
    except NotNow:
        messages.warning(request, _("It is in review already."))
    return redirect(f"{address('change', item)}?write={chosen(request, 'write')}&beside={chosen(request, 'beside')}")


def put(request: HttpRequest, item: Curated, typed: Document, number: int) -> None:
    """Revises it where something changed, and confirms the translations that were ticked as right. Raises Unsound
    and Stale, having done nothing."""
    document, standing = checked(item.noun, typed), ticked(request)
    with transaction.atomic():
        changed = document != item.document()
        if changed:
            item.revise(document, number, request.user)
        for language, paths in standing.items():
            item.confirm(language, item.number, request.user, paths)
    if changed or standing:
        messages.success(request, _("Saved."))
    elif request.POST.get("then") != "submit":
        messages.info(request, _("Nothing had changed."))


def ticked(request: HttpRequest) -> dict[str, set[str]]:
    """By language, the paths of stale translations that were compared and found to be right."""
    found: dict[str, set[str]] = {}
    for name in request.POST.getlist("stands"):
        path, _colon, language = name.rpartition(":")
        if language in LANGUAGES:
            found.setdefault(language, set()).add(path)
    return found


def leave_for(request: HttpRequest, url: str) -> HttpResponse:
    """To another page, as a whole page."""
    return HttpResponse(status=204, headers={"HX-Redirect": url}) if request.htmx else redirect(url)


def met_another(request: HttpRequest, item: Curated, typed: Document, number: int) -> HttpResponse:
    """Somebody saved meanwhile: both texts are shown, and what was typed stands in the form, to be saved again."""
    then = item.revisions.filter(number=number).first()
    merged = merge(item.noun, then.document if then else item.document(), typed, item.document())
    return sheet(request, item, merged.document, item.number, merged=merged, status=409)


def sheet(
    request: HttpRequest,
    item: Curated,
    document: Document,
    number: int,
    problems: list[str] = (),
    merged: Merged | None = None,
    status: int = 200,
) -> HttpResponse:
    problems = list(problems)
    written = Sheet(item.noun, document, problems, sources_then(item, document))
    write, beside = chosen_languages(request, item, problems)
    context = {
        "tab": "write", "sheet": written, "number": number, "merged": merged, "write": write, "beside": beside,
        "look": chosen(request, "look") or write, "problems": written.told, "wish": request.POST.get("arrange", ""),
        "latest": item.revisions.select_related("by").order_by("-number").first() if merged else None,
        "may_submit": item.state == State.DRAFT, **choices(item.noun), **last_word(item),
    }  # fmt: skip
    return show(request, "write.html", item, context, status)


def chosen(request: HttpRequest, name: str) -> str:
    """A language that was asked for under this name, or ""."""
    language = request.POST.get(name) or request.GET.get(name) or ""
    return language if language in LANGUAGES else ""


def chosen_languages(request: HttpRequest, item: Curated, problems: list[str]) -> tuple[str, str]:
    """In which language one writes, and which one reads beside it ("" for none).

    What is wrong in a language brings that one forward. At first one writes in one's own, beside the source.
    """
    wrong = [problem.partition(": ")[0].rpartition(".")[2] for problem in problems]
    write = chosen(request, "write") or request.reading.language
    wrong = [language for language in wrong if language in LANGUAGES]
    if wrong and write not in wrong:
        write = wrong[0]
    asked = "beside" in request.POST or "beside" in request.GET
    beside = chosen(request, "beside") if asked else item.source_language
    return write, beside if beside != write else ""


def choices(noun: str) -> dict:
    """What the fields that are not texts are chosen from."""
    lessons = list(Lesson.objects.order_by("slug")) if noun == "path" else []
    return {
        "subjects": subjects.subjects() if noun == "lesson" else [],
        "blocks": [subject for subject in subjects.subjects("block") if subject.takes_notes],
        "lessons": lessons,
        "slugs": {lesson.slug for lesson in lessons},
    }
