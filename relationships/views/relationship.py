"""One cell of the matrix: its sheet, and what is done to it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from canvas.answer import back_to, edits, may_edit, of_canvas
from canvas.forms import VersionForm
from canvas.models import Canvas
from canvas.views.notes import editing, refused
from relationships.facts import Facts
from relationships.forms.relationship import RelationshipForm, RetireForm, TieForm, tieable
from relationships.kinds import Fit, Kind
from relationships.matrix import Cell, Matrix
from relationships.models import Relationship
from relationships.parts import cells_of
from relationships.ripple import Ripple, by_block
from workspaces.access import editor, viewer


def in_cell(canvas: Canvas, segment: int, kind: str) -> Relationship:
    """What stands there, cleared or not; an unsaved row where nothing ever stood. Also of a segment that is no longer
    there: whoever has its sheet open hears from the verb who removed it, and keeps what they typed."""
    if kind not in Kind.values:
        raise Http404
    found = get_object_or_404(canvas.segments.defer("folded"), pk=segment)
    row = Relationship.objects.in_cell(canvas, found, kind)
    row.canvas, row.segment = canvas, found
    return row


def to_read(canvas: Canvas, segment: int, kind: str) -> Relationship:
    """The same, not found where the segment is no longer there."""
    row = in_cell(canvas, segment, kind)
    if row.segment.removed_at:
        raise Http404
    return row


def saved(canvas: Canvas, segment: int, kind: str) -> Relationship:
    row = in_cell(canvas, segment, kind)
    if row.pk is None:
        raise Http404
    return row


@viewer
@of_canvas
def relationship(request: HttpRequest, canvas: Canvas, segment: int, kind: str) -> HttpResponse:
    """The cell alone: what closing its sheet brings back."""
    key = f"{to_read(canvas, segment, kind).segment_id}-{kind}"
    editing(request, canvas, None)
    if not request.htmx:
        return redirect(f"{reverse('matrix', args=[canvas.workspace_id, canvas.pk])}#cell-{key}")
    return HttpResponse(cells_of(canvas, {key: key})[key](request.reading))


@viewer
@of_canvas
def relationship_editor(request: HttpRequest, canvas: Canvas, segment: int, kind: str) -> HttpResponse:
    """The sheet; who may not edit reads it. One that is open asks ?again for what may have changed, and is left as it
    is where its segment went: saving will say so."""
    if "again" in request.GET and canvas.segments.exclude(removed_at=None).filter(pk=segment).exists():
        return HttpResponse(status=204)
    row = to_read(canvas, segment, kind)
    if may_edit(request, canvas):
        editing(request, canvas, f"cell-{row.segment_id}-{kind}")
    return sheet_of(request, canvas, row, RelationshipForm.of(row, request.workspace))


def sheet_of(
    request: HttpRequest, canvas: Canvas, row: Relationship, form: RelationshipForm, retire=None, status: int = 200
) -> HttpResponse:
    facts = Facts.of(canvas, canvas.workspace.today())
    standing = row.pk is not None and not row.removed_at
    tied = facts.notes.get(row.pk, []) if standing else []
    taken = {note.pk for note in tied}
    context = {
        "canvas": canvas,
        "relationship": row,
        "cell": cell_of(facts, row),
        "standing": standing,
        "form": form,
        "retire": retire or RetireForm(initial={"version": row.version}),
        "channels": [(box, facts.fits[row.kind, box.data["value"]] == Fit.HARDLY) for box in form["channels"]],
        "ripple": Ripple.of(facts, row) if standing else None,
        "tied": by_block(tied),
        "untied": by_block([note for note in tieable(canvas) if note.pk not in taken]) if standing else [],
        "may_edit": may_edit(request, canvas),
    }
    template = "relationships/relationship_sheet.html" + ("#sheet" if request.htmx else "")
    return render(request, template, context, status=status)


def cell_of(facts: Facts, row: Relationship) -> Cell:
    """As the matrix has it, or bare where its segment is no longer there."""
    gone = Cell(row.segment, Kind(row.kind), facts, None if row.removed_at else row)
    return next((cell for cell in Matrix.of(facts).cells() if cell.key == gone.key), gone)


@editor
@edits
@back_to("matrix")
def relationship_revise(request: HttpRequest, canvas: Canvas, segment: int, kind: str) -> HttpResponse | None:
    row = in_cell(canvas, segment, kind)
    form = RelationshipForm(row, request.workspace, request.POST)
    if not form.is_valid():
        return sheet_of(request, canvas, row, form, status=422)
    row.revise(by=request.actor, bring_back="bring_back" in request.POST, **form.cleaned_data)
    editing(request, canvas, None)


@editor
@edits
@back_to("matrix")
def relationship_retire(request: HttpRequest, canvas: Canvas, segment: int, kind: str) -> HttpResponse | None:
    row, form = saved(canvas, segment, kind), RetireForm(request.POST)
    if not form.is_valid():
        return sheet_of(request, canvas, row, RelationshipForm.of(row, request.workspace), form, status=422)
    row.retire(by=request.actor, bring_back="bring_back" in request.POST, **form.cleaned_data)
    editing(request, canvas, None)


@editor
@edits
@back_to("matrix")
def relationship_remove(request: HttpRequest, canvas: Canvas, segment: int, kind: str) -> HttpResponse | None:
    row, form = saved(canvas, segment, kind), VersionForm(request.POST)
    if not form.is_valid():
        return refused(request, canvas, form)
    row.remove(by=request.actor, **form.cleaned_data)
    editing(request, canvas, None)


@editor
@edits
@back_to("matrix")
def relationship_restore(request: HttpRequest, canvas: Canvas, segment: int, kind: str) -> HttpResponse | None:
    saved(canvas, segment, kind).restore(request.actor)


@editor
@edits
@back_to("matrix")
def relationship_tie(request: HttpRequest, canvas: Canvas, segment: int, kind: str) -> HttpResponse | None:
    row, form = saved(canvas, segment, kind), TieForm(tieable(canvas), request.POST)
    if not form.is_valid():
        return refused(request, canvas, form)
    row.tie(by=request.actor, **form.cleaned_data)


@editor
@edits
@back_to("matrix")
def relationship_untie(request: HttpRequest, canvas: Canvas, segment: int, kind: str) -> HttpResponse | None:
    """Also a note that can't be tied any more, where it was moved to."""
    row = saved(canvas, segment, kind)
    form = TieForm(canvas.notes.filter(ties__relationship=row).defer("folded"), request.POST)
    if not form.is_valid():
        return refused(request, canvas, form)
    row.untie(by=request.actor, **form.cleaned_data)
