"""Releasing results: until a manager does, a team reads nothing of what reviewers found."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from programs.access import manager
from programs.models import NotNow, Review
from programs.results import Results
from programs.views.reviews import submission_of
from record.acting import recall
from record.models import Change
from workspaces.answer import acts


@manager
def results(request: HttpRequest) -> HttpResponse:
    return results_page(request)


def results_page(request: HttpRequest, trouble: str = "", status: int = 200) -> HttpResponse:
    context = {"tab": "results", "results": Results.of(request.program), "trouble": trouble}
    return render(request, "programs/results.html", context, status=status)


def to_results(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    """At the startup's row, if it was about one: whoever goes by keys goes on from there."""
    messages.success(request, _("Released. The teams read what was found, and can answer each remark."))
    page, row = reverse("results", args=[request.program.pk]), request.resolver_match.kwargs.get("submission")
    return redirect(f"{page}#result-{row}" if row else page)


def nothing_to_release(request: HttpRequest) -> HttpResponse:
    """Raises Repeated for the request that released it."""
    recall(request.actor, request.program.pk)
    return results_page(request, _("There is nothing to release any more. Nothing was changed."), status=409)


@manager
@acts(to_results)
def review_release(request: HttpRequest, enrolment: int, submission: int) -> HttpResponse | None:
    """All that was submitted about one submission until now."""
    found = submission_of(request, enrolment, submission)
    try:
        Review.objects.release(found, request.actor)
    except NotNow:
        return nothing_to_release(request)


@manager
@acts(to_results)
def review_release_all(request: HttpRequest) -> HttpResponse | None:
    """Of every submission whose reviews are all in."""
    try:
        Review.objects.release_all(request.program, lambda: Results.of(request.program).complete, request.actor)
    except NotNow:
        return nothing_to_release(request)
