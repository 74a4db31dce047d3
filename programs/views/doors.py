"""Coming in by a program's invitation: opened by whoever holds its link. Staff join; an owner goes on to enrol."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.access import public, signed_in
from accounts.alphabet import alphabetical
from programs.models import ProgramInvitation
from record.models import Change
from workspaces.answer import acts
from workspaces.models import InvitationRefused
from workspaces.opened import STATUS, Opened
from workspaces.roles import Role


def door(request: HttpRequest, found: ProgramInvitation, state: str) -> HttpResponse:
    context = {"invitation": found, "home": found.program, "state": state, "page": opened.page}
    if found.is_for_startup and state == "open" and request.user.is_authenticated:
        owned = request.user.memberships.present().filter(role=Role.OWNER).select_related("workspace")
        context["owned"] = owned.order_by(alphabetical("workspace__name"), "pk")
    return render(request, "programs/invitation.html", context, status=STATUS[state])


opened = Opened("program_invitations", ProgramInvitation, "program_invitation", door)


@public("the link is the key: whoever holds it may see what it opens")
@never_cache
def program_invitation_open(request: HttpRequest, token: str) -> HttpResponse:
    return opened.open(request, token)


@signed_in
def program_invitation_own(request: HttpRequest, program_invitation: int) -> HttpResponse:
    return opened.own(request, program_invitation)


@public("whoever opened an invitation's link is asked here to sign in, to join, or which workspace to enrol")
@never_cache
def program_invitation(request: HttpRequest) -> HttpResponse:
    return opened.ask(request)


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
