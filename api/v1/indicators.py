"""Indicators: what a segment's customers did in a month, as the team's books have it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from django import forms
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from api.bodies import DAY, fault
from api.operations import edits, reads
from api.pages import PageForm, page_of
from api.problems import Problem
from canvas.answer import of_canvas
from canvas.models import Canvas
from relationships.books import WrongMonth, calendar_in
from relationships.forms.figures import CELL, figure_field, months_in
from relationships.models import Indicator
from relationships.models.indicator import Entry
from workspaces.access import editor, viewer


class IndicatorsForm(PageForm):
    segment = forms.IntegerField(min_value=0, max_value=2**63 - 1, required=False)


class IndicatorForm(forms.Form):
    """A month as a whole; without any figure it is taken out."""

    version = forms.IntegerField(min_value=0)
    active, new, lost, revenue, marketing_cost, service_cost = (figure_field(name) for name in Indicator.FIGURES)


@viewer
@reads(Indicator, many=True, takes=IndicatorsForm)
@of_canvas
def indicators(request: HttpRequest, canvas: Canvas) -> dict[str, object]:
    """The months that are written down, of all segments or one, by id."""
    rows, segment = canvas.indicators.present().filter(segment__removed_at=None), request.asked["segment"]
    return page_of(request, rows.filter(segment=segment) if segment is not None else rows)


@editor
@edits(gives=Indicator, takes=IndicatorForm)
def indicator_record(request: HttpRequest, canvas: Canvas, segment: int, month: str) -> None:
    """Put a month (its first day, by the calendar of the canvas's books), started from `version`; 0 if it is new."""
    of, month_on = get_object_or_404(canvas.segments.defer("folded"), pk=segment), day_of(month)
    values = request.sent.into()
    check(canvas, month_on, request.workspace.today())
    request.row = canvas.indicators.filter(segment=of, month_on=month_on).first() or Indicator(
        version=0, workspace_id=canvas.workspace_id, canvas=canvas, segment=of, month_on=month_on
    )
    try:
        Indicator.objects.record(canvas, [Entry(of, month_on, values.pop("version"), values)], request.actor)
    except WrongMonth as wrong:
        raise refused(wrong) from None


def day_of(text: str) -> date:
    """As it stands in an address. Raises Http404 where there is no such day."""
    with suppress(ValueError):
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    raise Http404


def check(canvas: Canvas, month_on: date, today: date) -> None:
    """As the page's grid does: a month of the books, and none to come. Raises Problem."""
    cell = f"{month_on}-active"
    if not CELL.fullmatch(cell):
        raise Http404
    kept = canvas.indicators.present().order_by("month_on").values_list("month_on", flat=True)[:1]
    try:
        months_in({cell: ""}, calendar_in(kept) or calendar_in([month_on]) or "gregorian", today)
    except ValueError as wrong:
        raise refused(wrong) from None


def refused(wrong: ValueError) -> Problem:
    return Problem("invalid", errors=[fault("/month", "month", str(wrong))])
