"""Talking about a note, or about a whole block."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.numbers import sent_number
from canvas.answer import back_to, edits, of_canvas
from canvas.blocks import Block
from canvas.forms import CommentAddForm
from canvas.mentions import mentioned, places
from canvas.models import Canvas, Comment, Note
from canvas.models.editing import Removed
from canvas.parts import thread, thread_key, with_people
from canvas.views.notes import refused
from canvas.views.page import page_of
from workspaces.access import commenter, viewer


def members_of(request: HttpRequest):
    return User.objects.filter(memberships__in=request.workspace.members.present()).order_by("pk")


@viewer
@of_canvas
def comments(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    """One thread (?note= or ?block=), beside the board or on a page; without either, every open thread."""
    if note := request.GET.get("note"):
        row = get_object_or_404(canvas.notes, pk=sent_number(note))
        return thread_of(request, canvas, row, {"note": row.pk, "block": row.block})
    if (block := request.GET.get("block")) in Block:
        return thread_of(request, canvas, Block(block), {"block": block})
    context = page_of(canvas, "comments")
    return render(request, "canvas/comments.html", context | {"threads": threads(request, canvas)})


def threads(request: HttpRequest, canvas: Canvas) -> dict[str, list[Comment]]:
    """The threads with an open comment, by key; with ?mine, only those in which the reader is called."""
    rows = canvas.comments.open().select_related("note").order_by("created_at", "pk")
    if "mine" in request.GET:
        rows = rows.filter(mentions__contains=[request.user.pk])
    found: dict[str, list[Comment]] = {}
    for comment in with_people(rows):
        found.setdefault(thread_key(comment.note_id, comment.block), []).append(comment)
    return found


def thread_of(
    request: HttpRequest, canvas: Canvas, about: Note | Block, initial: dict, form=None, status: int = 200
) -> HttpResponse:
    is_note = isinstance(about, Note)
    key = thread_key(about.pk, about.block) if is_note else thread_key(None, about)
    beside = request.htmx and request.htmx.request_type != "full"  # a page that asks for itself again gets itself
    context = {"canvas": canvas} if beside else page_of(canvas, "comments")
    context |= {
        "beside": beside,
        "whole": not beside,
        "key": key,
        "address": f"{reverse('comments', args=[canvas.workspace_id, canvas.pk])}?{key.replace('-', '=', 1)}",
        "about": about if is_note else about.label,
        "comments": thread(canvas, key),
        "form": form or CommentAddForm(canvas, initial=initial),
        "people": members_of(request).exclude(pk=request.user.pk),
    }
    template = "canvas/comments.html" + ("#drawer" if beside else "")
    return render(request, template, context, status=status)


@commenter
@edits
@back_to("comments", "note", "block")
def comment_add(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    form = CommentAddForm(canvas, request.POST)
    if set(form.errors) - {"text"}:
        return refused(request, canvas, form)
    if not form.is_valid():
        return unsent(request, canvas, form, status=422)
    data = form.cleaned_data
    try:
        members = members_of(request)
        calls = {"mentions": mentioned(data["text"], members), "mention_places": places(data["text"], members)}
        Comment.objects.add_to(canvas, by=request.actor, **calls, **data)
    except Removed:
        form.add_error(
            "text", _("Somebody removed this note meanwhile, so your comment was not sent. It is still here.")
        )
        return unsent(request, canvas, form, status=409)


def unsent(request: HttpRequest, canvas: Canvas, form: CommentAddForm, status: int) -> HttpResponse:
    """The thread again, with what was typed."""
    note, block = form.cleaned_data.get("note"), form.cleaned_data["block"]
    return thread_of(request, canvas, note or Block(block), {}, form, status=status)


@commenter
@edits
@back_to("comments")
def comment_resolve(request: HttpRequest, canvas: Canvas, comment: int) -> None:
    get_object_or_404(canvas.comments, pk=comment).resolve(request.actor)


@commenter
@edits
@back_to("comments")
def comment_reopen(request: HttpRequest, canvas: Canvas, comment: int) -> None:
    get_object_or_404(canvas.comments, pk=comment).reopen(request.actor)
