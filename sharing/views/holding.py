"""What whoever holds a share link sees. They need no account, and reach nothing else of the workspace."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from canvas.files import as_file
from exports import board_paper
from exports.limits import calls
from exports.sheets import SHEETS, Paper
from exports.typesetting import typeset
from record.models import Head
from sharing.access import closed, discreet, holder, keep
from sharing.models import Opening, ShareLink
from sharing.showing import board_through, shown_to
from workspaces.access import public

MOST_WRONG = 20  # tokens that open nothing, a minute, from one address
MOST_FILES = 20  # a minute, by one link


@public("the link is the key: whoever holds it may look at the canvas that it shows")
def share_link_open(request: HttpRequest, token: str) -> HttpResponse:
    """The session keeps which link it is; from here on its token shows in no address."""
    found = ShareLink.objects.opening().for_holders().by_token(token).first()
    if found is None:
        wrong = calls("share-link", get_adapter().get_client_ip(request))
        return too_often(request) if wrong > MOST_WRONG else closed(request)
    keep(request, found)
    if request.method == "GET":
        Opening.count_one(found)
    return discreet(redirect("shared", found.pk))


def too_often(request: HttpRequest) -> HttpResponse:
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "60"
    return discreet(response)


@holder
def shared(request: HttpRequest) -> HttpResponse:
    """The page. Its `seq` is read before its rows: what comes between is sent again, which does no harm."""
    link = request.share_link
    seq = Head.seq_of(link.workspace_id)
    return render(request, "sharing/shared.html", {"link": link, "seq": seq, **shown_to(request, link)})


@holder
def shared_pdf(request: HttpRequest) -> HttpResponse:
    """The board on paper, where the link offers it."""
    link = request.share_link
    if not link.gives_pdf:
        return closed(request)
    if calls("shared-pdf", link.pk) > MOST_FILES:
        return too_often(request)
    board = board_through(link)
    board.canvas.workspace = link.workspace  # named on the paper
    (made,) = typeset("board", board_paper.data_of(board, SHEETS[Paper.A4], request.reading))
    return as_file(made, "pdf", board.canvas.name)
