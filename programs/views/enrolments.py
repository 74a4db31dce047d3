"""A team and the programs it takes part in: what their staff see, enrolling, choosing, leaving."""

from collections.abc import Sequence

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from canvas.models import Canvas
from programs.forms.enrolment import EnrolForm, EnrolReviseForm
from programs.models import AlreadyEnrolled, Enrolment
from programs.standing import standing_of
from programs.views.doors import door, opened
from record.acting import recall
from record.models import Change
from workspaces.access import owner, viewer
from workspaces.answer import acts
from workspaces.models import InvitationRefused


@viewer
def enrolments(request: HttpRequest) -> HttpResponse:
    """Every program that the team is or was in, and for its owner the one whose invitation is open."""
    rows = request.workspace.enrolments.select_related("program").order_by("-enrolled_at", "-pk")
    waiting = opened.waiting(request) if request.membership.owns else None
    return render(request, "programs/enrolments.html", {"tab": "programs", "enrolments": rows, "waiting": waiting})


@viewer
def enrolment(request: HttpRequest, enrolment: int) -> HttpResponse:
    row = enrolment_of(request, enrolment)
    context = {"tab": "programs", "enrolment": row, "program": row.program, "standing": standing_of(row)}
    return render(request, "programs/enrolment.html", context)


def enrolment_of(request: HttpRequest, pk: int) -> Enrolment:
    return get_object_or_404(request.workspace.enrolments.select_related("program"), pk=pk)


def left_page(
    request: HttpRequest, row: Enrolment, text: BoundField | None = None, chosen: Sequence[Canvas] | None = None
) -> HttpResponse:
    """For whoever's team left the program meanwhile: what they typed, to be copied, or the canvases that they chose.
    Raises Repeated for a request that was carried out before."""
    recall(request.actor, request.workspace.pk)
    typed = [text] if text and text.value() else []
    context = {"tab": "programs", "enrolment": row, "typed": typed, "chosen": chosen}
    return render(request, "programs/enrolment_left.html", context, status=410)


@owner
def enrolment_new(request: HttpRequest) -> HttpResponse:
    """By the invitation whose link was opened."""
    return new_page(request, EnrolForm(request.workspace.canvases.current()))


def new_page(request: HttpRequest, form: EnrolForm, status: int = 200, trouble: str = "") -> HttpResponse:
    found = opened.meant(request)
    if not found.is_for_startup or found.state_for(request.user) != "open":
        return door(request, found, found.state_for(request.user))
    context = {"tab": "programs", "form": form, "invitation": found, "program": found.program, "trouble": trouble}
    return render(request, "programs/enrolment_new.html", context, status=status)


def to_enrolment(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    return redirect("enrolment", request.workspace.pk, changes[0].row_id)


@owner
@acts(to_enrolment)
def enrolment_create(request: HttpRequest) -> HttpResponse | None:
    found, form = opened.meant(request), EnrolForm(request.workspace.canvases.current(), request.POST)
    if not form.is_valid():
        return new_page(request, form, status=422)
    try:
        canvases = form.cleaned_data["canvases"]
        Enrolment.objects.enrol(found, request.workspace, canvases, request.user, request.actor)
    except InvitationRefused as refused:
        return door(request, found, refused.state)
    except AlreadyEnrolled:
        return new_page(request, form, 409, _("This workspace takes part in the program already."))


@owner
def enrolment_editor(request: HttpRequest, enrolment: int) -> HttpResponse:
    row = enrolment_of(request, enrolment)
    if row.left_at:
        return left_page(request, row)
    chosen = list(row.canvases.present().values_list("canvas_id", flat=True))
    return editor_page(request, row, EnrolReviseForm(row, initial={"canvases": chosen, "seen": chosen}))


def editor_page(request: HttpRequest, row: Enrolment, form: EnrolForm, status: int = 200) -> HttpResponse:
    context = {"tab": "programs", "enrolment": row, "program": row.program, "form": form}
    return render(request, "programs/enrolment_editor.html", context, status=status)


def back_to_enrolment(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    return redirect("enrolment", request.workspace.pk, request.resolver_match.kwargs["enrolment"])


@owner
@acts(back_to_enrolment)
def enrolment_revise(request: HttpRequest, enrolment: int) -> HttpResponse | None:
    row = enrolment_of(request, enrolment)
    form = EnrolReviseForm(row, request.POST)
    is_valid, chosen = form.is_valid(), form.cleaned_data.get("canvases", [])
    if row.left_at:
        return left_page(request, row, chosen=chosen)
    if not is_valid:
        return editor_page(request, row, form, status=422)
    try:
        row.choose(by=request.actor, **form.cleaned_data)
    except Enrolment.DoesNotExist:
        return left_page(request, row, chosen=chosen)


def left(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    messages.success(request, _("You left the program. Its staff see nothing of this workspace any more."))
    return redirect("enrolments", request.workspace.pk)


@owner
@acts(left)
def enrolment_leave(request: HttpRequest, enrolment: int) -> HttpResponse | None:
    row = enrolment_of(request, enrolment)
    try:
        row.leave(request.actor)
    except Enrolment.DoesNotExist:
        return left_page(request, row)
