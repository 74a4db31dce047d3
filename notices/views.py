"""The list of what one was told of, the number on the bell, and how one wants to be told by e-mail."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from accounts.access import only, public, signed_in
from accounts.numbers import sent_number
from notices.forms import WaysForm
from notices.giving import ring
from notices.kinds import Group
from notices.models import Choice, Notice
from notices.reading import Line, lines_of
from notices.stopping import DIGEST, opened, stop

ON_A_PAGE = 30


@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """The newest first; ?before= goes on from the last of a page."""
    rows, before = visible(request).newest_first(), sent_number(request.GET.get("before"))
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    context = {
        "days": by_day(lines_of(request.user.pk, shown), request),
        "unread": visible(request).unread().count(),
        "newest": bool(before),
        "older": f"?before={shown[-1].pk}" if len(found) > ON_A_PAGE else "",
    }
    return render(request, "notices/notices.html", context)


def visible(request: HttpRequest):
    return Notice.objects.visible_to(request.user.pk)


def by_day(lines: Iterable[Line], request: HttpRequest) -> list[tuple[date, list[Line]]]:
    """By the reader's own days."""
    zone = request.reading.zone
    return [(day, list(those)) for day, those in groupby(lines, lambda line: line.notice.at.astimezone(zone).date())]


@signed_in
def notice(request: HttpRequest, notice: int) -> HttpResponse:
    """To what it is about; from then on it is read."""
    found = get_object_or_404(visible(request).select_related("by"), pk=notice)
    [line] = lines_of(request.user.pk, [found])
    mark_read(request, pk=found.pk)
    return redirect(line.told.link if line.told else "notices")


def mark_read(request: HttpRequest, **which: object) -> None:
    if request.user.notices.unread().filter(**which).update(read_at=timezone.now()):
        ring([request.user.pk])


@signed_in
@only("POST")
def notice_read(request: HttpRequest, notice: int) -> HttpResponse:
    found = get_object_or_404(visible(request), pk=notice)
    mark_read(request, pk=found.pk)
    return redirect("notices")


@signed_in
@only("POST")
def notices_read(request: HttpRequest) -> HttpResponse:
    """All of them."""
    mark_read(request)
    return redirect("notices")


@public("pages ask in the background: one that was signed out stays as it is, with what is typed on it")
def notices_count(request: HttpRequest) -> HttpResponse:
    """The bell with its number: one query."""
    if not request.user.is_authenticated:
        return HttpResponse(status=204)
    response = render(request, "notices/_bell.html", {"unread": visible(request).unread().count()})
    response["Cache-Control"] = "no-store"
    return response


@signed_in
@only("GET", "HEAD", "POST")
def notices_settings(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return settings_page(request, WaysForm(initial=Choice.ways_of(request.user.pk)))
    form = WaysForm(request.POST)
    if not form.is_valid():
        return settings_page(request, form, status=422)
    Choice.choose(request.user.pk, form.cleaned_data)
    messages.success(request, _("Your choice is saved."))
    return redirect("notices_settings")


def settings_page(request: HttpRequest, form: WaysForm, status: int = 200) -> HttpResponse:
    return render(request, "notices/settings.html", {"form": form}, status=status)


@csrf_exempt  # a mail program sends it, by the header List-Unsubscribe-Post; the signed link is the key
@public("the link is the key: it comes in the mails that it stops")
@only("GET", "HEAD", "POST")
def notices_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Asks before it stops anything: programs that look at mails open their links."""
    if (found := opened(token)) is None:
        return render(request, "notices/stop.html", {"state": "unknown"}, status=404)
    user, group = found
    if request.method == "POST":
        stop(user, group)
    context = {
        "state": "stopped" if request.method == "POST" else "asked",
        "what": "" if group == DIGEST else Group(group).label,
    }
    return render(request, "notices/stop.html", context)
