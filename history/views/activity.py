"""The changes of a workspace, newest first."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django_htmx.http import HttpResponseClientRefresh

from accounts.numbers import sent_number
from canvas.models import Canvas
from history.activity import LAST, Page, fetch, find, page_of
from history.acts import Act, act_of
from history.before import told_before
from history.entries import Reader, by_day, entries_of
from history.forms import ActivityForm, SpanForm
from record.models import Change, Head
from record.redact import VERB as REDACT
from workspaces.access import viewer

FILTERS = ("person", "canvas", "block", "verb", "since", "until")
LINES_OF_ACT = 100  # on a page


@viewer
def activity(request: HttpRequest) -> HttpResponse:
    """All of them, or those that the filters in the address ask for."""
    form = ActivityForm(request.workspace, request.GET)
    if not form.is_valid():
        return activity_page(request, form, Page([], None), status=422)
    seen = seen_until(request.workspace.pk)
    return activity_page(request, form, page_of(form.wish(request.reading)), seen)


def activity_page(
    request: HttpRequest, form: ActivityForm, page: Page, seen: int = 0, status: int = 200
) -> HttpResponse:
    asked = form.cleaned_data
    entries = entries_of(page.acts, Reader(request.membership, request.reading))
    context = {
        "tab": "activity",
        "layout": layout_of(asked.get("canvas")),
        "form": form,
        "filters": [form[name] for name in FILTERS],
        "canvas": asked.get("canvas"),
        "before_it": told_before(asked["canvas"]) if asked.get("canvas") else "",
        "one": asked.get("note") or asked.get("segment"),
        "days": by_day(entries, request.reading),
        "filtered": any(value for name, value in asked.items() if name not in ("canvas", "before", "after")),
        "seen": seen,
        "query": address(request),
        **ways_on(request, request.workspace.pk, page, asked),
    }
    return render(request, "history/activity.html", context, status=status)


def seen_until(record: int) -> int:
    """Ask for it before the lines: one that comes meanwhile is told as new."""
    return Head.seq_of(record)


def ways_on(request: HttpRequest, record: int, page: Page, asked: dict) -> dict:
    """From a page of a workspace's or a program's record: to older lines, back to the newest, and how far it looked."""
    reached = Change.objects.of(record).filter(seq=page.reached) if page.reached else None
    return {
        "older": page.older and address(request, before=page.older),
        "newest": address(request) if asked.get("before") else None,
        "reached_at": reached and reached.values_list("at", flat=True).first(),
    }


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
    return news_of(request, ActivityForm(request.workspace, request.GET))


def news_of(request: HttpRequest, form: SpanForm) -> HttpResponse:
    """How much came since line `after`, for a page that is open; nothing at all where nothing came. Where words were
    blacked out, on any of its lines, it is loaded again, and has them no more."""
    if not form.is_valid():
        return HttpResponse(status=204)
    came = Change.objects.of(form.stream).after(form.cleaned_data["after"] or 0)
    if came.filter(verb=REDACT).exists():
        return HttpResponseClientRefresh()
    wish = replace(form.wish(request.reading), before=LAST)
    count = len({act or seq for seq, act in find(wish)})
    if not count:
        return HttpResponse(status=204)
    return render(request, "history/activity.html#new", {"count": count, "query": address(request)})


@viewer
def change(request: HttpRequest, seq: int) -> HttpResponse:
    """The act that line `seq` belongs to, with every line that it wrote, newest first."""
    act = act_of(get_object_or_404(Change.objects.of(request.workspace.pk), seq=seq))
    before = sent_number(request.GET.get("before"))
    until = min(act.last, before - 1) if before else act.last
    lines = fetch(request.workspace.pk, range(max(act.first, until - LINES_OF_ACT + 1), until + 1))
    reader = Reader(request.membership, request.reading)
    (whole,) = entries_of([act], reader)
    each = entries_of([Act([line], line.seq, line.seq, 1) for line in lines], reader)
    if act.count > 1:  # an act is undone whole
        each = [replace(entry, can_undo=False) for entry in each]
    context = {
        "tab": "activity",
        "layout": layout_of(whole.canvas),
        "whole": whole,
        "canvas": whole.canvas,
        "entries": each,
        "older": f"?before={lines[-1].seq}" if lines and lines[-1].seq > act.first else None,
    }
    return render(request, "history/change.html", context)
