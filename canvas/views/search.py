"""Searching a workspace."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.numbers import sent_number
from canvas.forms import SearchForm
from canvas.search import KINDS, MOST, found, shown, text_of
from workspaces.access import viewer

LAST_PAGE = 10_000


@viewer
def search(request: HttpRequest) -> HttpResponse:
    """The newest of each kind; with ?of= all of one, page by page; with ?canvas=…&only those on that canvas."""
    form = SearchForm(request.GET if request.GET.get("q", "").strip() else None)
    query = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    of = request.GET.get("of", "") if request.GET.get("of") in KINDS else ""
    page = min(sent_number(request.GET.get("page")), LAST_PAGE) or 1
    canvas = request.workspace.canvases.filter(pk=sent_number(request.GET.get("canvas"))).first()
    only = canvas if "only" in request.GET else None
    results = found(request.workspace, query, of, page if of else 1, only) if query else {}
    for row in (row for rows in results.values() for row in rows):
        row.shown = shown(text_of(row, query), query)
    count = sum(rows[0].total for rows in results.values() if rows)
    asked = {"q": query} | ({"canvas": canvas.pk} if canvas else {})
    context = {"form": form, "query": query, "of": of, "results": results, "count": count, "most": MOST}
    context |= {"canvas": canvas, "only": only, "everywhere": urlencode(asked), "here": urlencode(asked | {"only": 1})}
    context |= pages(context["here" if only else "everywhere"], of, page, count) if of else {}
    return render(request, "canvas/search.html", context, status=422 if form.is_bound and form.errors else 200)


def pages(asked: str, of: str, page: int, count: int) -> dict[str, str]:
    """The addresses of the pages before and after."""
    before, after = (f"?{asked}&{urlencode({'of': of, 'page': number})}" for number in (page - 1, page + 1))
    return {"newer": before if page > 1 else "", "older": after if page * MOST < count else ""}
