"""Founding a workspace, and its name."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from accounts.views import safe_page
from record.models import Change
from workspaces.access import owner, signed_in
from workspaces.answer import acts
from workspaces.forms import ClockForm, WorkspaceNewForm, WorkspaceRenameForm
from workspaces.models import RenamedMeanwhile, Workspace


def to_workspace(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    """Or back to the page that needed one."""
    onward = safe_page(request, request.POST.get("next", ""))
    return redirect(onward) if onward else redirect("workspace", changes[0].workspace_id)


@signed_in
def workspace_new(request: HttpRequest) -> HttpResponse:
    return new_page(request, WorkspaceNewForm(), request.GET)


def new_page(request: HttpRequest, form: WorkspaceNewForm, asked: QueryDict, status: int = 200) -> HttpResponse:
    context = {"form": form, "next": safe_page(request, asked.get("next", ""))}
    return render(request, "workspaces/new.html", context, status=status)


@signed_in
@acts(to_workspace)
def workspace_create(request: HttpRequest) -> HttpResponse | None:
    form = WorkspaceNewForm(request.POST)
    if not form.is_valid():
        return new_page(request, form, request.POST, status=422)
    Workspace.objects.create_for(request.user, by=request.actor, **form.cleaned_data)


def back_to_workspace(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    """Also where nothing changed: a clock that is set to what it was."""
    return redirect("workspace", request.workspace.pk)


@owner
def workspace_editor(request: HttpRequest) -> HttpResponse:
    return editor_page(request, WorkspaceRenameForm.of(request.workspace))


def editor_page(request: HttpRequest, form: WorkspaceRenameForm, status: int = 200, **more) -> HttpResponse:
    clock = ClockForm(initial={"time_zone": request.workspace.time_zone})
    context = {"form": form, "clock": clock, "tab": "settings", **more}
    return render(request, "workspaces/editor.html", context, status=status)


@owner
@acts(back_to_workspace)
def workspace_rename(request: HttpRequest) -> HttpResponse | None:
    form = WorkspaceRenameForm(request.POST)
    if not form.is_valid():
        return editor_page(request, form, status=422)
    try:
        request.workspace.rename(by=request.actor, **form.cleaned_data)
    except RenamedMeanwhile:
        draft = WorkspaceRenameForm.of(request.workspace, name=form.cleaned_data["name"])
        return editor_page(request, draft, status=409, meanwhile=request.workspace.name)


@owner
@acts(back_to_workspace)
def workspace_set_clock(request: HttpRequest) -> HttpResponse | None:
    form = ClockForm(request.POST)
    if not form.is_valid():
        return editor_page(request, WorkspaceRenameForm.of(request.workspace), status=422, clock=form)
    request.workspace.set_clock(by=request.actor, **form.cleaned_data)
