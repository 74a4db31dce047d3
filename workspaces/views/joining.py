"""Coming in by an invitation: opened by whoever holds its link, accepted by whoever signs in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from workspaces.access import public, signed_in
from workspaces.answer import acts
from workspaces.models import Invitation, InvitationRefused
from workspaces.views.workspaces import to_workspace

KEPT = "invitation"  # the session's word for the invitation whose link was opened
STATUS = {"open": 200, "used": 410, "revoked": 410, "expired": 410, "lapsed": 410, "other": 403, "member": 409}


@public("the link is the key: whoever holds it may see what it opens")
@never_cache
def invitation_open(request: HttpRequest, token: str) -> HttpResponse:
    """The session keeps which invitation it is; from here on its token shows in no address."""
    found = get_object_or_404(Invitation.objects.for_doors().by_token(token))
    state = found.state_for(request.user)
    if STATUS[state] == 410:
        return door(request, found, state)
    request.session[KEPT] = found.pk
    response = redirect("invitation")
    response["Referrer-Policy"] = "no-referrer"
    return response


@signed_in
def invitation_own(request: HttpRequest, invitation: int) -> HttpResponse:
    """The way in from a notice, without the link: for whoever signed in with the address that it was sent to."""
    mine = Invitation.objects.exclude(email="").filter(email=request.user.email.lower())
    request.session[KEPT] = get_object_or_404(mine, pk=invitation).pk
    return redirect("invitation")


@public("whoever opened an invitation's link is asked here to sign in, or to join")
@never_cache
def invitation(request: HttpRequest) -> HttpResponse:
    found = kept_invitation(request)
    return door(request, found, found.state_for(request.user))


@signed_in
@acts(to_workspace)
def invitation_accept(request: HttpRequest) -> HttpResponse | None:
    found = kept_invitation(request)
    try:
        found.accept(request.user, by=request.actor)
    except InvitationRefused as refused:
        return door(request, found, refused.state)


def kept_invitation(request: HttpRequest) -> Invitation:
    """The one whose link was opened in this session. Raises Http404."""
    return get_object_or_404(Invitation.objects.for_doors(), pk=request.session.get(KEPT))


def waiting_invitation(request: HttpRequest) -> Invitation | None:
    """One whose link was opened before signing in, and that can still be accepted; others are forgotten."""
    if KEPT not in request.session:
        return None
    found = Invitation.objects.for_doors().filter(pk=request.session[KEPT]).first()
    if found and found.state_for(request.user) == "open":
        return found
    del request.session[KEPT]


def door(request: HttpRequest, found: Invitation, state: str) -> HttpResponse:
    context = {"invitation": found, "state": state}
    return render(request, "workspaces/invitation.html", context, status=STATUS[state])
