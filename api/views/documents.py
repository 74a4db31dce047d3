"""What tells programmers of the API: the OpenAPI document, and the page that is made from it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from api.limits import MOST
from api.openapi import document
from api.problems import PROBLEMS, written
from api.reference import sections
from api.scopes import Scope
from workspaces.access import public


@public("what can be asked is no secret; what is answered needs a token")
def openapi(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(written(document()), "application/json")
    response["Cache-Control"] = "public, max-age=3600"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@public("what can be asked is no secret; what is answered needs a token")
def api(request: HttpRequest) -> HttpResponse:
    context = {
        "sections": sections(),
        "problems": [(code, status, title) for code, (status, title) in PROBLEMS.items()],
        "scopes": list(Scope),
        "most": MOST,
        "here": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "api/api.html", context)
