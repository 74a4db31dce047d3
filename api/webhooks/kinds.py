"""What a webhook can be told of: kinds of changes, by the tables of their rows."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class About(models.TextChoices):
    NOTES = "notes", _("Notes")
    SEGMENTS = "segments", _("Segments")
    RELATIONSHIPS = "relationships", _("Relationships")
    FOCUS = "focus", pgettext_lazy("strategy", "Focus")
    NUMBERS = "numbers", pgettext_lazy("tab", "Numbers")
    COMMENTS = "comments", _("Comments")
    CANVASES = "canvases", _("Canvases")
    MEMBERS = "members", _("Members")
    ALL = "all", pgettext_lazy("kinds of changes", "Everything")


TABLES = {
    About.NOTES: ("canvas_note",),
    About.SEGMENTS: ("canvas_segment",),
    About.RELATIONSHIPS: ("relationships_relationship", "relationships_tie"),
    About.FOCUS: ("relationships_focus",),
    About.NUMBERS: ("relationships_indicator",),
    About.COMMENTS: ("canvas_comment",),
    About.CANVASES: ("canvas_canvas",),
    About.MEMBERS: ("workspaces_membership", "workspaces_invitation"),
}


def tables_of(kinds: Iterable[str]) -> list[str] | None:
    """The tables whose changes are told; None for every table."""
    if About.ALL in kinds:
        return None
    return [table for kind in kinds for table in TABLES[About(kind)]]
