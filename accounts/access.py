"""Marks of who may call a view, for what needs no workspace; those that need one are in workspaces/access.py.

Every view carries exactly one mark; a system check fails for one that doesn't. A view is only read (GET, HEAD)
unless `only` says otherwise.
"""

import hashlib
import uuid
from collections.abc import Callable
from functools import wraps

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render, resolve_url

from accounts.typed import typed
from record.acting import Actor

View = Callable[..., HttpResponse]
READ = ("GET", "HEAD")


def only(*methods: str) -> Callable[[View], View]:
    """The view answers these methods and no other. Stands under the view's mark, which sees to it."""

    def mark(view: View) -> View:
        view.methods = methods
        return view

    return mark


def call(view: View, request: HttpRequest, *args, **kwargs) -> HttpResponse:
    """The view's answer; to a method that it does not answer, 405."""
    methods = getattr(view, "methods", READ)
    if request.method in methods:
        return view(request, *args, **kwargs)
    return HttpResponseNotAllowed(methods)


def public(why: str) -> Callable[[View], View]:
    """Anyone may call the view, signed in or not; `why` is for whoever reads the list of open doors."""

    def mark(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            return call(view, request, *args, **kwargs)

        checked.access = f"public: {why}"
        return checked

    return mark


def signed_in(view: View) -> View:
    """Any person who is signed in, for what belongs to themselves."""

    @wraps(view)
    def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        request.actor = actor_of(request)
        return call(view, request, *args, **kwargs)

    checked.access = "signed in"
    return checked


def password_again(view: View) -> View:
    """The password is typed once more, unless it was within the last minutes (ACCOUNT_REAUTHENTICATION_TIMEOUT): for
    what hands out a lasting key, so that whoever finds a screen unlocked takes none away. Stands under the view's mark.
    What a form sent is kept meanwhile, and carried out then."""
    return reauthentication_required(view, app="allauth.account")


def actor_of(request: HttpRequest) -> Actor:
    """Who acts, with the UUID that the client gave this edit (header Boom-Request or field `request`)."""
    actor = Actor(request.user.pk, person=request.user)
    if request.method == "POST" and (
        key := request.headers.get("Boom-Request") or request.POST.get("request")
    ):
        try:
            actor.request = uuid.UUID(key)
        except ValueError:
            raise BadRequest("the request's name is not a UUID") from None
        sent = sorted((k, v) for k, v in request.POST.lists() if k not in ("csrfmiddlewaretoken", "request"))
        actor.body = hashlib.sha256(repr((request.path, sent)).encode()).digest()
    return actor


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back. An edit stays where it is, typed text and all, and is told why; what was typed into
    a plain form is handed back, to be copied."""
    if texts := typed(request.POST):
        return render(request, "401.html", {"typed": texts}, status=401)
    if not request.headers.get("HX-Request"):
        return redirect_to_login(request.get_full_path() if request.method == "GET" else resolve_url("home"))
    if request.method == "POST":
        return render(request, "401.html", status=401)
    return HttpResponse(status=204, headers={"HX-Redirect": resolve_url("account_login")})
