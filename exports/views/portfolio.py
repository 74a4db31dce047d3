"""The portfolio of a program for spreadsheets: its list as it is filtered and sorted; in the XLSX also what its
startups have in common, and how reviewers compare."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from canvas.files import as_file
from exports.limits import limited
from exports.tables.cohort import calibration, findings, startups
from exports.tables.files import as_csv, as_xlsx
from programs.access import reviewer
from programs.views.portfolio import asked


@reviewer
@limited("file")
def portfolio_csv(request: HttpRequest) -> HttpResponse:
    sifting, found = asked(request)
    made = startups(found, sifting.sift(found.startups), request.reading)
    return as_file(as_csv(made), "csv", request.program.name, made.title)


@reviewer
@limited("file")
def portfolio_xlsx(request: HttpRequest) -> HttpResponse:
    sifting, found = asked(request)
    listed = startups(found, sifting.sift(found.startups), request.reading)
    tables = [listed, findings(found), calibration(found)]
    content = as_xlsx(tables, request.reading.direction, request.program.name)
    return as_file(content, "xlsx", request.program.name, listed.title)
