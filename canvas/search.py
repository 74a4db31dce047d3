"""Finding text in a workspace, however letters, digits and joins are typed: canvases, notes, segments and comments."""

from __future__ import annotations

import re

from django.db import models
from django.db.models import Count, Window
from django.utils.safestring import SafeString

from accounts.excerpt import excerpt
from accounts.text import fold
from canvas.models import Canvas, Comment, Note, Segment
from canvas.models.editing import Fold

MOST = 30  # of each kind, on a page
KINDS = {"canvases": Canvas, "notes": Note, "segments": Segment, "comments": Comment}


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


def found(workspace, query: str, kind: str = "", page: int = 1, canvas: Canvas | None = None) -> dict[str, list]:
    """The newest matches of each kind, in canvases that are not archived, and how many of it there are as the `total`
    of each; with a `kind`, a page of that alone; with a `canvas`, what is on it."""
    query = fold(query)
    first = MOST * (page - 1)
    kinds = [kind] if kind else [name for name in KINDS if not (canvas and name == "canvases")]
    rows = {name: _matching(name, workspace, query, canvas) for name in kinds}
    return {name: list(matching[first : first + MOST]) if query else [] for name, matching in rows.items()}


def _matching(kind: str, workspace, query: str, canvas: Canvas | None) -> models.QuerySet:
    if kind == "canvases":
        rows = Canvas.objects.current().annotate(folded=Fold("name"))
    else:
        on = {"canvas": canvas} if canvas else {"canvas__archived_at": None}
        rows = KINDS[kind].objects.present().filter(**on).select_related("canvas")
    matching = rows.filter(workspace=workspace, folded__like=pattern(query)).order_by("-pk")
    return matching.annotate(total=Window(Count("*")))


def text_of(row: models.Model, query: str) -> str:
    """What of a row to show: its words; of a segment its name, and its description where that is what matches."""
    if not isinstance(row, Segment):
        return str(row)
    return row.name if fold(query) in fold(row.name) else f"{row.name}: {row.description}"


def shown(text: str, query: str) -> SafeString:
    """The part of `text` around the match, marked."""
    return excerpt(text, [fold(query)])
