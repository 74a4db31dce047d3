"""Who may call the pages of curation: every view says which verb's right it needs, and the administration's door
(the second step of signing in) stands before all of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper, wraps

from django.contrib.admin import ModelAdmin
from django.http import Http404, HttpRequest, HttpResponse

from accounts.access import View, call, sign_in_first
from learning.document import SHAPES
from learning.models.curated import Curated
from learning.roles import require


def of_all(verb: str) -> Callable[[View], View]:
    """A view of all items of a kind, for those who may do `verb`; it is given the model."""

    def mark(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, model: type[Curated], **kwargs) -> HttpResponse:
            require(request.user, verb)
            return call(view, request, model, **kwargs)

        return checked

    return mark


def of_item(verb: str) -> Callable[[View], View]:
    """A view of one item, for those who may do `verb`; it is given the item with everything in it."""

    def mark(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, model: type[Curated], pk: int, **kwargs) -> HttpResponse:
            require(request.user, verb)
            return call(view, request, fetch(model, pk), **kwargs)

        return checked

    return mark


def fetch(model: type[Curated], pk: int) -> Curated:
    item = whole(model).filter(pk=pk).first() if pk < 2**63 else None
    if item is None:
        raise Http404
    return item


def whole(model: type[Curated]):
    """All items of a kind with their parts and people, in a fixed number of queries."""
    parts = SHAPES[model.noun].parts
    return model.objects.select_related("author", "editor", "published", "scheduled").prefetch_related(*parts)


def behind(admin: ModelAdmin, view: View) -> View:
    """The view behind the administration's door, given the model that this part of it is about. Who was signed out
    while writing keeps what was written: the door would lead away from it."""

    def guarded(request: HttpRequest, **kwargs) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            return sign_in_first(request)
        return admin.admin_site.admin_view(view)(request, admin.model, **kwargs)

    guarded.model_admin = admin
    return update_wrapper(guarded, view)
