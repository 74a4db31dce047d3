"""Notes from a table: looked at first, then written all at once or not at all."""

from __future__ import annotations

import csv
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.numbers import write_number
from canvas.answer import archived, edits, of_canvas, say_with_undo
from canvas.blocks import Block
from canvas.files import as_file
from canvas.models import Canvas
from exports.limits import limited
from exports.notes.names import LAYOUT
from exports.notes.plan import Otherwise, Plan, Planner, import_notes
from relationships.forms.importing import ImportConfirmForm, ImportForm
from workspaces.access import editor, only

SHOWN = 200  # rows of a block, and errors


class NotesForm(ImportForm):
    layout = LAYOUT


class NotesConfirmForm(NotesForm, ImportConfirmForm):
    """The table that was looked at, and what it would have done then."""


@editor
@only("GET", "POST")
@limited("import")
@of_canvas
def note_import(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    """The form; what is sent is looked at, and nothing is written."""
    if canvas.archived_at:
        return archived(request, canvas)
    if request.method == "GET":
        return page(request, canvas, NotesForm())
    form = NotesForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, canvas, form, status=422)
    plan = Planner(canvas).of(form.lines)
    return page(request, canvas, form, plan, status=422 if plan.problems else 200)


@editor
@edits
def note_import_confirm(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    """Writes what was looked at; where the canvas changed since, it is shown again instead."""
    form = NotesConfirmForm(request.POST)
    if not form.is_valid():
        return page(request, canvas, form, status=422)
    try:
        plan = import_notes(canvas, form.lines, form.cleaned_data["digest"], request.actor)
    except Otherwise:
        plan = Planner(canvas).of(form.lines)
        return page(request, canvas, form, plan, status=422 if plan.problems else 409, meanwhile=not plan.problems)
    said = _("Imported: {count}.").format(count=write_number(len(plan.new), request.reading))
    say_with_undo(request, said, request.actor.changes)


def page(
    request: HttpRequest, canvas: Canvas, form: NotesForm, plan: Plan | None = None, status: int = 200, **more
) -> HttpResponse:
    context = {
        "canvas": canvas, "tab": "import", "form": form, "plan": plan, "shown": SHOWN,
        "headings": LAYOUT.headings(), "blocks": list(Block), **more,
    }  # fmt: skip
    return render(request, "exports/note_import.html", context, status=status)


@editor
@of_canvas
def note_template(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    """The headings, and a row for each block, in the reader's language."""
    text = StringIO(newline="")
    text.write("\ufeff")
    rows = csv.writer(text)
    rows.writerow(LAYOUT.headings())
    rows.writerows([block.label, "", "", ""] for block in Block)
    return as_file(text.getvalue().encode(), "csv", canvas.name, _("Notes"))
