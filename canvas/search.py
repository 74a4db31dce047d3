"""Finding text in a workspace, however letters, digits and joins are typed: canvases, notes, segments and comments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils.safestring import SafeString

from accounts.excerpt import excerpt
from accounts.text import fold
from canvas.models import Canvas, Comment, Note, Segment
from canvas.models.editing import Fold

MOST = 30  # of each kind, on a page
COUNTED = 1000  # of each kind at most: to count all that a common word finds would be to read it all
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


@dataclass
class Hits:
    rows: list[models.Model]
    total: int  # of all pages; COUNTED + 1 for more than COUNTED
    all_of_them: str = ""  # the address that lists them, where not all are here


def found(workspace, query: str, kind: str = "", page: int = 1, canvas: Canvas | None = None) -> dict[str, Hits]:
    """The newest matches of each kind, in canvases that are not archived; with a `kind`, a page of that alone; with a
    `canvas`, what is on it."""
    if not (query := fold(query)):
        return {}
    kinds = [kind] if kind else [name for name in KINDS if not (canvas and name == "canvases")]
    return {name: _hits(_matching(name, workspace, query, canvas), page) for name in kinds}


def _hits(matching: models.QuerySet, page: int) -> Hits:
    first = MOST * (page - 1)
    rows = list(matching.order_by("-pk")[first : first + MOST])
    are_all = page == 1 and len(rows) < MOST
    return Hits(rows, len(rows) if are_all else matching[: COUNTED + 1].count())


def _matching(kind: str, workspace, query: str, canvas: Canvas | None) -> models.QuerySet:
    if kind == "canvases":
        rows = Canvas.objects.current().alias(words=Fold("name"))
    elif canvas:  # the index knows what the whole workspace has: the few of one canvas are looked through without it
        rows = _of(kind).filter(canvas=canvas).alias(words=Concat("folded", Value("", models.TextField())))
    else:
        rows = _of(kind).filter(canvas__archived_at=None).alias(words=F("folded"))
    return rows.filter(workspace=workspace, words__like=pattern(query))


def _of(kind: str) -> models.QuerySet:
    return KINDS[kind].objects.present().select_related("canvas")


def text_of(row: models.Model, query: str) -> str:
    """What of a row to show: its words; of a segment its name, and its description where that is what matches."""
    if not isinstance(row, Segment):
        return str(row)
    return row.name if fold(query) in fold(row.name) else f"{row.name}: {row.description}"


def shown(text: str, query: str) -> SafeString:
    """The part of `text` around the match, marked."""
    return excerpt(text, [fold(query)])
