"""Invitations whose links were opened in a session: it keeps which they are, and their tokens show in no address."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.forms import INVITED
from accounts.numbers import sent_number
from workspaces.models.invitation import WayIn

MOST_KEPT = 20


@dataclass(frozen=True)
class Opened:
    """Those of one kind; `word` is the session's for them."""

    word: str
    kind: type[WayIn]

    def keep(self, request: HttpRequest, found: WayIn) -> None:
        known = [pk for pk in self._kept(request) if pk != found.pk]
        request.session[self.word] = [*known, found.pk][-MOST_KEPT:]
        request.session[INVITED] = found.email

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

    def _kept(self, request: HttpRequest) -> list[int]:
        return request.session.get(self.word, [])
