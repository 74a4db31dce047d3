"""Earlier versions of an item: listed, looked at, compared, and restored."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import only
from learning.curation.access import of_item
from learning.curation.differences import between
from learning.curation.forms import RemarkForm
from learning.curation.frame import address, show
from learning.curation.revisions import revision_of, verb_label
from learning.curation.views.writing import number_in
from learning.document import Unsound
from learning.models import Stale
from learning.models.curated import Curated

ON_A_PAGE = 40


@of_item("revise")
@only("GET", "HEAD")
def history(request: HttpRequest, item: Curated) -> HttpResponse:
    """Every revision, the newest first, with two to choose to compare."""
    revisions = item.revisions.select_related("by").defer("document", "translated").order_by("-number")
    page = Paginator(revisions, ON_A_PAGE).get_page(request.GET.get("page"))
    force = item.in_force()
    context = {
        "tab": "history", "page": page, "rows": [(revision, verb_label(revision)) for revision in page],
        "force": force.pk if force else None,
    }  # fmt: skip
    return show(request, "history.html", item, context)


@of_item("revise")
@only("GET", "HEAD")
def difference(request: HttpRequest, item: Curated) -> HttpResponse:
    """What differs between two revisions: ?from=3&to=5, in whichever order; the last two where they are not named."""
    later = revision_of(item, request.GET.get("to") or str(item.number))
    earlier = revision_of(item, request.GET.get("from") or str(max(1, later.number - 1)))
    earlier, later = sorted((earlier, later), key=lambda revision: revision.number)
    sides = [(revision, verb_label(revision)) for revision in (earlier, later)]
    context = {
        "tab": "history", "earlier": earlier, "later": later, "sides": sides,
        "difference": between(item.noun, earlier.document, later.document),
        "restorable": [side for side in sides if side[0].number < item.number],
    }  # fmt: skip
    return show(request, "difference.html", item, context)


@of_item("restore")
@only("POST")
def restore(request: HttpRequest, item: Curated, number: int) -> HttpResponse:
    """The working copy says what it said in this revision, as a draft; nothing in between is lost."""
    revision, form = revision_of(item, str(number)), RemarkForm(request.POST)
    if not form.is_valid():
        messages.warning(request, form.errors["reason"][0])
        return redirect(f"{address('difference', item)}?from={number}&to={item.number}")
    try:
        item.restore(revision, number_in(request), request.user, form.cleaned_data["reason"])
    except Stale:
        messages.warning(request, _("Somebody was quicker: look at how it stands now, then choose again."))
        return redirect(f"{address('difference', item)}?from={number}")
    except Unsound as unsound:  # it was in order then, by what was known of blocks and kinds
        messages.warning(request, " ".join(unsound.problems))
        return redirect(f"{address('difference', item)}?from={number}&to={item.number}")
    messages.success(request, _("Restored as a draft. Learners see it once it is published."))
    return redirect(address("change", item))
