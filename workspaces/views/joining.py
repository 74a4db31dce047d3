"""Coming in by an invitation: opened by whoever holds its link, accepted by whoever signs in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from workspaces.access import public, signed_in
from workspaces.answer import acts
from workspaces.models import Invitation, InvitationRefused
from workspaces.opened import STATUS, Opened
from workspaces.views.workspaces import to_workspace


def door(request: HttpRequest, found: Invitation, state: str) -> HttpResponse:
    context = {"invitation": found, "home": found.workspace, "state": state, "page": opened.page}
    return render(request, "workspaces/invitation.html", context, status=STATUS[state])


opened = Opened("invitations", Invitation, "invitation", door)


@public("the link is the key: whoever holds it may see what it opens")
@never_cache
def invitation_open(request: HttpRequest, token: str) -> HttpResponse:
    return opened.open(request, token)


@signed_in
def invitation_own(request: HttpRequest, invitation: int) -> HttpResponse:
    return opened.own(request, invitation)


@public("whoever opened an invitation's link is asked here to sign in, or to join")
@never_cache
def invitation(request: HttpRequest) -> HttpResponse:
    return opened.ask(request)


@signed_in
@acts(to_workspace)
def invitation_accept(request: HttpRequest) -> HttpResponse | None:
    found = opened.meant(request)
    try:
        found.accept(request.user, by=request.actor)
    except InvitationRefused as refused:
        return door(request, found, refused.state)
