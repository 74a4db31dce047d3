"""The matrix of relationships on paper: what the template matrix.typ is given."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.compact import write_compact
from accounts.dates import write_date
from accounts.numbers import write_percent
from accounts.reading import Reading
from canvas.models import Canvas
from exports.sheets import Sheet
from exports.words import paper_of, words
from relationships.kinds import Kind
from relationships.matrix import Cell, Matrix, Row


def data_of(canvas: Canvas, matrix: Matrix, sheet: Sheet, reading: Reading) -> dict:
    kind = _("Relationships")
    return {
        **paper_of(canvas, kind, sheet, timezone.now(), reading),
        "words": {
            "kind": kind,
            "segment": _("Segment"),
            "none": _("No segments yet"),
            "comma": "، " if reading.direction == "rtl" else ", ",
        },
        "kinds": [{"name": str(one.label), "hint": str(one.hint)} for one in Kind],
        "rows": [_row(row, reading) for row in matrix.rows],
        "sums": _sums(matrix, reading),
    }


def _row(row: Row, reading: Reading) -> dict:
    figures = []
    if row.customers is not None:
        shown = write_compact(row.customers, reading)
        figures.append(ngettext("%(n)s customer", "%(n)s customers", row.customers) % {"n": shown})
    if row.retention is not None:
        figures.append(_("retention %(n)s") % {"n": write_percent(row.retention, reading)})
    return {
        "name": words(row.segment.name, reading),
        "colour": row.segment.colour,
        "figures": figures,
        "cells": [_cell(cell, reading) for cell in row.cells],
    }


def _cell(cell: Cell, reading: Reading) -> dict | None:
    """None where nothing was filled in."""
    if not cell.is_filled:
        return None
    missing = cell.is_gap and cell.state == "none"
    return {
        "state": _("Expected, not there") if missing else str(cell.state.label),
        "mark": "gap" if missing else cell.state.value,
        "text": words(cell.row.text, reading),
        "cost": _cost(cell, reading),
        "goals": [{"goal": goal.value, "name": str(goal.label)} for goal in cell.goals],
        "ways": [str(way.channel.label) for way in cell.ways],
        "expected": str(cell.expected.label) if cell.expected or cell.is_waste else "",
        "since": _since(cell, reading),
        "owner": words(cell.owner, reading) if cell.owner else None,
    }


def _since(cell: Cell, reading: Reading) -> str:
    day = cell.row.since_on
    return _("since %(day)s") % {"day": write_date(day, reading, "month")} if day else ""


def _cost(cell: Cell, reading: Reading) -> str:
    if not cell.row.costs:
        return ""
    if cell.cost is not None:
        return _("%(n)s a month") % {"n": write_compact(cell.cost, reading)}
    return _("%(n)s per customer") % {"n": write_compact(cell.row.customer_cost, reading)}


def _sums(matrix: Matrix, reading: Reading) -> list[str]:
    """What stands under the matrix."""
    n = len(matrix.established)
    said = [ngettext("%(n)s established", "%(n)s established", n) % {"n": write_compact(n, reading)}]
    if matrix.cost:
        said.append(_("%(n)s a month") % {"n": write_compact(matrix.cost, reading)})
    return said
