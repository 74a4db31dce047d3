"""A newer version of what ships with Boom, of something that was edited here: compared, then taken or declined."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import only
from learning.curation.access import of_item
from learning.curation.differences import between
from learning.curation.frame import address, show
from learning.curation.views.writing import number_in
from learning.models import NotNow, Stale
from learning.models.curated import Curated
from learning.roles import require
from learning.shipping import ignore, offer_of, take

ANSWERS = {"take": take, "ignore": ignore}


@of_item("revise")
@only("GET", "HEAD")
def offer(request: HttpRequest, item: Curated) -> HttpResponse:
    """What would change if it was taken."""
    offered = offer_of(item)
    if offered is None:
        raise Http404
    context = {"tab": "review", "difference": between(item.noun, item.document(), offered.document)}
    return show(request, "offer.html", item, context)


@of_item("revise")
@only("POST")
def answer(request: HttpRequest, item: Curated, verb: str) -> HttpResponse:
    """Takes it, to be reviewed and published as anything else; or declines this version of it."""
    carry_out = ANSWERS.get(verb)
    if carry_out is None:
        raise Http404
    require(request.user, verb)
    try:
        carry_out(item, number_in(request), request.user)
    except (Stale, NotNow):
        messages.warning(request, _("Somebody was quicker: look at how it stands now, then choose again."))
        return redirect(address("review", item))
    if verb == "take":
        messages.success(request, _("Taken: publish it, and learners see it."))
    else:
        messages.success(request, _("Declined: this version is not offered again."))
    return redirect(address("review", item))
