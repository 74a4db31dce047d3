"""Who comes, and what they are in the workspace that the address names: asked in one question.

Nearly every page of a workspace needs both, one right after the other.
"""

import re
from collections.abc import Callable

from django.db.models import FilteredRelation, OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse

from accounts.models import Session
from accounts.sessions import reader, sessions
from record.compiled import beside, compiled
from record.models import Head
from workspaces.models import Membership
from workspaces.remembered import and_remember, comes_to, from_memory, unproven

PATH = re.compile(r"/w/(\d{1,18})/(?:canvases/(\d{1,18})/)?")


@compiled
def memberships(user: int, workspace: int, canvas: int):
    """The one that this user has in this workspace, if any; its `canvas` is the workspace's canvas with that id, and
    its `seq` the last line of the workspace's record."""
    its = FilteredRelation("workspace__canvases", condition=Q(workspace__canvases__id=canvas))
    theirs = Membership.objects.present().filter(workspace_id=workspace, user_id=user)
    last = Head.objects.filter(workspace_id=OuterRef("workspace_id")).values("seq")
    return theirs.annotate(canvas=its, seq=Subquery(last)).select_related("workspace", "canvas")


arrivals = beside(sessions, memberships, "person_id")


class Arrival:
    """At a workspace, and a canvas or 0."""

    def __init__(self, workspace: int, canvas: int):
        self.place = workspace, canvas
        self.person: int | None = None  # who came, once it was asked
        self.membership: Membership | None = None
        self.proof: tuple = ()  # where it was not asked

    def remember(self, membership: Membership, proof: tuple) -> None:
        self.person, self.membership, self.proof = membership.user_id, membership, proof

    def sessions(self, key: str) -> list[Session]:
        found = arrivals((key,), self.place)
        for session, self.membership in found:
            self.person = session.person_id
        return [session for session, _membership in found]

    def of(self, user: int, workspace: int, canvas: int) -> Membership | None:
        """That this user has there; asked now, where it was not."""
        if (user, workspace, canvas) == (self.person, *self.place):
            return self.membership
        return next(iter(memberships(user, workspace, canvas)), None)


def place_of(request: HttpRequest) -> tuple[int, int]:
    """The workspace and the canvas that the address names, or 0."""
    found = PATH.match(request.path_info)
    return (int(found[1]), int(found[2] or 0)) if found else (0, 0)


def arrival(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before anybody asks who came. An answer to htmx says up to which line of the record it surely is, for
    the page to know one that is older than what it has."""

    def asked(request: HttpRequest) -> HttpResponse:
        request.arrival = Arrival(*request.arrival.place)  # of which nothing is remembered
        token = reader.set(request.arrival.sessions)
        try:
            return get_response(request)
        finally:
            reader.reset(token)

    def respond(request: HttpRequest) -> HttpResponse:
        request.arrival = Arrival(*place_of(request))
        if not request.arrival.place[0]:
            return get_response(request)
        if at := comes_to(request):
            response = from_memory(request, at, get_response) or and_remember(request, at, asked)
        else:
            response = asked(request)
        known = request.arrival.membership
        if known and hasattr(request, "membership") and "HX-Request" in request.headers:  # it was let in
            response.headers["Boom-At"] = known.seq
        return response

    respond.process_exception = unproven
    return respond
