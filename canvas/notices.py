"""What people are told of canvases: that a comment calls them by name."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from canvas.models import Comment
from canvas.models.comment import MENTIONED
from notices.kinds import Group, Told, about, register, told_of
from notices.models import Notice


def mentions_told(user_id: int, notices: list[Notice]) -> dict[int, Told]:
    comments = Comment.objects.present().filter(pk__in=about(notices))
    return told_of(comments.select_related("canvas"), notices, _told)


def _told(comment: Comment) -> Told:
    canvas = comment.canvas
    thread = f"note={comment.note_id}" if comment.note_id else f"block={comment.block}"
    link = f"{reverse('comments', args=[canvas.workspace_id, canvas.pk])}?{thread}#comment-{comment.pk}"
    return Told(link, {"block": comment.get_block_display(), "canvas": canvas.name}, comment.text)


register(MENTIONED, _("{who} mentioned you in {block} of “{canvas}”"), mentions_told, Group.MENTION)
