"""Who may call a view. Every view carries exactly one of these marks; a system check fails for one that doesn't.

A view behind viewer, commenter, editor or owner gets `request.workspace`, `request.membership` and `request.actor`;
outsiders get 404 (a workspace's existence is its own business), members whose role is too low 403.
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from accounts.access import View, actor_of, call, only, public, sign_in_first, signed_in, staff
from record.compiled import compiled
from workspaces.models import Membership
from workspaces.roles import Role

__all__ = ["commenter", "editor", "member", "only", "owner", "public", "signed_in", "staff", "viewer"]


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
            return call(view, request, **kwargs)

        checked.access = least.name.lower()
        return checked

    return mark


viewer, commenter, editor, owner = (member(role) for role in Role)


def membership_of(request: HttpRequest, workspace: int) -> Membership:
    for found in memberships(workspace, request.user.pk):
        return found
    raise Http404


@compiled
def memberships(workspace: int, user: int):
    """The one that this user has in this workspace, if any."""
    return Membership.objects.present().select_related("workspace").filter(workspace_id=workspace, user_id=user)
