"""Acts as the activity page shows them: who, what, why, what it said before, and what can be done about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.dates import write_time
from accounts.models import User
from accounts.reading import Reading
from canvas.models import Canvas, Segment
from history.acts import WHOLE, Act
from history.details import Detail, details_of, ids_in
from history.references import reference_of
from history.undo import is_as_left, is_undoable, rows_of
from record.models import Change
from record.sentences import people_of, sentence
from relationships.books import WrongMonth, check_months
from relationships.models import Indicator
from workspaces.models import Membership
from workspaces.roles import Role

Rows = Mapping[tuple[str, int], models.Model]
VERSIONED = ("canvas_note", "canvas_segment")
FIGURES = Indicator._meta.db_table


@dataclass
class Entry:
    act: Act
    who: User | None
    sentence: SafeString
    time: str
    reason: str
    reference: int | None
    details: list[Detail]
    canvas: Canvas | None = None
    can_undo: bool = False
    version_of: models.Model | None = None  # the note or segment that can go back to what it says here


@dataclass
class Reader:
    """Who reads, and so how it is written and what may be offered."""

    membership: Membership
    reading: Reading


@dataclass
class Beside:
    """What the entries of one page show beside the lines; fetched for all of them at once."""

    people: Mapping[int, User]
    rows: Rows
    canvases: Mapping[int, Canvas]
    segments: Mapping[int, str]
    books: Mapping[int, date]  # by canvas, the first month of its figures
    reader: Reader = field(repr=False)

    @classmethod
    def of(cls, lines: Collection[Change], reader: Reader) -> Beside:
        """Up to eight queries, however many lines."""
        workspace_id = reader.membership.workspace_id
        canvases = Canvas.objects.filter(workspace_id=workspace_id)
        segments = Segment.objects.filter(workspace_id=workspace_id, pk__in=ids_in(lines, "segment_id"))
        return cls(
            people=User.objects.in_bulk(people_of(lines) | ids_in(lines, "owner_id")),
            rows=rows_of(workspace_id, lines) if reader.membership.may(Role.EDITOR) else {},
            canvases=canvases.in_bulk({line.canvas_id for line in lines if line.canvas_id}),
            segments=dict(segments.values_list("pk", "name")),
            books=books_of(workspace_id, lines) if reader.membership.may(Role.EDITOR) else {},
            reader=reader,
        )


def books_of(workspace_id: int, lines: Iterable[Change]) -> dict[int, date]:
    """Of the canvases whose figures these lines are about, the first month that is there: it says by which calendar
    their books are kept. One query, where there are any."""
    ids = {line.canvas_id for line in lines if line.table == FIGURES}
    months = Indicator.objects.present().filter(workspace_id=workspace_id, canvas_id__in=ids)
    first = months.order_by("canvas_id", "month_on", "pk").distinct("canvas_id")
    return dict(first.values_list("canvas_id", "month_on"))


def entries_of(acts: Collection[Act], reader: Reader) -> list[Entry]:
    beside = Beside.of([line for act in acts for line in act.lines], reader)
    return [entry_of(act, beside) for act in acts]


def by_day(entries: Iterable[Entry], reading: Reading) -> list[tuple[date, list[Entry]]]:
    """The entries under the days of the reader's own time zone."""
    days = groupby(entries, key=lambda entry: entry.act.at.astimezone(reading.zone).date())
    return [(day, list(those)) for day, those in days]


def entry_of(act: Act, beside: Beside) -> Entry:
    line = act.main
    reference, reason = reference_of(line)
    who = beside.people.get(line.actor_id)
    canvas = beside.canvases.get(line.canvas_id)
    names = beside.reader.reading, beside.segments, beside.people
    return Entry(
        act=act,
        who=who,
        sentence=sentence(line, str(who) if who else _("somebody"), beside.people),
        time=write_time(act.at, beside.reader.reading),
        reason=reason,
        reference=reference,
        details=details_of(line.before, line.after, *names) if act.count == 1 else [],
        canvas=canvas,
        can_undo=can_undo(act, beside, canvas),
        version_of=version_of(act, beside, canvas),
    )


def can_undo(act: Act, beside: Beside, canvas: Canvas | None) -> bool:
    """Whether an undo would work right now; of an act too long to be looked through, whether it may."""
    lines = [act.main] if act.main.table in WHOLE and act.main.op == "I" else act.lines
    if canvas is None or (canvas.archived_at and act.main.table not in WHOLE):
        return False
    return keeps_books(lines, beside.books.get(canvas.pk)) and all(
        is_undoable(line, beside.reader.membership.user_id)
        and (row := beside.rows.get((line.table, line.row_id))) is not None
        and is_as_left(line, row)
        for line in lines
    )


def keeps_books(lines: Iterable[Change], kept: date | None) -> bool:
    """Whether the months that undoing these lines brings back are of the books as they are kept now."""
    was = [line.before for line in lines if line.table == FIGURES and line.before and not line.before["removed_at"]]
    try:
        check_months([date.fromisoformat(row["month_on"]) for row in was], [kept] if kept else [])
    except WrongMonth:
        return False
    return True


def version_of(act: Act, beside: Beside, canvas: Canvas | None) -> models.Model | None:
    """The row of a line that says something else now, if this reader may take it back to what it said then."""
    line = act.main
    row = beside.rows.get((line.table, line.row_id))
    if act.count > 1 or row is None or line.table not in VERSIONED or canvas is None or canvas.archived_at:
        return None
    return None if is_as_left(line, row) and not row.removed_at else row
