"""Inviting people, and taking an invitation back: for owners."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from workspaces.access import owner
from workspaces.answer import acts
from workspaces.forms import InvitationForm
from workspaces.inviting import USED, Inviting
from workspaces.mails import send_invitation
from workspaces.models import Invitation, InvitationRefused
from workspaces.views.members import members_page, to_members

inviting = Inviting(
    home="workspace",
    kind=Invitation,
    form=InvitationForm,
    send=send_invitation,
    templates="workspaces",
    layout="workspaces/_workspace.html",
    people="members",
    opens="invitation_open",
)


@owner
def invitation_new(request: HttpRequest) -> HttpResponse:
    return inviting.new_page(request, InvitationForm(request.workspace))


@owner
@acts(inviting.made)
def invitation_create(request: HttpRequest) -> HttpResponse | None:
    return inviting.create(request)


@owner
@acts(to_members)
def invitation_revoke(request: HttpRequest, invitation: int) -> HttpResponse | None:
    try:
        get_object_or_404(request.workspace.invitations, pk=invitation).revoke(by=request.actor)
    except InvitationRefused:
        return members_page(request, USED, status=409)
