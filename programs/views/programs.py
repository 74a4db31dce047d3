"""Programs somebody is of the staff of; founding one; its page and its settings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import signed_in
from accounts.alphabet import alphabetical
from canvas.models.editing import Stale
from programs.access import manager, reviewer
from programs.cohort import cohort_of
from programs.forms.program import ProgramClockForm, ProgramNewForm, ProgramReviseForm
from programs.models import Program
from programs.roles import ProgramRole
from programs.shelf import worked_for
from programs.views.doors import opened, to_program
from record.models import Change
from workspaces.answer import acts


@signed_in
def programs(request: HttpRequest) -> HttpResponse:
    """Those that one works for, the latest first, and those that one's teams take part in."""
    teams = (
        request.user.memberships.present()
        .filter(workspace__enrolments__left_at=None)
        .exclude(workspace__enrolments=None)
    )
    context = {
        "memberships": worked_for(request.user).rows,
        "teams": teams.select_related("workspace").distinct().order_by(alphabetical("workspace__name"), "pk"),
        "waiting": opened.waiting(request),
    }
    return render(request, "programs/programs.html", context)


@signed_in
def program_new(request: HttpRequest) -> HttpResponse:
    return new_page(request, ProgramNewForm.of(request))


def new_page(request: HttpRequest, form: ProgramNewForm, status: int = 200) -> HttpResponse:
    return render(request, "programs/program_new.html", {"form": form}, status=status)


@signed_in
@acts(to_program)
def program_create(request: HttpRequest) -> HttpResponse | None:
    form = ProgramNewForm(request.POST)
    if not form.is_valid():
        return new_page(request, form, status=422)
    Program.objects.create_for(request.user, by=request.actor, **form.cleaned_data)


@reviewer
def program(request: HttpRequest) -> HttpResponse:
    """Its rounds and its startups: who has submitted, who is late."""
    context = {"tab": "startups", "cohort": cohort_of(request.program), "reviewer": ProgramRole.REVIEWER}
    return render(request, "programs/program.html", context)


def back_to_program(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    """Also where nothing changed: a clock that is set to what it was."""
    return redirect("program", request.program.pk)


FIELDS = ("name", "begins_on", "ends_on", "language", "names_reviewers", "version")


@manager
def program_editor(request: HttpRequest) -> HttpResponse:
    return editor_page(request, ProgramReviseForm(initial=values_of(request.program)))


def values_of(program: Program) -> dict:
    return {name: getattr(program, name) for name in FIELDS}


def editor_page(request: HttpRequest, form: ProgramReviseForm, status: int = 200, **more) -> HttpResponse:
    clock = ProgramClockForm(initial={"time_zone": request.program.clock})
    context = {"form": form, "clock": clock, "tab": "settings", **more}
    return render(request, "programs/program_editor.html", context, status=status)


@manager
@acts(back_to_program)
def program_revise(request: HttpRequest) -> HttpResponse | None:
    form = ProgramReviseForm(request.POST)
    if not form.is_valid():
        return editor_page(request, form, status=422)
    draft = dict(form.cleaned_data)
    try:
        request.program.revise(draft.pop("version"), request.actor, **draft)
    except Stale as stale:
        again = ProgramReviseForm(initial={**draft, "version": stale.row.version})
        return editor_page(request, again, status=409, meanwhile=stale.row)


@manager
@acts(back_to_program)
def program_set_clock(request: HttpRequest) -> HttpResponse | None:
    form = ProgramClockForm(request.POST)
    if not form.is_valid():
        now = ProgramReviseForm(initial=values_of(request.program))
        return editor_page(request, now, status=422, clock=form)
    request.program.set_clock(by=request.actor, **form.cleaned_data)
