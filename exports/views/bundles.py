"""Owners take their whole workspace home: asked for here, packed in the background, offered here."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from canvas.files import TYPES, file_name
from exports.bundling import MOST_BYTES
from exports.models import KEPT, MOST_A_DAY, BundleRefused
from record.models import Change
from workspaces.access import owner
from workspaces.answer import acts

SHOWN = 10
WHY = {
    "busy": _("One is being packed already. It will stand here."),
    "many": _("Very many were asked for within a day. Ask again tomorrow."),
}


@owner
def bundles(request: HttpRequest) -> HttpResponse:
    """While one is being packed the page asks for it again."""
    return page(request)


def page(request: HttpRequest, trouble: object = "", status: int = 200) -> HttpResponse:
    rows = list(request.workspace.bundles.newest_first()[:SHOWN])
    context = {
        "tab": "settings", "bundles": rows, "is_busy": any(row.state == "busy" for row in rows), "trouble": trouble,
        "days": KEPT.days, "most": MOST_A_DAY, "megabytes": MOST_BYTES // 1_000_000,
    }  # fmt: skip
    return render(request, "exports/bundles.html", context, status=status)


def to_bundles(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    return redirect("bundles", request.workspace.pk)


@owner
@acts(to_bundles)
def bundle_create(request: HttpRequest) -> HttpResponse | None:
    address = request.build_absolute_uri(reverse("bundles", args=[request.workspace.pk]))
    try:
        request.workspace.bundles.ask(request.workspace, request.actor, address)
    except BundleRefused as refused:
        return page(request, WHY[refused.why], status=409)


@owner
def bundle_file(request: HttpRequest, bundle: int) -> HttpResponse:
    """The ZIP, piece by piece."""
    found = get_object_or_404(request.workspace.bundles.select_related("work"), pk=bundle)
    if found.state != "ready":
        raise Http404
    response = StreamingHttpResponse(found.work.read(), content_type=TYPES["zip"])
    response["Content-Length"] = found.work.size
    response["Content-Encoding"] = "identity"  # it is packed already
    response["Content-Disposition"] = content_disposition_header(True, f"{file_name(request.workspace.name)}.zip")
    response["Cache-Control"] = "private, no-store"
    return response
