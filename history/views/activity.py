"""The changes of a workspace, newest first."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from canvas.models import Canvas
from history.activity import LAST, Page, find, page_of
from history.acts import Act, acts_of
from history.entries import Reader, by_day, entries_of
from history.forms import ActivityForm
from record.models import Change
from workspaces.access import viewer

FILTERS = ("person", "canvas", "block", "verb", "since", "until")
LINES_OF_ACT = 100  # on a page


@viewer
def activity(request: HttpRequest) -> HttpResponse:
    """All of them, or those that the filters in the address ask for."""
    form = ActivityForm(request.workspace, request.GET)
    if not form.is_valid():
        return activity_page(request, form, Page([], None), status=422)
    return activity_page(request, form, page_of(form.wish(request.reading)))


def activity_page(request: HttpRequest, form: ActivityForm, page: Page, status: int = 200) -> HttpResponse:
    asked = form.cleaned_data
    entries = entries_of(page.acts, Reader(request.membership, request.reading))
    reached = Change.objects.of(request.workspace.pk).filter(seq=page.reached) if page.reached else None
    context = {
        "tab": "activity",
        "layout": layout_of(asked.get("canvas")),
        "form": form,
        "filters": [form[name] for name in FILTERS],
        "canvas": asked.get("canvas"),
        "one": asked.get("note") or asked.get("segment"),
        "days": by_day(entries, request.reading),
        "older": page.older and address(request, before=page.older),
        "newest": address(request) if asked.get("before") else None,
        "reached_at": reached and reached.values_list("at", flat=True).first(),
        "filtered": any(value for name, value in asked.items() if name not in ("canvas", "before", "after")),
        "seen": page.acts[0].last if page.acts else 0,
        "query": address(request),
    }
    return render(request, "history/activity.html", context, status=status)


def layout_of(canvas: Canvas | None) -> str:
    """The frame of a page that is about one canvas, or about all of a workspace."""
    return "canvas/_canvas.html" if canvas else "workspaces/_workspace.html"


def address(request: HttpRequest, **more: object) -> str:
    """The query of this page's address without paging, and with `more`."""
    query = request.GET.copy()
    for name in [name for name in query if name in ("before", "after") or not query[name]]:
        del query[name]
    for name, value in more.items():
        query[name] = value
    return f"?{query.urlencode()}"


@viewer
def activity_new(request: HttpRequest) -> HttpResponse:
    """How much came since line `after`, for a page that is open; nothing at all where nothing came."""
    form = ActivityForm(request.workspace, request.GET)
    if not form.is_valid():
        return HttpResponse(status=204)
    wish = replace(form.wish(request.reading), before=LAST)
    count = len({act or seq for seq, act in find(wish)})
    if not count:
        return HttpResponse(status=204)
    return render(request, "history/activity.html#new", {"count": count, "query": address(request)})


@viewer
def change(request: HttpRequest, seq: int) -> HttpResponse:
    """One act with every line that it wrote, newest first."""
    asked = get_object_or_404(Change.objects.of(request.workspace.pk), seq=seq)
    before = request.GET.get("before", "")
    wanted = Change.objects.of(request.workspace.pk).filter(request=asked.request) if asked.request else None
    lines = wanted.defer("salt", "body_digest", "digest").newest_first() if wanted is not None else [asked]
    if wanted is not None and before.isdecimal():
        lines = lines.filter(seq__lt=int(before[:18]))
    found = list(lines[: LINES_OF_ACT + 1])
    reader = Reader(request.membership, request.reading)
    acts = acts_of([asked])
    whole = entries_of(acts, reader)[0]
    each = [Act([line], line.seq, line.seq, 1) for line in found[:LINES_OF_ACT]]
    context = {
        "tab": "activity",
        "layout": layout_of(whole.canvas),
        "whole": whole,
        "canvas": whole.canvas,
        "entries": entries_of(each, reader),
        "older": f"?before={found[LINES_OF_ACT - 1].seq}" if len(found) > LINES_OF_ACT else None,
    }
    return render(request, "history/change.html", context)
