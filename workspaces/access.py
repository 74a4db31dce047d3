"""Who may call a view. Every view carries exactly one of these marks; a system check fails for one that doesn't.

A view behind viewer, commenter, editor or owner gets `request.workspace`, `request.membership` and `request.actor`;
outsiders get 404 (a workspace's existence is its own business), members whose role is too low 403.
"""

import hashlib
import uuid
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

from record.acting import Actor
from workspaces.models import Membership
from workspaces.roles import Role

View = Callable[..., HttpResponse]


def public(why: str) -> Callable[[View], View]:
    """Anyone may call the view, signed in or not; `why` is for whoever reads the list of open doors."""

    def mark(view: View) -> View:
        view.access = f"public: {why}"
        return view

    return mark


def signed_in(view: View) -> View:
    """Any person who is signed in, for what belongs to themselves."""

    @wraps(view)
    def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        request.actor = actor_of(request)
        return view(request, *args, **kwargs)

    checked.access = "signed in"
    return checked


def member(least: Role) -> Callable[[View], View]:
    """A member of the workspace in the URL, with at least that role."""

    def mark(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, workspace: int, **kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return sign_in_first(request)
            request.membership = membership_of(request, workspace)
            request.workspace = request.membership.workspace
            if not request.membership.may(least):
                raise PermissionDenied
            request.actor = actor_of(request)
            return view(request, **kwargs)

        checked.access = least.name.lower()
        return checked

    return mark


viewer, commenter, editor, owner = (member(role) for role in Role)


def staff(view: View) -> View:
    """Staff of this installation; for everyone else the page does not exist."""

    @wraps(view)
    def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        if not request.user.is_staff:
            raise Http404
        return view(request, *args, **kwargs)

    checked.access = "staff"
    return checked


def membership_of(request: HttpRequest, workspace: int) -> Membership:
    members = Membership.objects.present().select_related("workspace")
    try:
        return members.get(workspace_id=workspace, user_id=request.user.pk)
    except (Membership.DoesNotExist, OverflowError):
        raise Http404 from None


def actor_of(request: HttpRequest) -> Actor:
    """Who acts, with the client's UUID for this edit (header Boom-Request or field `request`) when it sent one."""
    actor = Actor(request.user.pk)
    if request.method == "POST" and (key := request.headers.get("Boom-Request") or request.POST.get("request")):
        try:
            actor.request = uuid.UUID(key)
        except ValueError:
            raise BadRequest("the request's name is not a UUID") from None
        sent = sorted((k, v) for k, v in request.POST.lists() if k not in ("csrfmiddlewaretoken", "request"))
        actor.body = hashlib.sha256(repr((request.path, sent)).encode()).digest()
    return actor


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back. An edit stays where it is, typed text and all, and is told to sign in elsewhere."""
    if not request.headers.get("HX-Request"):
        return redirect_to_login(request.get_full_path())
    if request.method == "POST":
        return render(request, "401.html", status=401)
    return HttpResponse(status=204, headers={"HX-Redirect": resolve_url("account_login")})
