"""Who reviews which startup: managers assign by hand or evenly, reviewers declare conflicts of interest."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.numbers import sent_number, write_number
from programs.access import manager, reviewer
from programs.assignments import Board
from programs.forms.assignment import AssignForm, ConflictForm, SpreadForm
from programs.models import Assignment, Conflict, InConflict
from programs.reminding import remind
from programs.views.startups import enrolment_of
from record.models import Change
from workspaces.answer import acts


@reviewer
def assignments(request: HttpRequest) -> HttpResponse:
    return assignments_page(request)


def assignments_page(request: HttpRequest, trouble: object = "", status: int = 200, **more) -> HttpResponse:
    context = {
        "tab": "assignments",
        "board": Board.of(request.program, request.staff),
        "spread": SpreadForm(),
        "trouble": trouble,
        **more,
    }
    return render(request, "programs/assignments.html", context, status=status)


def to_assignments(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    """At the startup's row, if it was about one: whoever goes by keys has many rows, and goes on from there."""
    page, row = reverse("assignments", args=[request.program.pk]), request.resolver_match.kwargs.get("enrolment")
    return redirect(f"{page}#startup-{row}" if row else page)


def said(form) -> str:
    """What is wrong with a form, in one line."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


@manager
@acts(to_assignments)
def assignment_assign(request: HttpRequest, enrolment: int) -> HttpResponse | None:
    row, form = enrolment_of(request, enrolment), AssignForm(request.program, request.POST)
    if not form.is_valid():
        return assignments_page(request, said(form), status=422)
    try:
        Assignment.objects.assign(row, by=request.actor, **form.cleaned_data)
    except InConflict:
        why = _("One of them has declared a conflict of interest with this startup. Nothing was changed.")
        return assignments_page(request, why, status=409)
    messages.success(request, _("Saved."))


@manager
@acts(to_assignments)
def assignment_spread(request: HttpRequest) -> HttpResponse | None:
    form = SpreadForm(request.POST)
    if not form.is_valid():
        return assignments_page(request, status=422, spread=form)
    Assignment.objects.spread(request.program, form.cleaned_data["each"], request.actor)


@manager
@acts(to_assignments)
def assignment_remind(request: HttpRequest) -> HttpResponse:
    """Whoever is late with a review; with `reviewer`, only that one."""
    staff, one = request.program.staff.present(), request.POST.get("reviewer", "")
    chosen = staff.filter(pk=sent_number(one)) if one else staff
    count = remind(request.program, set(chosen.values_list("user_id", flat=True)), request.actor)
    said = ngettext("%(n)s person is reminded.", "%(n)s people are reminded.", count)
    messages.success(request, said % {"n": write_number(count, request.reading)})
    return to_assignments(request, [])


@reviewer
@acts(to_assignments)
def conflict_declare(request: HttpRequest, enrolment: int) -> HttpResponse | None:
    row, form = enrolment_of(request, enrolment), ConflictForm(request.POST)
    if not form.is_valid():
        return assignments_page(request, said(form), status=422)
    Conflict.objects.declare(row, request.staff, form.cleaned_data["reason"], request.actor)


@reviewer
@acts(to_assignments)
def conflict_withdraw(request: HttpRequest, enrolment: int) -> HttpResponse | None:
    row = enrolment_of(request, enrolment)
    get_object_or_404(row.conflicts.select_related("reviewer"), reviewer=request.staff).withdraw(request.actor)
