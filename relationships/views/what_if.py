"""What if: other weights, other kinds, twelve months ahead. Nothing is saved unless asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string

from canvas.answer import back_to, edits, of_canvas
from canvas.models import Canvas
from live.parts import partial
from relationships.facts import Facts
from relationships.forms.scenario import ScenarioForm, ScenarioKeepForm
from relationships.kinds import Goal
from relationships.models import Scenario
from relationships.views.page import frame
from relationships.what_if import WhatIf
from workspaces.access import editor, viewer


@viewer
@of_canvas
def what_if(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    """The parameters are the what-if: asking changes nothing."""
    context = frame(request, canvas, "numbers")
    facts = Facts.of(canvas, canvas.workspace.today())
    form = ScenarioForm(facts, request.GET if any(map(is_asked, request.GET)) else None)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "relationships/what_if.html", {**context, **shown(request, facts, form)}, status=status)


@editor
@edits
@back_to("what_if")
def scenario_keep(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    facts = Facts.of(canvas, canvas.workspace.today())
    form = ScenarioKeepForm(facts, request.POST)
    if form.is_valid():
        Scenario.objects.keep(canvas, request.actor, **form.kept)
        return None
    context = {**frame(request, canvas, "numbers"), **shown(request, facts, form)}
    if not request.htmx:
        return render(request, "relationships/what_if.html", context, status=422)
    course = render_to_string("relationships/_course.html", context, request=request)
    return HttpResponse(partial("course", course, "outerHTML"), status=422)


@editor
@edits
@back_to("what_if")
def scenario_remove(request: HttpRequest, canvas: Canvas, scenario: int) -> None:
    get_object_or_404(canvas.scenarios, pk=scenario).remove(request.actor)


def is_asked(name: str) -> bool:
    return name in ScenarioForm.base_fields or name.startswith("move")


def shown(request: HttpRequest, facts: Facts, form: ScenarioForm) -> dict:
    page = WhatIf(facts, form, request.reading)
    scenarios = facts.canvas.scenarios.present().select_related("kept_by").order_by("-kept_at")
    weights = [{"field": form[goal.value], "today": form.today[goal.value], "short": goal.short} for goal in Goal]
    return {"what_if": page, "form": form, "weights": weights, "kept": page.kept(scenarios)}
