"""One lesson, and marking it as read."""

from __future__ import annotations

from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import View, only, signed_in
from learning.lecture import lecture
from learning.library import Library, library_for
from learning.models import Progress
from learning.shelves import Entry, Shelves, around
from learning.way import Way


def told_kindly(view: View) -> View:
    """A lesson that is not published, or no longer: a page that says so, and leads to those that are."""

    @wraps(view)
    def answered(request: HttpRequest, slug: str) -> HttpResponse:
        try:
            return view(request, slug)
        except Http404:
            return render(request, "learning/no_lesson.html", {"tab": "library"}, status=404)

    return answered


@signed_in
@told_kindly
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    """The page; with ?path, as a step of the newcomers' path. That it was opened is kept."""
    library = library_for(request)
    shelves, way, entry = standing(request, library, slug)
    before, after = around(way.entries if way else shelves.entries, entry)
    if request.method == "GET":
        Progress.objects.open(request.user, entry.lesson.pk)
    tab = "path" if way else "library"
    context = {"entry": entry, "way": way, "before": before, "after": after, "tab": tab}
    return render(request, "learning/lesson.html", context | lecture(library, entry.lesson))


def standing(request: HttpRequest, library: Library, slug: str) -> tuple[Shelves, Way | None, Entry]:
    """The shelves, the newcomers' path where the lesson is read as a step of it, and the lesson."""
    shelves = Shelves.of(library, request.user)
    entry = shelves.find(slug)
    if entry is None:
        raise Http404
    way = Way.of(library, shelves) if "path" in request.GET else None
    return shelves, way if way and entry in way.entries else None, entry


@signed_in
@only("POST")
@told_kindly
def lesson_read(request: HttpRequest, slug: str) -> HttpResponse:
    Progress.objects.read(request.user, standing(request, library_for(request), slug)[2].lesson.pk)
    return marked(request, slug)


@signed_in
@only("POST")
@told_kindly
def lesson_unread(request: HttpRequest, slug: str) -> HttpResponse:
    Progress.objects.unread(request.user, standing(request, library_for(request), slug)[2].lesson.pk)
    return marked(request, slug)


def marked(request: HttpRequest, slug: str) -> HttpResponse:
    """The part of the page that says so; without htmx, back to it."""
    if not request.htmx:
        response = redirect("lesson", slug)
        response["Location"] += "?path#done" if "path" in request.GET else "#done"
        return response
    shelves, way, entry = standing(request, library_for(request), slug)
    _before, after = around(way.entries if way else shelves.entries, entry)
    return render(request, "learning/lesson.html#done", {"entry": entry, "way": way, "after": after})
