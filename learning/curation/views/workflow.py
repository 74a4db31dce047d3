"""An item on its way to learners: what would change for them, what is still wrong, and the verbs that bring it on."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.access import only
from learning.curation.access import fetch, of_item
from learning.curation.differences import between
from learning.curation.forms import ReasonForm, RemarkForm, ScheduleForm
from learning.curation.frame import address, show
from learning.curation.judging import Judged, known
from learning.curation.revisions import last_word
from learning.curation.sheet import LANGUAGES
from learning.curation.views.writing import number_in
from learning.document import Unsound
from learning.models import NotNow, Stale, State
from learning.models.curated import Curated
from learning.roles import may, require
from learning.shipping import offer_of


@dataclass(frozen=True)
class Act:
    """A verb as a form: what it asks for, in which states it can be done, and what is said afterwards."""

    verb: str
    form: type[forms.Form]
    states: tuple[str, ...]
    label: Promise
    help: Promise
    done: Promise

    @property
    def name(self) -> str:
        """As addresses write it."""
        return self.verb.replace("_", "-")


ACTS = {
    act.verb: act
    for act in (
        Act(
            "submit", RemarkForm, (State.DRAFT,), gettext_lazy("Submit for review"),
            gettext_lazy("It then waits in the list for an editor. It can still be changed; then it is a draft again."),
            gettext_lazy("Submitted: it waits in the list for an editor."),
        ),
        Act(
            "publish", RemarkForm, (State.REVIEW, State.SCHEDULED), gettext_lazy("Publish now"),
            gettext_lazy("Learners see it from this moment on."),
            gettext_lazy("Published: learners see it now."),
        ),
        Act(
            "schedule", ScheduleForm, (State.REVIEW, State.SCHEDULED), gettext_lazy("Schedule"),
            gettext_lazy("Learners see it from a moment to come; until then they see what they see now."),
            gettext_lazy("Scheduled."),
        ),
        Act(
            "send_back", ReasonForm, (State.REVIEW, State.SCHEDULED), gettext_lazy("Send back"),
            gettext_lazy("It is a draft again, and the reason stands here for whoever wrote it."),
            gettext_lazy("Sent back to be revised."),
        ),
        Act(
            "withdraw", ReasonForm, tuple(State.values), pgettext_lazy("lesson", "Withdraw"),
            gettext_lazy("Learners no longer see it. Nothing is lost: it is a draft again."),
            gettext_lazy("Withdrawn: learners no longer see it."),
        ),
    )
}  # fmt: skip


@of_item("revise")
@only("GET", "HEAD")
def review(request: HttpRequest, item: Curated) -> HttpResponse:
    return state_of(request, item)


@of_item("revise")
@only("POST")
def act(request: HttpRequest, item: Curated, verb: str) -> HttpResponse:
    """Carries a verb out, for those who may."""
    wanted = ACTS.get(verb.replace("-", "_"))
    if wanted is None:
        raise Http404
    require(request.user, wanted.verb)
    form = wanted.form(request.POST, auto_id=f"{wanted.verb}-%s")
    if not form.is_valid():
        return state_of(request, item, {wanted.verb: form}, status=422)
    return carry_out(request, item, wanted, form)


def carry_out(request: HttpRequest, item: Curated, wanted: Act, form: forms.Form) -> HttpResponse:
    moment = [form.cleaned_data["at"]] if wanted.verb == "schedule" else []
    try:
        getattr(item, wanted.verb)(*moment, number_in(request), request.user, form.cleaned_data["reason"])
    except (Stale, NotNow):
        refused = wanted.form(request.POST, auto_id=f"{wanted.verb}-%s")
        refused.add_error(None, _("Somebody was quicker: look at how it stands now, then choose again."))
        return state_of(request, fetch(type(item), item.pk), {wanted.verb: refused}, status=409)
    except Unsound as unsound:
        form.add_error(None, unsound.problems)
        return state_of(request, fetch(type(item), item.pk), {wanted.verb: form}, status=422)
    messages.success(request, wanted.done)
    return redirect(address("review", item))


@of_item("confirm")
@only("POST")
def confirm(request: HttpRequest, item: Curated) -> HttpResponse:
    """The translation into a language was compared with the source, and stands."""
    language = request.POST.get("language", "")
    if language not in LANGUAGES or language == item.source_language:
        raise Http404
    try:
        item.confirm(language, number_in(request), request.user)
        messages.success(request, _("Confirmed: this translation says what its source says now."))
    except Stale:
        messages.warning(request, _("Somebody was quicker: look at how it stands now, then choose again."))
    return redirect(address("review", item))


def state_of(request: HttpRequest, item: Curated, tried: dict | None = None, status: int = 200) -> HttpResponse:
    """How it stands. `tried`: the form of a verb that was not carried out, as it was filled in."""
    judged, force = Judged(item, known()), item.in_force()
    last = item.revisions.select_related("by").order_by("-number").first()
    context = {
        "tab": "review", "judged": judged, "force": force, "last": last, "acts": acts_for(request, item, tried or {}),
        "difference": between(item.noun, force.document, judged.document) if force else None,
        "offered": offer_of(item), "waits": item.scheduled_id and item.scheduled != force,
        **last_word(item),
    }  # fmt: skip
    return show(request, "review.html", item, context, status)


def acts_for(request: HttpRequest, item: Curated, tried: dict) -> list[tuple[Act, forms.Form]]:
    """What whoever looks may do now, each with its form."""
    shown = item.published_id or item.scheduled_id
    return [
        (act, tried.get(act.verb) or act.form(auto_id=f"{act.verb}-%s"))
        for act in ACTS.values()
        if act.verb in tried
        or (item.standing in act.states and may(request.user, act.verb) and (act.verb != "withdraw" or shown))
    ]
