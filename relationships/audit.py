"""The strategy audit: everything that was decided in a period, why, what the numbers did, and whether it was lived."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from accounts.models import User
from accounts.reading import Reading
from canvas.models import Canvas, Segment
from record.models import Head
from relationships.advice import Finding, advise, with_changes
from relationships.eras import Compared, as_of, compared, eras_of
from relationships.facts import Facts
from relationships.models import Focus, Relationship
from relationships.numbers import SegmentNumbers
from relationships.then import then_on
from relationships.timeline import Entry, entries_of, people_of


@dataclass
class Audit:
    """`facts` are those of the period's end. Entries are oldest first; the first may have begun before the period and
    held into it; where no end was asked for (`asked_until`), the last may be still to come."""

    facts: Facts
    segment: Segment | None
    since_on: date
    until_on: date
    asked_until: date | None
    entries: list[Entry]
    eras: list[Compared]
    withdrawn: list[tuple[Focus, User | None]]
    made_at: datetime
    head: Head | None

    @property
    def relationships(self) -> list[Relationship]:
        """Those that stood at the end, in the order of the matrix."""
        order = {segment.pk: place for place, segment in enumerate(self.facts.segments)}
        rows = (row for row in self.facts.relationships if self.segment in (None, row.segment))
        return sorted(rows, key=lambda row: (order[row.segment_id], row.pk))

    @property
    def numbers(self) -> list[SegmentNumbers]:
        """By segment, at the end."""
        return [one for one in self.facts.numbers.values() if self.segment in (None, one.segment)]

    @property
    def advice(self) -> list[Finding]:
        """What an adviser would have said at the end, set aside or not; the most severe first."""
        return [finding for finding in advise(self.facts) if self.segment is None or self.segment.pk in finding.about]

    @property
    def shift_count(self) -> int:
        return sum(entry.turn.is_shift for entry in self.entries)

    @property
    def digest(self) -> str:
        return bytes(self.head.digest).hex() if self.head else ""


def audit_of(canvas: Canvas, reading: Reading, asked: dict) -> Audit:
    """`asked` is the form's: a segment, from, to; each may be missing. Always the same number of queries, and one
    more where the focus of the period's end has held long."""
    now = timezone.now()
    head = Head.objects.filter(workspace_id=canvas.workspace_id).first()
    today = now.astimezone(canvas.workspace.zone).date()
    facts = Facts.of(canvas, today)
    wanted, until = asked.get("segment"), asked.get("to")
    segment = next((row for row in facts.segments if row == wanted), None)
    segment_id = segment and segment.pk
    gone = list(canvas.focuses.exclude(withdrawn_at=None).filter(segment=segment).order_by("from_on", "pk"))
    people = people_of([*facts.focuses, *gone])
    turns = facts.turns_of(segment_id)
    end = min(until or today, today)
    since = asked.get("from") or min([end, *(turn.focus.from_on for turn in turns[:1])])
    entries = entries_of(facts, turns, people, segment, reading.direction == "rtl")
    eras = [era for era in eras_of(turns, end) if era.until_on is None or era.until_on >= since]
    then = then_on(canvas, [end], canvas.workspace.zone)[end]
    return Audit(
        facts=with_changes(as_of(facts, end, then), canvas.workspace.zone),
        segment=segment,
        since_on=since,
        until_on=end,
        asked_until=until,
        entries=[entry for entry in entries if _touches(entry, since, until)],
        eras=compared(replace(facts, on=end), eras, segment_id, canvas.workspace.zone),
        withdrawn=[
            (row, people.get(row.decided_by_id)) for row in gone if since <= row.from_on <= (until or row.from_on)
        ],
        made_at=now,
        head=head,
    )


def _touches(entry: Entry, since: date, until: date | None) -> bool:
    """Whether a decision was in force at some time of the period; of one that is open, whatever is to come too."""
    begins_in_time = until is None or entry.focus.from_on <= until
    return begins_in_time and (entry.until is None or entry.until > since)
