"""A team makes links to one of its canvases, sees which there are, and revokes them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from canvas.answer import archived, of_canvas
from canvas.models import Canvas
from record.models import Change
from sharing.access import discreet
from sharing.forms import ShareLinkForm
from sharing.models import ShareLink, TooManyLinks, token_for
from workspaces.access import editor
from workspaces.answer import acts

SHOWN = 100  # more than can be open


@editor
@of_canvas
def share_links(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    links = canvas.share_links.open_first()[:SHOWN]
    return render(request, "sharing/share_links.html", {"canvas": canvas, "tab": "shares", "links": links})


@editor
@of_canvas
def share_link_new(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    return archived(request, canvas) if canvas.archived_at else new_page(request, canvas, ShareLinkForm())


def new_page(request: HttpRequest, canvas: Canvas, form: ShareLinkForm, status: int = 200) -> HttpResponse:
    context = {"canvas": canvas, "tab": "shares", "form": form}
    return render(request, "sharing/share_link_new.html", context, status=status)


def made(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    canvas = request.workspace.canvases.get(pk=changes[0].canvas_id)
    return link_page(request, canvas, token_for(canvas, request.actor))


def link_page(request: HttpRequest, canvas: Canvas, token: str) -> HttpResponse:
    """The only page that ever shows the link."""
    link = request.build_absolute_uri(reverse("share_link_open", args=[token]))
    context = {"canvas": canvas, "tab": "shares", "link": link}
    return discreet(render(request, "sharing/share_link_made.html", context))


@editor
@acts(made)
@of_canvas
def share_link_create(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    if canvas.archived_at:
        return archived(request, canvas)
    form = ShareLinkForm(request.POST)
    if not form.is_valid():
        return new_page(request, canvas, form, status=422)
    try:
        _link, token = ShareLink.objects.make(canvas, request.actor, **form.chosen())
    except TooManyLinks:
        form.add_error(None, _("This canvas has very many open links already. Revoke one first."))
        return new_page(request, canvas, form, status=409)
    return link_page(request, canvas, token)


def to_links(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    messages.success(request, _("The link was revoked. Whoever had it open sees the canvas no longer."))
    return redirect("share_links", request.workspace.pk, request.resolver_match.kwargs["canvas"])


@editor
@acts(to_links)
@of_canvas
def share_link_revoke(request: HttpRequest, canvas: Canvas, share_link: int) -> HttpResponse | None:
    get_object_or_404(canvas.share_links, pk=share_link).revoke(by=request.actor)
