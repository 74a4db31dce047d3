"""A canvas for spreadsheets: one table as CSV, all of them as one XLSX."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from canvas.answer import of_canvas
from canvas.files import as_file
from canvas.models import Canvas
from exports.limits import limited
from exports.tables import TABLES
from exports.tables.files import as_csv, as_xlsx
from workspaces.access import viewer


@viewer
@limited("file")
@of_canvas
def table_csv(request: HttpRequest, canvas: Canvas, table: str) -> HttpResponse:
    if table not in TABLES:
        raise Http404
    made = TABLES[table](canvas, request.reading)
    return as_file(as_csv(made), "csv", canvas.name, made.title)


@viewer
@limited("file")
@of_canvas
def tables_xlsx(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    tables = (make(canvas, request.reading) for make in TABLES.values())
    return as_file(as_xlsx(tables, request.reading.direction, canvas.name), "xlsx", canvas.name)
