"""Who may call a view. Every view carries exactly one of these marks; a system check fails for one that doesn't.

A view behind viewer, commenter, editor or owner gets `request.workspace`, `request.membership` and `request.actor`;
outsiders get 404 (a workspace's existence is its own business), members whose role is too low 403.
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from accounts.access import View, actor_of, call, only, public, sign_in_first, signed_in
from workspaces.models import Membership
from workspaces.roles import Role

__all__ = ["commenter", "editor", "member", "only", "owner", "public", "signed_in", "viewer"]


def member(least: Role) -> Callable[[View], View]:
    """A member of the workspace in the URL, with at least that role."""

    def mark(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, workspace: int, **kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return sign_in_first(request)
            request.membership = membership_of(request, workspace, kwargs.get("canvas", 0))
            request.workspace = request.membership.workspace
            if not request.membership.may(least):
                raise PermissionDenied
            request.actor = actor_of(request)
            request.actor.proof = request.arrival.proof
            return call(view, request, **kwargs)

        checked.access = least.name.lower()
        return checked

    return mark


viewer, commenter, editor, owner = (member(role) for role in Role)


def membership_of(request: HttpRequest, workspace: int, canvas: int = 0) -> Membership:
    """Whose `canvas` is the workspace's canvas with this id, or None: both are asked in one query."""
    found = request.arrival.of(request.user.pk, workspace, canvas)
    if found is None:
        raise Http404
    found.canvas = getattr(found, "canvas", None)
    return found
