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


def arrival(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before anybody asks who came. An answer to htmx says up to which line of the record it surely is, for
    the page to know one that is older than what it has."""

    def respond(request: HttpRequest) -> HttpResponse:
        workspace, canvas = found.groups() if (found := PATH.match(request.path_info)) else (0, 0)
        request.arrival = Arrival(int(workspace), int(canvas or 0))
        if not found:
            return get_response(request)
        token = reader.set(request.arrival.sessions)
        try:
            response = get_response(request)
        finally:
            reader.reset(token)
        known = request.arrival.membership
        if known and hasattr(request, "membership") and "HX-Request" in request.headers:  # it was let in
            response.headers["Boom-At"] = known.seq
        return response

    return respond
