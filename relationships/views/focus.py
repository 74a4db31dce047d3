"""Deciding the focus, and taking a decision back. Neither is ever edited."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.models import User
from accounts.numbers import write_digits
from canvas.answer import back_to, edits, of_canvas
from canvas.models import Canvas
from record.models import Change
from record.redact import VERB as REDACT
from relationships.forms.focus import EVEN, FocusForm, FocusWeightsForm, FocusWithdrawForm
from relationships.kinds import Goal
from relationships.models import Focus
from relationships.models.focus import Withdrawn
from relationships.prospect import Prospect
from relationships.shifts import turn_on, turns_of
from workspaces.access import editor, only


@editor
@of_canvas
def focus_new(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    """The form, as a sheet or a page. With weights in the address (as the open form asks) it says what they mean."""
    if any(goal in request.GET for goal in Goal.values):
        asked = FocusWeightsForm(canvas, request.GET)
        prospect = Prospect.of(canvas, asked.cleaned_data) if asked.is_valid() else None
        form = FocusForm(canvas, initial=request.GET.dict())
        return form_page(request, canvas, form, prospect=prospect, errors=asked.non_field_errors())
    return form_page(request, canvas, FocusForm(canvas, initial=initial_of(request, canvas)))


def initial_of(request: HttpRequest, canvas: Canvas) -> dict:
    """The weights that hold today, to be moved from there."""
    day, asked = canvas.workspace.today(), request.GET.get("segment", "")
    segment = next((row for row in canvas.segments.present() if str(row.pk) == asked), None)
    turn = turn_on(turns_of(canvas.focuses.standing().filter(segment=segment)), day)
    weights = turn.focus.weights if turn else EVEN
    return {**weights, "from_on": day, "segment": segment}


def form_page(request: HttpRequest, canvas: Canvas, form: FocusForm, status: int = 200, **context) -> HttpResponse:
    digits = write_digits("0123456789", request.reading)
    context = {"canvas": canvas, "tab": "strategy", "form": form, "digits": digits, **context}
    return render(request, "relationships/focus_new.html" + ("#sheet" if request.htmx else ""), context, status=status)


@editor
@edits
@back_to("strategy")
def focus_decide(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    form = FocusForm.sent(canvas, request.POST)
    if not form.is_valid():
        return form_page(request, canvas, form, status=422)
    Focus.objects.decide(canvas, request.actor, bring_back="bring_back" in request.POST, **form.cleaned_data)


@editor
@only("GET", "HEAD", "POST")
def focus_withdraw(request: HttpRequest, **kwargs) -> HttpResponse:
    """GET asks for the reason, POST withdraws."""
    return (ask if request.method in ("GET", "HEAD") else withdraw)(request, **kwargs)


@of_canvas
def ask(request: HttpRequest, canvas: Canvas, focus: int) -> HttpResponse:
    return withdraw_page(request, canvas, focus_of(canvas, focus), FocusWithdrawForm())


@edits
@back_to("strategy")
def withdraw(request: HttpRequest, canvas: Canvas, focus: int) -> HttpResponse | None:
    row, form = focus_of(canvas, focus), FocusWithdrawForm(request.POST)
    if not form.is_valid():
        return withdraw_page(request, canvas, row, form, status=422)
    try:
        row.withdraw(form.cleaned_data["reason"], request.actor)
    except Withdrawn as already:
        return withdraw_page(request, canvas, already.focus, form, status=409)


def focus_of(canvas: Canvas, focus: int) -> Focus:
    return get_object_or_404(canvas.focuses.select_related("segment", "decided_by"), pk=focus)


def withdraw_page(request: HttpRequest, canvas: Canvas, focus: Focus, form, status: int = 200) -> HttpResponse:
    by = withdrawer(focus) if focus.withdrawn_at else None
    context = {"canvas": canvas, "tab": "strategy", "focus": focus, "form": form, "by": by}
    template = "relationships/focus_withdraw.html" + ("#sheet" if request.htmx else "")
    return render(request, template, context, status=status)


def withdrawer(focus: Focus) -> User | None:
    """Who withdrew it, from the record: after that, words are blacked out of a decision, and no more."""
    lines = Change.objects.about(focus).exclude(verb=REDACT)
    return User.objects.filter(pk__in=lines.newest_first().values("actor_id")[:1]).first()
