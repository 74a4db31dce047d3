"""What people say about notes and blocks. It can be read."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest

from api.operations import reads
from api.pages import PageForm, page_of
from canvas.answer import of_canvas
from canvas.models import Canvas, Comment
from workspaces.access import viewer


class CommentsForm(PageForm):
    open = forms.NullBooleanField(required=False)


@viewer
@reads(Comment, many=True, takes=CommentsForm)
@of_canvas
def comments(request: HttpRequest, canvas: Canvas) -> dict[str, object]:
    """The comments of a canvas, by id; with `open`, only those that are not resolved, or only the others. One that came
    with a file has the file's words of who said it and when, `said_by` and `said_at`; its author brought it in. Those
    on a note that was removed come back with it."""
    rows, still_open = canvas.comments.standing().defer("folded"), request.asked["open"]
    return page_of(request, rows if still_open is None else rows.filter(resolved_at__isnull=still_open))
