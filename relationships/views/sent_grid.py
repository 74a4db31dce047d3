"""The grid of months as somebody sent it, where it can't be saved as it is."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string

from accounts.dates import write_date
from accounts.numbers import sent_number
from canvas.answer import who_changed
from canvas.models import Canvas, Segment
from live.parts import partial
from relationships.books import calendar_in, reading_of
from relationships.facts import Facts
from relationships.forms.figures import FiguresForm, months_in, typed_by_month
from relationships.models import Indicator
from relationships.numbers_page import NumbersPage
from relationships.views.page import frame


@dataclass
class Clash:
    """A month that somebody else recorded meanwhile: their row, and each figure by its label, theirs and as it would be
    with one's own."""

    row: Indicator
    sides: list[tuple[str, Decimal | int | None, Decimal | int | None]]


@dataclass
class SentGrid:
    """A grid that was sent, with the rows as they are now. What can't be saved is shown again as it was typed: in its
    cells, or beside the grid where that has no such months; so is that of a segment that is removed by now, until it is
    to be brought back."""

    request: HttpRequest
    facts: Facts
    segment: Segment
    form: FiguresForm
    error: str = ""

    @classmethod
    def of(cls, request: HttpRequest, canvas: Canvas) -> "SentGrid":
        segment = get_object_or_404(canvas.segments.defer("folded"), pk=sent_number(request.POST.get("segment")))
        facts = Facts.of(canvas, canvas.workspace.today())
        page = NumbersPage(facts, request.reading, request.POST, sent=segment)
        try:
            months = months_in(request.POST, page.calendar, page.newest) or page.months
        except ValueError as problem:
            return cls(request, facts, segment, page.form, str(problem))
        return cls(request, facts, segment, FiguresForm(months, page.stored, page.calendar, request.POST))

    @property
    def strays(self) -> list[tuple[str, list[str]]]:
        """What was typed into a grid of other months, by their names."""
        reading, typed = self.request.reading, {} if self.form.is_bound else typed_by_month(self.request.POST)
        calendar = calendar_in(typed) or reading.calendar
        return [(write_date(month, reading_of(calendar, reading), "month"), cells) for month, cells in typed.items()]

    @property
    def conflicts(self) -> list[Clash]:
        """Months of one's own changes whose version is another now, newest first."""
        found = []
        for month, values in self.form.changed.items():
            row = self.form.stored.get(month) or Indicator(version=0, month_on=month)
            if row.version != self.form.version(month):
                found.append(Clash(row, self._sides(row, values)))
        return found

    def _sides(self, row: Indicator, values: dict) -> list[tuple]:
        """Where either says anything."""
        theirs = [(field.label, getattr(row, name), name) for name, field in self.form.columns]
        both = [(label, figure, values.get(name, figure)) for label, figure, name in theirs]
        return [sides for sides in both if sides[1:] != (None, None)]

    def shown(self, status: int, conflicts: list[Clash] | None = None) -> HttpResponse:
        request, canvas = self.request, self.facts.canvas
        page = NumbersPage(self.facts, request.reading, request.POST, conflicts or [], self.form, self.segment)
        context = {**frame(request, canvas, "numbers"), "numbers": page, "error": self.error, "strays": self.strays}
        context["by"] = who_changed(self.segment) if self.segment.removed_at else None
        if not request.htmx:
            return render(request, "relationships/numbers.html", context, status=status)
        grid = render_to_string("relationships/_grid.html", context, request=request)
        return HttpResponse(partial("grid", grid, "outerHTML"), status=status)
