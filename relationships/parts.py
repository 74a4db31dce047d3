"""What of open pages a change of the strategy touches, and how cells of the matrix are rendered."""

from collections.abc import Iterable
from functools import partial as for_each

from django.template.loader import render_to_string

from accounts.reading import Reading
from canvas.models import Canvas
from canvas.parts import is_seen_everywhere, render_filling
from live.parts import Part, fresh, partial, renders, touches
from record.models import Change
from relationships.established import established
from relationships.facts import Facts
from relationships.focus_today import focus_today
from relationships.matrix import Cell, Matrix
from relationships.models import Relationship

STRATEGY = "strategy"
ROWS = "rows"  # of the matrix: which there are, and what they are called and reckoned with
NOTES = "notes"


@touches("relationships_focus")
@touches("relationships_dismissal")
@touches("relationships_scenario")
def strategy_touches(change: Change) -> Iterable[Part]:
    """What is reckoned from many rows is asked for again by the pages that show it."""
    return [fresh(STRATEGY)]


@touches("relationships_focus")
def focus_touches(change: Change) -> Iterable[Part]:
    """What the board shows of it."""
    return [] if change.row["segment_id"] else [Part("focus_today", "")]


@touches("relationships_relationship")
def relationship_touches(change: Change) -> Iterable[Part]:
    """Its own cell, and what the board shows of it."""
    row = change.row
    return [Part("cell", f"{row['segment_id']}-{row['kind']}"), Part("established", ""), fresh(STRATEGY)]


@touches("relationships_tie")
def tie_touches(change: Change) -> Iterable[Part]:
    return [Part("tied", change.row["relationship_id"]), fresh(STRATEGY)]


@touches("relationships_indicator")
def indicator_touches(change: Change) -> Iterable[Part]:
    return [fresh(STRATEGY), fresh(ROWS)]


@touches("canvas_segment")
def segment_touches(change: Change) -> Iterable[Part]:
    """What is reckoned from segments; what the board shows of relationships too, unless its block comes with it."""
    reckoned = [fresh(STRATEGY), fresh(ROWS)]
    return reckoned if is_seen_everywhere(change) else [Part("established", ""), *reckoned]


@touches("canvas_note")
def note_touches(change: Change) -> Iterable[Part]:
    """Relationships may be tied to it."""
    return [fresh(NOTES)]


@renders("cell")
def render_cells(canvas_id: int, keys: list) -> dict:
    """Cells by "<segment>-<kind>"."""
    return cells_of(canvas_of(canvas_id), {key: key for key in keys})


@renders("tied")
def render_tied(canvas_id: int, keys: list) -> dict:
    """Cells by the id of their relationship."""
    rows = Relationship.objects.filter(canvas_id=canvas_id, pk__in=keys)
    return cells_of(canvas_of(canvas_id), {f"{row.segment_id}-{row.kind}": row.pk for row in rows})


def canvas_of(canvas_id: int) -> Canvas:
    return Canvas.objects.select_related("workspace").get(pk=canvas_id)


def cells_of(canvas: Canvas, wanted: dict[str, str | int]) -> dict:
    """How each cell that is `wanted` is drawn, by what it is called there."""
    facts = Facts.of(canvas, canvas.workspace.today(), {int(key.partition("-")[0]) for key in wanted})
    cells = {cell.key: cell for cell in Matrix.of(facts).cells() if cell.key in wanted}
    return {wanted[key]: for_each(render_cell, canvas, cell) for key, cell in cells.items()}


def render_cell(canvas: Canvas, cell: Cell, reading: Reading) -> str:
    context = {"canvas": canvas, "cell": cell, "reading": reading}
    return partial(f"cell-{cell.key}", render_to_string("relationships/_cell.html", context))


@renders("established")
def render_established(canvas_id: int, keys: list) -> dict:
    canvas = Canvas.objects.get(pk=canvas_id)
    filling = established(canvas, list(canvas.segments.in_order()))
    return {key: for_each(render_filling, canvas, filling) for key in keys}


@renders("focus_today")
def render_focus_today(canvas_id: int, keys: list) -> dict:
    canvas = canvas_of(canvas_id)
    filling = focus_today(canvas)
    return {key: for_each(render_filling, canvas, filling) for key in keys}
