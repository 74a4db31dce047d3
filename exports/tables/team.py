"""What the team decided and recorded: the focus, the figures, and the changes themselves."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import datetime

from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from accounts.reading import Reading
from canvas.models import Canvas
from exports.tables.table import Column, Table, named
from record.models import Change
from record.sentences import people_of, sentence
from relationships.books import calendar_in
from relationships.figures_csv import write_month
from relationships.models import Focus, Indicator
from workspaces.models import Workspace

MOST_CHANGES = 10_000  # the newest; the record itself goes on
MOST_CHANGES_OF_ALL = 100_000


def focuses(canvas: Canvas, reading: Reading) -> Table:
    """Every decision in the order in which it came into force, also those that were withdrawn."""
    rows = list(canvas.focuses.select_related("segment").order_by("from_on", "pk"))
    people = User.objects.in_bulk({row.decided_by_id for row in rows})
    columns = named(Focus, from_on=12, acquisition=12, retention=12, growth=12, reason=50, evidence=50)
    columns[1:1] = [Column(_("Segment"), 24)]
    columns += [Column(_("Decided by"), 20), Column(_("Decided on"), 18)]
    columns += [Column(_("Withdrawn"), 18), Column(_("Why withdrawn"), 40)]
    return Table(
        pgettext("table", "Focus"),
        columns,
        [
            [
                row.from_on, row.segment.name if row.segment else _("The whole canvas"), row.acquisition,
                row.retention, row.growth, row.reason, row.evidence, str(people.get(row.decided_by_id, "")),
                local(row.decided_at, reading), local(row.withdrawn_at, reading), row.withdrawn_reason,
            ]
            for row in rows
        ],
    )  # fmt: skip


def indicators(canvas: Canvas, reading: Reading) -> Table:
    """By segment and month, the oldest first; months as the import of figures reads them."""
    rows = list(canvas.indicators.in_order().filter(segment__removed_at=None).select_related("segment"))
    rows.sort(key=lambda row: (row.segment.position, row.segment_id, row.month_on))
    calendar = calendar_in(row.month_on for row in rows) or "gregorian"
    columns = named(Indicator, month_on=12, **dict.fromkeys(Indicator.FIGURES, 18))
    return Table(
        pgettext("table", "Numbers"),
        [Column(_("Segment"), 24), *columns],
        [
            [row.segment.name, write_month(row.month_on, calendar), *(getattr(row, name) for name in Indicator.FIGURES)]
            for row in rows
        ],
    )


def changes(canvas: Canvas, reading: Reading) -> Table:
    """The newest lines of the record that are about the canvas, newest first."""
    lines = Change.objects.of(canvas.workspace_id).filter(canvas_id=canvas.pk)
    return _changes(lines, MOST_CHANGES, reading)


def changes_of_all(workspace: Workspace, reading: Reading) -> Table:
    """The newest lines of a workspace's record, newest first, with the canvas that each is about."""
    names = dict(workspace.canvases.values_list("pk", "name"))
    return _changes(Change.objects.of(workspace.pk), MOST_CHANGES_OF_ALL, reading, names)


def _changes(lines, most: int, reading: Reading, canvases: Mapping[int, str] | None = None) -> Table:
    """With the names of `canvases`, a column for them."""
    lines = list(lines.newest_first().to_read()[:most])
    people = User.objects.in_bulk(people_of(lines))
    columns = [
        Column(pgettext("of the record", "Line"), 8), Column(pgettext("moment", "When"), 18),
        Column(pgettext("person", "Who"), 20), Column(_("What"), 70), Column(_("Reason"), 40), Column(_("Verb"), 22),
    ]  # fmt: skip
    rows = [[line.seq, local(line.at, reading), *_said(line, people), line.reason, line.verb] for line in lines]
    if canvases is not None:
        columns.append(Column(_("Canvas"), 24))
        for row, line in zip(rows, lines, strict=True):
            row.append(canvases.get(line.canvas_id, ""))
    return Table(pgettext("table", "Changes"), columns, rows)


def _said(line: Change, people: dict[int, User]) -> tuple[str, str]:
    """Who, and the sentence of the activity page without its markup."""
    who = str(people.get(line.actor_id) or _("somebody"))
    return who, capfirst(html.unescape(strip_tags(sentence(line, who, people))))


def local(moment: datetime | None, reading: Reading) -> datetime | None:
    """By the reader's clock, to the second: spreadsheets know no zones."""
    return moment and moment.astimezone(reading.zone).replace(tzinfo=None, microsecond=0)
