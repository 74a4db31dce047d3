"""Figures in and out as CSV: looked at first, then recorded all at once or not at all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.months import month_of
from accounts.numbers import write_number
from canvas.answer import back_to, edits, of_canvas, say_with_undo
from canvas.files import as_file
from canvas.models import Canvas
from canvas.models.editing import Removed, Stale
from relationships.books import WrongMonth, calendar_of, reading_of
from relationships.figures_csv import write_figures, write_template
from relationships.forms.figures import FIELDS
from relationships.forms.importing import ImportConfirmForm, ImportForm
from relationships.imports.names import LAYOUT
from relationships.imports.plan import Plan, Planner
from relationships.models import Indicator
from relationships.views.page import frame
from workspaces.access import editor, only, viewer

SHOWN = 200  # rows of a preview, and errors


@editor
@only("GET", "POST")
@of_canvas
def indicator_import(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    """The form; what is sent is looked at, and nothing is recorded."""
    if request.method == "GET":
        return page(request, canvas, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, canvas, form, status=422)
    plan = plan_of(request, canvas, form)
    return page(request, canvas, form, plan, status=422 if plan.problems else 200)


@editor
@edits
@back_to("numbers")
def indicator_import_confirm(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    """Records what was looked at; where the canvas changed since, it is shown again instead."""
    form = ImportConfirmForm(request.POST)
    if not form.is_valid():
        return page(request, canvas, form, status=422)
    plan = plan_of(request, canvas, form)
    if plan.problems:
        return page(request, canvas, form, plan, status=422)
    try:
        if plan.digest != form.cleaned_data["digest"]:
            raise Stale(Indicator(version=0))
        Indicator.objects.record(canvas, plan.entries, request.actor)
    except (Stale, Removed, WrongMonth):
        return page(request, canvas, form, plan_of(request, canvas, form), status=409, meanwhile=True)
    said = _("Imported: {added} months added, {changed} changed.")
    counts = {name: write_number(len(getattr(plan, name)), request.reading) for name in ("added", "changed")}
    say_with_undo(request, said.format(**counts), request.actor.changes)


@viewer
@of_canvas
def indicators_csv(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    return table_of(canvas, write_figures(canvas.segments.in_order(), canvas.indicators.in_order()))


@viewer
@of_canvas
def indicator_template(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    calendar = calendar_of(canvas, request.reading)
    first = month_of(canvas.workspace.today(), calendar)
    return table_of(canvas, write_template(canvas.segments.in_order(), first, calendar))


def table_of(canvas: Canvas, text: str) -> HttpResponse:
    return as_file(text.encode(), "csv", canvas.name, pgettext("table", "Numbers"))


def plan_of(request: HttpRequest, canvas: Canvas, form: ImportForm) -> Plan:
    rows = canvas.indicators.present()
    return Planner(canvas.segments.in_order(), rows, canvas.workspace.today(), request.reading.calendar).of(form.lines)


def page(request, canvas: Canvas, form: ImportForm, plan: Plan | None = None, status=200, **more) -> HttpResponse:
    calendar = plan.calendar if plan and plan.calendar else calendar_of(canvas, request.reading)
    context = {
        **frame(request, canvas, "numbers"), "form": form, "plan": plan, "shown": SHOWN, "columns": [*FIELDS.values()],
        "headings": LAYOUT.headings(), "books": reading_of(calendar, request.reading), **more,
    }  # fmt: skip
    return render(request, "relationships/indicator_import.html", context, status=status)
