"""Searching a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.numbers import sent_number
from canvas.forms import SearchForm
from canvas.models import Canvas
from canvas.search import COUNTED, KINDS, MOST, Hits, found, shown, text_of
from workspaces.access import viewer

LAST_PAGE = COUNTED // MOST + 1


@viewer
def search(request: HttpRequest) -> HttpResponse:
    """The newest of each kind; with ?of= all of one, page by page; with ?canvas=…&only those on that canvas."""
    form = SearchForm(request.GET if request.GET.get("q", "").strip() else None)
    asked = Asked.of(request, form.cleaned_data["q"] if form.is_bound and form.is_valid() else "")
    results = found(request.workspace, asked.query, asked.kind, asked.page, asked.canvas if asked.is_only else None)
    for kind, hits in results.items():
        show(kind, hits, asked)
    context = {"form": form, "asked": asked, "query": asked.query, "canvas": asked.canvas, "only": asked.is_only}
    context |= counted(results) | (asked.pages(results[asked.kind].total) if asked.kind and results else {})
    return render(request, "canvas/search.html", context, status=422 if form.is_bound and form.errors else 200)


def show(kind: str, hits: Hits, asked: Asked) -> None:
    """Each as the page tells it, and where all of them are."""
    for row in hits.rows:
        row.shown = shown(text_of(row, asked.query), asked.query)
    if not asked.kind and hits.total > MOST:
        hits.all_of_them = asked.address(of=kind)


def counted(results: dict[str, Hits]) -> dict[str, object]:
    """What the page says of how many there are."""
    totals = [hits.total for hits in results.values()]
    return {
        "results": results,
        "count": sum(min(total, COUNTED) for total in totals),
        "counted": COUNTED,
        "are_more": any(total > COUNTED for total in totals),
    }


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    query: str
    kind: str  # of which all are listed, page by page; "" for the newest of each
    page: int
    canvas: Canvas | None  # from which one came
    is_only: bool  # whether only what is on that one counts

    @classmethod
    def of(cls, request: HttpRequest, query: str) -> Self:
        kind = request.GET.get("of", "")
        page = min(sent_number(request.GET.get("page")), LAST_PAGE) or 1
        canvas = request.workspace.canvases.filter(pk=sent_number(request.GET.get("canvas"))).first()
        only = canvas is not None and "only" in request.GET
        return cls(query, kind, page, canvas, only) if kind in KINDS else cls(query, "", 1, canvas, only)

    def address(self, **others: str | int) -> str:
        """Of the same search, but for what `others` say."""
        asked = {"q": self.query, "canvas": self.canvas and self.canvas.pk, "only": int(self.is_only)} | others
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    def everywhere(self) -> str:
        return self.address(only=0)

    def here(self) -> str:
        return self.address(only=1)

    def pages(self, total: int) -> dict[str, str]:
        """The addresses of the pages before and after."""
        before, after = (self.address(of=self.kind, page=number) for number in (self.page - 1, self.page + 1))
        is_last = self.page * MOST >= min(total, COUNTED)
        return {"newer": before if self.page > 1 else "", "older": "" if is_last else after}
