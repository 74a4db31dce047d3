"""What tells programmers of the API: the OpenAPI document, and the page that is made from it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from api.openapi import document
from api.problems import written
from workspaces.access import public


@public("what can be asked is no secret; what is answered needs a token")
def openapi(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(written(document()), "application/json")
    response["Cache-Control"] = "public, max-age=3600"
    response["Access-Control-Allow-Origin"] = "*"
    return response
