"""What a program's staff did, newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRefresh

from accounts.numbers import sent_number
from history.activity import Page, page_of
from history.entries import by_day
from history.views.activity import address, news_of, seen_until, ways_on
from programs.access import reviewer
from programs.activity import ProgramActivityForm, entries_of
from programs.following import names_mark

FILTERS = ("person", "startup", "verb", "since", "until")


@reviewer
def program_activity(request: HttpRequest) -> HttpResponse:
    """All of it, or what the filters in the address ask for."""
    form = ProgramActivityForm(request.program, request.GET)
    if not form.is_valid():
        return activity_page(request, form, Page([], None), status=422)
    seen = seen_until(request.program.pk)
    return activity_page(request, form, page_of(form.wish(request.reading)), seen)


def activity_page(
    request: HttpRequest, form: ProgramActivityForm, page: Page, seen: int = 0, status: int = 200
) -> HttpResponse:
    asked = form.cleaned_data
    context = {
        "tab": "activity",
        "layout": "programs/_program.html",
        "form": form,
        "filters": [form[name] for name in FILTERS],
        "days": by_day(entries_of(request.program, page.acts, request.reading), request.reading),
        "filtered": any(asked.get(name) for name in FILTERS),
        "seen": seen,
        "names": names_mark(request.program),
        "query": address(request),
        **ways_on(request, request.program.pk, page, asked),
    }
    return render(request, "programs/activity.html", context, status=status)


@reviewer
def program_activity_new(request: HttpRequest) -> HttpResponse:
    """As for a team; where its startups are called otherwise, the page is loaded again."""
    if sent_number(request.GET.get("names")) != names_mark(request.program):
        return HttpResponseClientRefresh()
    return news_of(request, ProgramActivityForm(request.program, request.GET))
