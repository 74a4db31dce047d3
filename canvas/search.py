"""Finding text in a workspace: notes, segments and comments, however their letters, digits and joins are typed."""

from __future__ import annotations

import re

from django.db import models
from django.utils.safestring import SafeString

from accounts.excerpt import excerpt
from accounts.text import fold
from canvas.models import Comment, Note, Segment

MOST = 30  # of each kind


def pattern(query: str) -> str:
    """A LIKE pattern that finds the folded `query` anywhere; its % and _ mean themselves."""
    return "%" + re.sub(r"([\\%_])", r"\\\1", query) + "%"


@models.TextField.register_lookup
class Like(models.Lookup):
    """`column LIKE pattern`, as the trigram index wants it."""

    lookup_name = "like"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, column_params = self.process_lhs(compiler, connection)
        wanted, wanted_params = self.process_rhs(compiler, connection)
        return f"{column} LIKE {wanted}", [*column_params, *wanted_params]


def found(workspace, query: str) -> dict[str, list]:
    """The newest matches of each kind, in canvases that are not archived."""
    query = fold(query)
    if not query:
        return {"notes": [], "segments": [], "comments": []}
    kinds = {"notes": Note, "segments": Segment, "comments": Comment}
    return {
        name: list(
            model.objects.present()
            .filter(workspace=workspace, canvas__archived_at=None, folded__like=pattern(query))
            .select_related("canvas")
            .order_by("-pk")[:MOST]
        )
        for name, model in kinds.items()
    }


def text_of(row: models.Model, query: str) -> str:
    """What of a row to show: its text; of a segment its name, and its description where that is what matches."""
    if not isinstance(row, Segment):
        return row.text
    return row.name if fold(query) in fold(row.name) else f"{row.name}: {row.description}"


def shown(text: str, query: str) -> SafeString:
    """The part of `text` around the match, marked."""
    return excerpt(text, [fold(query)])
