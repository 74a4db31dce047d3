"""Invitations whose links were opened in a session: it keeps which they are, and their tokens show in no address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from accounts.forms import INVITED
from accounts.numbers import sent_number
from workspaces.models.invitation import WayIn

MOST_KEPT = 20
STATUS = {"open": 200, "used": 410, "revoked": 410, "expired": 410, "lapsed": 410, "other": 403, "member": 409}


@dataclass(frozen=True)
class Opened:
    """Those of one kind; `word` is the session's for them, `page` the address where `door` shows what such a one is to
    whoever asks."""

    word: str
    kind: type[WayIn]
    page: str
    door: Callable[[HttpRequest, WayIn, str], HttpResponse]

    def open(self, request: HttpRequest, token: str) -> HttpResponse:
        """The session keeps which invitation it is; from here on its token shows in no address."""
        found = get_object_or_404(self.kind.objects.for_doors().by_token(token))
        state = found.state_for(request.user)
        if STATUS[state] == 410:
            return self.door(request, found, state)
        response = self._go_on(request, found)
        response["Referrer-Policy"] = "no-referrer"
        return response

    def own(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The way in from a notice, without the link: for whoever signed in with the address that it was sent to."""
        mine = self.kind.objects.exclude(email="").filter(email=request.user.email.lower())
        return self._go_on(request, get_object_or_404(mine, pk=pk))

    def ask(self, request: HttpRequest) -> HttpResponse:
        found = self.meant(request)
        return self.door(request, found, found.state_for(request.user))

    def meant(self, request: HttpRequest) -> WayIn:
        """The one that the form names, for another may have been opened beside it; else the last. Raises Http404."""
        kept = self._kept(request)
        named = sent_number(request.POST.get("invitation"))
        found = [pk for pk in kept if pk == named] if named else kept[-1:]
        return get_object_or_404(self.kind.objects.for_doors(), pk__in=found)

    def waiting(self, request: HttpRequest) -> WayIn | None:
        """The last one that can still be accepted; those that can't are forgotten."""
        if not (kept := self._kept(request)):
            return None
        found = {row.pk: row for row in self.kind.objects.for_doors().filter(pk__in=kept)}
        still = [pk for pk in kept if pk in found and found[pk].state_for(request.user) == "open"]
        if still != kept:
            request.session[self.word] = still
        return found[still[-1]] if still else None

    def _go_on(self, request: HttpRequest, found: WayIn) -> HttpResponse:
        known = [pk for pk in self._kept(request) if pk != found.pk]
        request.session[self.word] = [*known, found.pk][-MOST_KEPT:]
        request.session[INVITED] = found.email
        return redirect(self.page)

    def _kept(self, request: HttpRequest) -> list[int]:
        return request.session.get(self.word, [])
