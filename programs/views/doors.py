"""Coming in by a program's invitation: opened by whoever holds its link. Staff join; an owner goes on to enrol."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from accounts.access import public, signed_in
from programs.models import ProgramInvitation
from record.models import Change
from workspaces.answer import acts
from workspaces.models import InvitationRefused
from workspaces.opened import Opened
from workspaces.roles import Role

opened = Opened("program_invitations", ProgramInvitation)
STATUS = {"open": 200, "used": 410, "revoked": 410, "expired": 410, "lapsed": 410, "other": 403, "member": 409}


@public("the link is the key: whoever holds it may see what it opens")
@never_cache
def program_invitation_open(request: HttpRequest, token: str) -> HttpResponse:
    """The session keeps which invitation it is; from here on its token shows in no address."""
    found = get_object_or_404(ProgramInvitation.objects.for_doors().by_token(token))
    state = found.state_for(request.user)
    if STATUS[state] == 410:
        return door(request, found, state)
    opened.keep(request, found)
    response = redirect("program_invitation")
    response["Referrer-Policy"] = "no-referrer"
    return response


@signed_in
def program_invitation_own(request: HttpRequest, program_invitation: int) -> HttpResponse:
    """The way in from a notice, without the link: for whoever signed in with the address that it was sent to."""
    mine = ProgramInvitation.objects.exclude(email="").filter(email=request.user.email.lower())
    opened.keep(request, get_object_or_404(mine, pk=program_invitation))
    return redirect("program_invitation")


@public("whoever opened an invitation's link is asked here to sign in, to join, or which workspace to enrol")
@never_cache
def program_invitation(request: HttpRequest) -> HttpResponse:
    found = opened.meant(request)
    return door(request, found, found.state_for(request.user))


def to_program(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    return redirect("program", changes[0].workspace_id)


@signed_in
@acts(to_program)
def program_join(request: HttpRequest) -> HttpResponse | None:
    found = opened.meant(request)
    try:
        found.join(request.user, by=request.actor)
    except InvitationRefused as refused:
        return door(request, found, refused.state)


def door(request: HttpRequest, found: ProgramInvitation, state: str) -> HttpResponse:
    context = {"invitation": found, "program": found.program, "state": state}
    if found.is_for_startup and state == "open" and request.user.is_authenticated:
        owned = request.user.memberships.present().filter(role=Role.OWNER).select_related("workspace")
        context["owned"] = owned.order_by("workspace__name", "pk")
    return render(request, "programs/invitation.html", context, status=STATUS[state])
