"""Inviting startups and staff, and taking an invitation back: for managers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from programs.access import manager
from programs.forms.invitation import ProgramInvitationForm
from programs.mails import send_invitation
from programs.models import ProgramInvitation
from programs.views.staff import staff_page, to_staff
from workspaces.answer import acts
from workspaces.inviting import USED, Inviting
from workspaces.models import InvitationRefused

inviting = Inviting(
    home="program",
    kind=ProgramInvitation,
    form=ProgramInvitationForm,
    send=send_invitation,
    templates="programs",
    layout="programs/_program.html",
    people="staff",
    opens="program_invitation_open",
)


@manager
def program_invitation_new(request: HttpRequest) -> HttpResponse:
    whom = request.GET.get("whom", "")
    form = ProgramInvitationForm(request.program, initial={"whom": whom} if whom else None)
    return inviting.new_page(request, form)


@manager
@acts(inviting.made)
def program_invitation_create(request: HttpRequest) -> HttpResponse | None:
    return inviting.create(request)


@manager
@acts(to_staff)
def program_invitation_revoke(request: HttpRequest, program_invitation: int) -> HttpResponse | None:
    try:
        get_object_or_404(request.program.invitations, pk=program_invitation).revoke(by=request.actor)
    except InvitationRefused:
        return staff_page(request, USED, status=409)
