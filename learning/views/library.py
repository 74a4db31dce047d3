"""The library: all lessons, the way for newcomers, the glossary, and searching them."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from accounts.access import signed_in
from accounts.form_fields import LineField
from learning.glossary import by_letter, terms_of
from learning.library import library_for
from learning.search import lessons_found, terms_found, wanted
from learning.shelves import Shelves
from learning.way import Way


class SearchForm(forms.Form):
    q = LineField(label=_("Search"), max_length=100)


@signed_in
def library(request: HttpRequest) -> HttpResponse:
    found = library_for(request)
    shelves = Shelves.of(found, request.user)
    way = Way.of(found, shelves)
    onward = (way and way.next) or shelves.next
    return render(request, "learning/library.html", {"shelves": shelves, "way": way, "next": onward, "tab": "library"})


@signed_in
def path(request: HttpRequest) -> HttpResponse:
    found = library_for(request)
    return render(request, "learning/path.html", {"way": Way.of(found, Shelves.of(found, request.user)), "tab": "path"})


@signed_in
def words(request: HttpRequest) -> HttpResponse:
    found = library_for(request)
    terms = terms_of(found, Shelves.of(found, request.user).entries)
    context = {"letters": by_letter(terms, request.reading.language), "tab": "words"}
    return render(request, "learning/words.html", context)


@signed_in
def lesson_search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET if request.GET.get("q", "").strip() else None)
    query = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    context = {"form": form, "query": query, "tab": ""}
    if sought := wanted(query):
        found = library_for(request)
        hits = lessons_found(Shelves.of(found, request.user).entries, sought)
        terms = terms_found(terms_of(found), sought)
        context |= {"hits": hits, "terms": terms, "count": len(hits) + len(terms)}
    return render(request, "learning/search.html", context, status=422 if form.is_bound and form.errors else 200)
