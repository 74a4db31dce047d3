"""What every page of curation is framed with: where it is, and what whoever looks may do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise

from learning.curation.sheet import LANGUAGES
from learning.document import SHAPES
from learning.models import Lesson, Path, State, Term
from learning.models.curated import Curated
from learning.roles import may_publish

KINDS = (Lesson, Term, Path)


def address(page: str, of: Curated | type[Curated] | str, **kwargs: object) -> str:
    """The address of a page of curation, of one item or of all of a kind, which its noun names too."""
    ids = {"pk": of.pk} if isinstance(of, Curated) else {}
    noun = of if isinstance(of, str) else of.noun
    return reverse(f"admin:learning_{noun}_{page}", kwargs=ids | kwargs)


def key_of(item: Curated) -> str:
    """The name in addresses and links that an item keeps for ever; "" for the path, of which there is one."""
    key = SHAPES[item.noun].key
    return getattr(item, key) if key else ""


def name_of(kind: type[Curated]) -> Promise:
    """What the shelf of a kind is called; there is one path."""
    return kind._meta.verbose_name if kind is Path else kind._meta.verbose_name_plural


def tab_of(kind: type[Curated]) -> tuple[str, Promise, str, int]:
    """Its noun, its name, its address, and how many wait for an editor."""
    waiting = kind.objects.filter(state=State.REVIEW).count()
    return kind.noun, name_of(kind), address("changelist", kind), waiting


def show(
    request: HttpRequest, template: str, of: Curated | type[Curated], context: dict, status: int = 200
) -> HttpResponse:
    """A page of curation about an item, or about all of a kind."""
    item = of if isinstance(of, Curated) else None
    model = type(of) if item else of
    frame = {
        "item": item,
        "noun": model.noun,
        "singular": model._meta.verbose_name,
        "plural": name_of(model),
        "kinds": [] if item else [tab_of(kind) for kind in KINDS],
        "is_editor": may_publish(request.user),
        "languages": LANGUAGES,
    }
    return render(request, f"learning/curation/{template}", frame | context, status=status)
