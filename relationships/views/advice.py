"""What a good adviser would say about a canvas, and what the team makes of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from canvas.answer import back_to, edits, of_canvas
from canvas.models import Canvas
from relationships.advice import Advice, Item, with_changes
from relationships.facts import Facts
from relationships.forms.advice import AdviceForm, DismissalForm
from relationships.forms.day import DayForm
from relationships.models import Dismissal
from relationships.views.page import frame
from workspaces.access import editor, viewer


@viewer
@of_canvas
def advice(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    """The page, of one segment with ?segment=; with ?beside, the part that stands in the drawer of another page."""
    context = frame(request, canvas, "advice")
    form = AdviceForm(canvas, request.GET)
    given = advice_on(request, canvas)
    if form.is_valid() and form.cleaned_data["segment"]:
        given = given.about(form.cleaned_data["segment"].pk)
    context |= {"advice": given, "form": form, "day_form": DayForm(), "beside": "beside" in request.GET}
    part = "#beside" if request.htmx and context["beside"] else ""
    return render(request, "relationships/advice.html" + part, context)


def advice_on(request: HttpRequest, canvas: Canvas) -> Advice:
    """As things stand: eight queries, and one more where a focus has held long."""
    facts = with_changes(Facts.of(canvas, canvas.workspace.today()), canvas.workspace.zone)
    return Advice.of(facts, canvas.dismissals.present().select_related("dismissed_by"))


@editor
@of_canvas
def advice_dismissal(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    """The sheet in which a finding (?rule=, ?subject=) is set aside."""
    item = advice_on(request, canvas).find(request.GET.get("rule", ""), request.GET.get("subject", ""))
    if item is None:
        raise Http404
    return sheet_of(request, canvas, item, DismissalForm(initial=named(item)))


@editor
@edits
@back_to("advice")
def advice_dismiss(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    form = DismissalForm(request.POST)
    item = advice_on(request, canvas).find(form.data.get("rule", ""), form.data.get("subject", ""))
    if item is None:
        form.add_error(None, _("This advice no longer holds, so there is nothing to set aside."))
    elif form.is_valid() and form.cleaned_data["facts"] != item.finding.facts:
        form = DismissalForm({**form.cleaned_data, **named(item)})
        form.add_error(None, _("The facts behind this advice have changed meanwhile. Look at them once more."))
    if not form.is_valid():
        return sheet_of(request, canvas, item, form, status=422)
    Dismissal.objects.dismiss(canvas, request.actor, **form.cleaned_data)


@editor
@edits
@back_to("advice")
def advice_reopen(request: HttpRequest, canvas: Canvas, dismissal: int) -> None:
    get_object_or_404(canvas.dismissals, pk=dismissal).reopen(request.actor)


def named(item: Item) -> dict[str, str]:
    finding = item.finding
    return {"rule": finding.rule, "subject": finding.subject, "facts": finding.facts}


def sheet_of(
    request: HttpRequest, canvas: Canvas, item: Item | None, form: DismissalForm, status: int = 200
) -> HttpResponse:
    template = "relationships/advice_dismissal.html" + ("#sheet" if request.htmx else "")
    return render(request, template, {"canvas": canvas, "item": item, "form": form}, status=status)
