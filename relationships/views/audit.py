"""The strategy audit: to print, for spreadsheets, for programs."""

from __future__ import annotations

import json
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from canvas.answer import of_canvas
from canvas.files import as_file
from canvas.models import Canvas
from relationships.audit import Audit, audit_of
from relationships.audit_files import as_csv, tree_of
from relationships.axis import window_of
from relationships.deeds import era_row
from relationships.figures import LABELS, figures_of
from relationships.forms.audit import AuditForm
from relationships.kinds import Goal
from relationships.timeline import charts_of
from workspaces.access import viewer


def audited(view):
    """Gives the view the audit that ?segment=, ?from= and ?to= ask for; what can't be understood is answered with the
    page, which says so."""

    @of_canvas
    @wraps(view)
    def answered(request: HttpRequest, canvas: Canvas) -> HttpResponse:
        form = AuditForm(canvas, request.GET)
        asked = form.cleaned_data if form.is_valid() else {}
        made = audit_of(canvas, request.reading, asked)
        return view(request, made) if form.is_valid() else page_of(request, made, form, status=422)

    return answered


@viewer
@audited
def audit(request: HttpRequest, audit: Audit) -> HttpResponse:
    return page_of(request, audit, AuditForm(audit.facts.canvas, initial=asked_of(audit)))


def asked_of(audit: Audit) -> dict:
    return {"segment": audit.segment and audit.segment.pk, "from": audit.since_on, "to": audit.asked_until}


def page_of(request: HttpRequest, audit: Audit, form: AuditForm, status: int = 200) -> HttpResponse:
    turns = [entry.turn for entry in audit.entries]
    last = max([audit.until_on, *(entry.focus.from_on for entry in audit.entries)])
    window = window_of([audit.since_on, last], audit.until_on, request.reading.calendar)
    context = {
        "canvas": audit.facts.canvas,
        "tab": "strategy",
        "audit": audit,
        "form": form,
        "entries": audit.entries[::-1],
        "shift_count": audit.shift_count,
        "window": window,
        "today": audit.until_on,
        "charts": charts_of(turns, window, audit.until_on, request.reading) if turns else [],
        "eras": [era_row(one, "", request.reading) for one in reversed(audit.eras)],
        "relationship_rows": [(row, [Goal(goal) for goal in row.goals]) for row in audit.relationships],
        "figure_labels": LABELS.values(),
        "figure_rows": [(numbers.segment, figures_of(numbers)) for numbers in audit.numbers],
        "advice": audit.advice,
        "query": "?" + urlencode({name: value for name, value in asked_of(audit).items() if value}),
    }
    return render(request, "relationships/audit.html", context, status=status)


@viewer
@audited
def audit_csv(request: HttpRequest, audit: Audit) -> HttpResponse:
    return file_of(audit, as_csv(tree_of(audit, str(request.user))), "csv")


@viewer
@audited
def audit_json(request: HttpRequest, audit: Audit) -> HttpResponse:
    return file_of(audit, json.dumps(tree_of(audit, str(request.user)), ensure_ascii=False, indent=1), "json")


def file_of(audit: Audit, text: str, ending: str) -> HttpResponse:
    name = f"strategy-audit-{audit.facts.canvas.pk}-{audit.until_on.isoformat()}"
    return as_file(text.encode(), ending, name)
