"""All lessons, terms or the path: how far each is, and what many of them are to become at once."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import only
from accounts.numbers import sent_number
from accounts.reading import Reading
from accounts.text import fold, join_list
from learning import subjects
from learning.curation.access import of_all, whole
from learning.curation.frame import address, key_of, show
from learning.curation.judging import Judged, judged
from learning.models import Lesson, NotNow, Path, Stale, State
from learning.models.curated import Curated
from learning.roles import require
from learning.shipping import offers

BULK = ("submit", "publish")
TROUBLES: dict[str, tuple[Promise, Callable[[Judged], bool]]] = {
    "incomplete": (gettext_lazy("Not complete"), lambda one: not one.is_complete),
    "stale": (gettext_lazy("Stale translations"), lambda one: one.is_stale),
    "broken": (gettext_lazy("Links that lead nowhere"), lambda one: bool(one.broken)),
    "offered": (gettext_lazy("A newer version ships"), lambda one: one.offered),
    "unseen": (gettext_lazy("Not seen by learners"), lambda one: one.item.in_force() is None),
    "revised": (
        gettext_lazy("Revised since it was published"),
        lambda one: one.item.in_force() is not None and one.item.standing != State.PUBLISHED,
    ),
}


@of_all("revise")
@only("GET", "HEAD", "POST")
def changelist(request: HttpRequest, model: type[Curated]) -> HttpResponse:
    """The shelf; a POST submits or publishes what was ticked, and tells what was refused and why."""
    if request.method == "POST":
        return all_at_once(request, model)
    if model is Path:
        path = Path.objects.first()
        return redirect(address("change", path) if path else address("add", Path))
    return shelf(request, model)


def shelf(request: HttpRequest, model: type[Curated], told: dict | None = None) -> HttpResponse:
    everything = judged(in_order(model))
    offered = {offer.item.pk for offer in offers() if offer.item.noun == model.noun}
    for one in everything:
        one.offered = one.item.pk in offered
    shown = [one for one in everything if matches(one, request.GET)]
    context = {
        "shown": shown, "total": len(everything), "states": State, "q": request.GET.get("q", "")[:200],
        "state": request.GET.get("state", ""), "trouble": request.GET.get("trouble", ""),
        "troubles": [(name, label) for name, (label, _troubled) in TROUBLES.items()], "tab": model.noun,
        "families": families(shown) if model is Lesson else [("", shown)], **(told or {}),
    }  # fmt: skip
    return show(request, "shelf.html", model, context, status=422 if told and told["refused"] else 200)


def in_order(model: type[Curated]) -> list[Curated]:
    """Lessons as the library has them; terms by what they are called to whoever looks."""
    if model is Lesson:
        return sorted(whole(Lesson), key=lambda lesson: (subjects.rank(lesson.about), lesson.position, lesson.slug))
    return sorted(whole(model), key=lambda item: (fold(str(item)), item.pk))


def families(shown: list[Judged]) -> list[tuple[object, list[Judged]]]:
    """Lessons on blocks, on kinds, on goals, and the rest."""
    labels = {"block": _("Blocks"), "kind": _("Kinds of relationship"), "goal": _("Goals"), "topic": _("Topics")}
    groups = {family: [one for one in shown if one.item.about.partition(":")[0] == family] for family in labels}
    return [(labels[family], ones) for family, ones in groups.items() if ones]


def matches(one: Judged, asked: dict) -> bool:
    """Whether the item is among those that were asked for: by words, state and trouble."""
    words = fold(asked.get("q", "")[:200])
    text = fold(" ".join([key_of(one.item), *title_of(one).values()]))
    state, (_label, troubled) = asked.get("state"), TROUBLES.get(asked.get("trouble", ""), ("", None))
    return (
        words in text
        and (state not in State.values or state == one.item.standing)
        and (troubled is None or troubled(one))
    )


def title_of(one: Judged) -> dict[str, str]:
    return one.document["name" if one.item.noun == "term" else "title"]


def all_at_once(request: HttpRequest, model: type[Curated]) -> HttpResponse:
    verb = request.POST.get("verb", "")
    if verb not in BULK:
        raise PermissionDenied
    require(request.user, verb)
    seen = dict(ticked.partition(":")[::2] for ticked in request.POST.getlist("item"))
    items = [one for one in judged(in_order(model)) if str(one.item.pk) in seen]
    done, refused = [], []
    for one in items:
        why = refusal(one, verb, seen[str(one.item.pk)], request)
        (refused if why else done).append((one.item, why))
    return shelf(request, model, {"verb": verb, "done": done, "refused": refused, "nothing": not items})


def refusal(one: Judged, verb: str, number: str, request: HttpRequest) -> str:
    """Does it, or says why not. What is not whole is published by itself, by somebody who looks at it."""
    if verb == "publish" and not one.is_complete:
        lacking = [spoken.language for spoken in one.languages if spoken.percent < 100]
        return _("It is not complete in every language: {languages}.").format(languages=_named(lacking))
    if verb == "publish" and one.broken:
        return _("Some of its links lead nowhere.")
    try:
        getattr(one.item, verb)(sent_number(number), request.user)
    except Stale:
        return _("Somebody has changed it since you saw this list.")
    except NotNow:
        return _("It is not in review.") if verb == "publish" else _("It is no draft.")
    return ""


def _named(languages: list[str]) -> str:
    names = dict(settings.LANGUAGES)
    return join_list([str(names[code]) for code in languages], Reading.current().language)
