"""Who may look through a share link: whoever opened it in this session, for as long as it opens anything."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import View, call
from sharing.models import ShareLink

KEPT = "share_links"  # the session's word for the links that were opened in it
MOST_KEPT = 20


def keep(request: HttpRequest, link: ShareLink) -> None:
    """The session remembers that this link was opened; the token shows in no address from here on."""
    known = [pk for pk in request.session.get(KEPT, []) if pk != link.pk]
    request.session[KEPT] = [*known, link.pk][-MOST_KEPT:]


def holder(view: View) -> Callable:
    """Sets `request.share_link` from the id in the address. What was never opened here, is not there, expired, was
    revoked or has its canvas in the archive is answered alike: nobody learns which it is."""

    @wraps(view)
    def checked(request: HttpRequest, share_link: int, **kwargs) -> HttpResponse:
        kept = share_link in request.session.get(KEPT, [])
        found = ShareLink.objects.opening().for_holders().filter(pk=share_link).first() if kept else None
        if found is None:
            return closed(request)
        request.share_link = found
        if not request.user.is_authenticated:  # who said nothing of their own clock reads by the team's
            request.reading = request.reading._replace(time_zone=found.workspace.time_zone)
        return discreet(call(view, request, **kwargs))

    checked.access = "holder of a share link"
    return checked


def closed(request: HttpRequest, status: int = 404) -> HttpResponse:
    return discreet(render(request, "sharing/closed.html", status=status))


def discreet(response: HttpResponse) -> HttpResponse:
    """Kept by no cache, listed by no search engine, named to no other site."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
