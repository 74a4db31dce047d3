"""Revisions as people read them: what happened, the last word about an item, and one by its number."""

from __future__ import annotations

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.numbers import sent_number
from learning.models import Revision
from learning.models.curated import Curated

VERBS = {
    "add": gettext_lazy("Added"), "revise": gettext_lazy("Revised"), "submit": gettext_lazy("Submitted"),
    "send_back": gettext_lazy("Sent back"), "publish": gettext_lazy("Published"),
    "schedule": gettext_lazy("Scheduled"), "withdraw": gettext_lazy("Withdrawn"),
    "restore": gettext_lazy("Restored"), "confirm": gettext_lazy("Translation confirmed"),
    "ship": gettext_lazy("Shipped with Boom"), "take": gettext_lazy("Shipped version taken"),
    "ignore": gettext_lazy("Shipped version declined"), "translate": gettext_lazy("Translated"),
}  # fmt: skip


def verb_label(revision: Revision) -> Promise | str:
    """What was done, in the reader's words."""
    verb = revision.verb.rpartition(".")[2]
    return VERBS.get(verb, verb)


def last_word(item: Curated) -> dict:
    """The last reason or remark that somebody gave since learners see what they see, for whoever goes on."""
    told = (
        item.revisions.exclude(reason="")
        .exclude(verb__endswith=".confirm")
        .exclude(verb__endswith=".translate")
        .select_related("by")
        .defer("document", "translated")
        .order_by("-number")
        .first()
    )
    force = item.in_force()
    if told is None or (force and told.number <= force.number):
        return {}
    return {"told": told, "told_label": verb_label(told)}


def revision_of(item: Curated, number: str) -> Revision:
    """The revision of this number, as it was sent. Raises Http404 where there is none."""
    found = item.revisions.select_related("by").filter(number=sent_number(number)).first()
    if found is None:
        raise Http404
    return found
