"""The first page: what Boom is for, or one's own workspaces."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from canvas.shelf import shelves_of, teams_of
from workspaces.access import public
from workspaces.views.joining import opened


@public("visitors read what Boom is for; those who are signed in find their own workspaces")
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "canvas/welcome.html")
    teams, shelves = teams_of(request.user), shelves_of(request.user)
    context = {"teams": teams, "shelves": shelves, "waiting": opened.waiting(request)}
    return render(request, "canvas/home.html", context)
