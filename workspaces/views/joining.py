"""Coming in by an invitation: opened by whoever holds its link, accepted by whoever signs in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from workspaces.access import public, signed_in
from workspaces.answer import acts
from workspaces.models import Invitation, InvitationRefused
from workspaces.opened import Opened
from workspaces.views.workspaces import to_workspace

opened = Opened("invitations", Invitation)
STATUS = {"open": 200, "used": 410, "revoked": 410, "expired": 410, "lapsed": 410, "other": 403, "member": 409}


@public("the link is the key: whoever holds it may see what it opens")
@never_cache
def invitation_open(request: HttpRequest, token: str) -> HttpResponse:
    """The session keeps which invitation it is; from here on its token shows in no address."""
    found = get_object_or_404(Invitation.objects.for_doors().by_token(token))
    state = found.state_for(request.user)
    if STATUS[state] == 410:
        return door(request, found, state)
    opened.keep(request, found)
    response = redirect("invitation")
    response["Referrer-Policy"] = "no-referrer"
    return response


@signed_in
def invitation_own(request: HttpRequest, invitation: int) -> HttpResponse:
    """The way in from a notice, without the link: for whoever signed in with the address that it was sent to."""
    mine = Invitation.objects.exclude(email="").filter(email=request.user.email.lower())
    opened.keep(request, get_object_or_404(mine, pk=invitation))
    return redirect("invitation")


@public("whoever opened an invitation's link is asked here to sign in, or to join")
@never_cache
def invitation(request: HttpRequest) -> HttpResponse:
    found = opened.meant(request)
    return door(request, found, found.state_for(request.user))


@signed_in
@acts(to_workspace)
def invitation_accept(request: HttpRequest) -> HttpResponse | None:
    found = opened.meant(request)
    try:
        found.accept(request.user, by=request.actor)
    except InvitationRefused as refused:
        return door(request, found, refused.state)


def door(request: HttpRequest, found: Invitation, state: str) -> HttpResponse:
    context = {"invitation": found, "state": state}
    return render(request, "workspaces/invitation.html", context, status=STATUS[state])
