"""Who may call a program's pages: its own staff, and nobody else.

A view behind one of these marks gets `request.program`, `request.staff` (the membership) and `request.actor`. To
outsiders the program does not exist (404); a reviewer is refused what only managers do (403).
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from accounts.access import View, actor_of, call, sign_in_first
from programs.models import ProgramMembership
from programs.roles import ProgramRole
from record.compiled import compiled


def program_staff(least: ProgramRole) -> Callable[[View], View]:
    """Staff of the program in the URL, with at least that role."""

    def mark(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, program: int, **kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return sign_in_first(request)
            request.staff = staff_of(request, program)
            request.program = request.staff.program
            if not request.staff.may(least):
                raise PermissionDenied
            request.actor = actor_of(request)
            return call(view, request, **kwargs)

        checked.access = f"program {least.name.lower()}"
        return checked

    return mark


reviewer, manager = (program_staff(role) for role in ProgramRole)


def staff_of(request: HttpRequest, program: int) -> ProgramMembership:
    for found in memberships(program, request.user.pk):
        return found
    raise Http404


@compiled
def memberships(program: int, user: int):
    """The one that this user has in this program, if any."""
    return ProgramMembership.objects.present().select_related("program").filter(program_id=program, user_id=user)
