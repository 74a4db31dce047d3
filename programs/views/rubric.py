"""The rubric of a program: staff read it, managers write it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from canvas.models.editing import Conflict, Removed
from programs.access import manager, reviewer
from programs.forms.rubric import CriterionForm, CriterionReviseForm
from programs.models import Criterion
from record.models import Change
from workspaces.answer import acts


@reviewer
def rubric(request: HttpRequest) -> HttpResponse:
    context = {"tab": "rubric", "criteria": request.program.criteria.in_order()}
    return render(request, "programs/rubric.html", context)


def to_rubric(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    return redirect("rubric", request.program.pk)


def form_page(request: HttpRequest, form: CriterionForm, status: int = 200, **more) -> HttpResponse:
    return render(request, "programs/criterion_form.html", {"tab": "rubric", "form": form, **more}, status=status)


@manager
def criterion_new(request: HttpRequest) -> HttpResponse:
    return form_page(request, CriterionForm())


@manager
@acts(to_rubric)
def criterion_add(request: HttpRequest) -> HttpResponse | None:
    form = CriterionForm(request.POST)
    if not form.is_valid():
        return form_page(request, form, status=422)
    Criterion.objects.add_to(request.program, request.actor, **form.words())


def criterion_of(request: HttpRequest, pk: int) -> Criterion:
    return get_object_or_404(request.program.criteria, pk=pk)


@manager
def criterion_editor(request: HttpRequest, criterion: int) -> HttpResponse:
    row = get_object_or_404(request.program.criteria.present(), pk=criterion)
    return form_page(request, CriterionReviseForm(initial=CriterionForm.of(row)), criterion=row)


@manager
@acts(to_rubric)
def criterion_revise(request: HttpRequest, criterion: int) -> HttpResponse | None:
    row, form = criterion_of(request, criterion), CriterionReviseForm(request.POST)
    if not form.is_valid():
        return form_page(request, form, 422, criterion=row)
    try:
        row.revise(form.cleaned_data["version"], request.actor, **form.words())
    except Conflict as conflict:
        again = CriterionReviseForm(initial={**form.cleaned_data, "version": conflict.row.version})
        removed = isinstance(conflict, Removed)
        return form_page(request, again, 409, criterion=conflict.row, meanwhile=conflict.row, removed=removed)


@manager
@acts(to_rubric)
def criterion_remove(request: HttpRequest, criterion: int) -> HttpResponse | None:
    try:
        criterion_of(request, criterion).remove(request.actor)
    except Removed:
        return to_rubric(request, [])
