"""Who is of a program's staff, and with which role; who was invited, for managers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import signed_in
from programs.access import manager, reviewer
from programs.forms.staff import StaffRoleForm
from programs.models import LastManager, ProgramMembership
from programs.roles import ProgramRole
from record.models import Change
from workspaces.answer import acts


@reviewer
def staff(request: HttpRequest) -> HttpResponse:
    return staff_page(request)


def staff_page(request: HttpRequest, trouble: str = "", status: int = 200) -> HttpResponse:
    context = {
        "layout": "programs/_program.html",
        "tab": "staff",
        "home": request.program,
        "people": request.program.staff.present().highest_first(),
        "decides": request.staff.manages,
        "roles": ProgramRole.choices,
        "invitations": request.program.invitations.shown(),
        "trouble": trouble,
    }
    return render(request, "programs/staff.html", context, status=status)


def last_manager(request: HttpRequest) -> HttpResponse:
    why = _("A program needs a manager, and there is no other. Make somebody else one first; nothing changed.")
    return staff_page(request, why, status=409)


def to_staff(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    return redirect("staff", request.program.pk)


def to_one(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    """At the row that was changed: whoever goes by keys goes on from there."""
    page = reverse("staff", args=[request.program.pk])
    return redirect(f"{page}#person-{request.resolver_match.kwargs['staff']}")


def to_programs(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    messages.success(request, _("You left the program's staff."))
    return redirect("programs")


def staff_in(request: HttpRequest, pk: int) -> ProgramMembership:
    """Also one who is out: a removal that is asked for twice is answered like the first time."""
    return get_object_or_404(request.program.staff, pk=pk)


@manager
@acts(to_one, {LastManager: last_manager})
def staff_appoint(request: HttpRequest, staff: int) -> HttpResponse | None:
    membership, form = staff_in(request, staff), StaffRoleForm(request.POST)
    if not form.is_valid():
        return staff_page(request, _("There is no such role."), status=422)
    membership.appoint(form.cleaned_data["role"], by=request.actor)
    messages.success(request, _("Saved."))


@manager
@acts(to_staff, {LastManager: last_manager})
def staff_remove(request: HttpRequest, staff: int) -> HttpResponse | None:
    staff_in(request, staff).remove(by=request.actor)


@signed_in
@acts(to_programs, {LastManager: last_manager})
def staff_leave(request: HttpRequest, program: int) -> HttpResponse | None:
    """Marked for anybody, for whoever left is of the staff no more when the same request comes again."""
    request.staff = get_object_or_404(request.user.program_memberships.select_related("program"), program_id=program)
    request.program = request.staff.program
    request.staff.leave(by=request.actor)
