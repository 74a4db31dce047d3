"""The rounds of a program: managers add them, and move their deadlines."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from canvas.models.editing import Stale
from programs.access import manager
from programs.forms.round import RoundForm, RoundReviseForm
from programs.models import Round
from record.models import Change
from workspaces.answer import acts


def to_program(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    return redirect("program", request.program.pk)


def form_page(request: HttpRequest, form: RoundForm, status: int = 200, **more) -> HttpResponse:
    return render(request, "programs/round_form.html", {"form": form, "tab": "startups", **more}, status=status)


@manager
def round_new(request: HttpRequest) -> HttpResponse:
    return form_page(request, RoundForm(request.program))


@manager
@acts(to_program)
def round_add(request: HttpRequest) -> HttpResponse | None:
    form = RoundForm(request.program, request.POST)
    if not form.is_valid():
        return form_page(request, form, status=422)
    Round.objects.add_to(request.program, request.actor, **form.cleaned_data)


def round_of(request: HttpRequest, pk: int) -> Round:
    return get_object_or_404(request.program.rounds, pk=pk)


@manager
def round_editor(request: HttpRequest, round: int) -> HttpResponse:
    row = round_of(request, round)
    initial = {"name": row.name, "deadline_on": row.deadline_on, "version": row.version}
    return form_page(request, RoundReviseForm(row, initial=initial), round=row)


@manager
@acts(to_program)
def round_revise(request: HttpRequest, round: int) -> HttpResponse | None:
    row = round_of(request, round)
    form = RoundReviseForm(row, request.POST)
    if not form.is_valid():
        return form_page(request, form, 422, round=row)
    draft = dict(form.cleaned_data)
    try:
        row.revise(draft.pop("version"), request.actor, **draft)
    except Stale as stale:
        again = RoundReviseForm(stale.row, initial={**draft, "version": stale.row.version})
        return form_page(request, again, 409, round=stale.row, meanwhile=stale.row)
