"""Searching a workspace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from canvas.forms import SearchForm
from canvas.search import found, shown, text_of
from workspaces.access import viewer


@viewer
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET if request.GET.get("q", "").strip() else None)
    query = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    results = found(request.workspace, query) if query else {}
    for row in (row for rows in results.values() for row in rows):
        row.shown = shown(text_of(row, query), query)
    context = {"form": form, "query": query, "results": results, "count": sum(map(len, results.values()))}
    return render(request, "canvas/search.html", context, status=422 if form.is_bound and form.errors else 200)
