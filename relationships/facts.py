"""What a canvas says of its relationships and strategy at one moment: read once, for the matrix, advice and reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet

from accounts.months import month_ends
from canvas.blocks import Block
from canvas.models import Canvas, Note, Segment
from relationships.books import calendar_in
from relationships.economics import Lack
from relationships.kinds import FITS
from relationships.models import ChannelFit, Focus, Indicator, Relationship, Threshold, Tie
from relationships.numbers import SegmentNumbers, months_of
from relationships.shifts import Turn, turn_on, turns_of
from relationships.thresholds import DEFAULTS


@dataclass
class Facts:
    """The rows of one moment, and what follows from them. `on` is its day, which ends by the clocks of `zone`."""

    canvas: Canvas
    on: date
    segments: list[Segment]
    relationships: list[Relationship]
    ties: list[Tie] = field(default_factory=list)
    focuses: list[Focus] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    thresholds: Mapping[str, Decimal] = field(default_factory=lambda: DEFAULTS)
    fits: Mapping[tuple[str, str], int] = field(default_factory=lambda: FITS)
    change_shares: Mapping[str, Decimal] | Lack | None = None  # of changes by goal, where reckoned
    calendar: str | None = None  # of the books; None without any month
    recorded: list[Indicator] = field(default_factory=list)  # with the months of segments that are no longer there
    zone: tzinfo = UTC

    @classmethod
    def of(cls, canvas: Canvas, on: date, segments: Collection[int] | None = None) -> Facts:
        """As things stand: always seven queries. With the ids of `segments`, only what is about these."""
        return cls.of_each({canvas: on}, segments)[canvas.pk]

    @classmethod
    def of_each(cls, days: Mapping[Canvas, date], segments: Collection[int] | None = None) -> dict[int, Facts]:
        """Of many canvases, each on a day, by their ids: the same seven queries, however many they are."""
        own = {} if segments is None else {"pk__in": segments}
        among = {} if segments is None else {"segment__in": segments}
        rows = {
            "segments": Segment.objects.in_order().filter(**own),
            "relationships": Relationship.objects.standing().filter(**among),
            "ties": Tie.objects.standing(),
            "focuses": Focus.objects.standing(),
            "indicators": Indicator.objects.in_order().filter(**among),
        }
        found = {name: _by_canvas(each, days) for name, each in rows.items()}
        judged = {"thresholds": Threshold.objects.in_force(), "fits": ChannelFit.objects.in_force()}
        return {
            canvas.pk: cls(
                canvas,
                on,
                **{name: by_canvas[canvas.pk] for name, by_canvas in found.items()},
                **judged,
                zone=canvas.workspace.zone,
            ).linked()
            for canvas, on in days.items()
        }

    def linked(self) -> Facts:
        """Rows point to each other without asking the database; what hangs on a removed row is left out, but that
        the books are kept by its calendar. A row that knows its segment already keeps it: facts of several days share
        their figures."""
        self.recorded = self.recorded or self.indicators
        self.calendar = self.calendar or calendar_in(row.month_on for row in self.recorded)
        segments = {segment.pk: segment for segment in self.segments}
        self.relationships = [row for row in self.relationships if row.segment_id in segments]
        relationships = {row.pk: row for row in self.relationships}
        self.ties = [tie for tie in self.ties if tie.relationship_id in relationships]
        self.focuses = [row for row in self.focuses if row.segment_id is None or row.segment_id in segments]
        self.indicators = [row for row in self.indicators if row.segment_id in segments]
        for row in (*self.relationships, *self.focuses, *self.indicators):
            if not type(row).segment.is_cached(row):
                row.segment = segments.get(row.segment_id)
        for tie in self.ties:
            tie.relationship = relationships[tie.relationship_id]
        return self

    @cached_property
    def notes(self) -> dict[int, list[Note]]:
        """The notes that each relationship is tied to, by its id."""
        return _grouped((tie.relationship_id, tie.note) for tie in self.ties)

    def tied(self, relationship: Relationship, block: str) -> list[Note]:
        return [note for note in self.notes.get(relationship.pk, ()) if note.block == block]

    def channels(self, relationship: Relationship) -> list[str]:
        """The channel types it goes through: its own, and those of the channel notes that it is tied to."""
        noted = [note.channel for note in self.tied(relationship, Block.CHANNELS) if note.channel]
        return list(dict.fromkeys([*relationship.channels, *noted]))

    @cached_property
    def established(self) -> list[Relationship]:
        return [row for row in self.relationships if row.is_established]

    @cached_property
    def by_segment(self) -> dict[int, list[Relationship]]:
        return _grouped((row.segment_id, row) for row in self.relationships)

    @cached_property
    def numbers(self) -> dict[int, SegmentNumbers]:
        """By segment id, for every segment; of its months those that are over: half a month says nothing of a rate."""
        over = [row for row in self.indicators if month_ends(row.month_on, self.calendar or "gregorian") <= self.on]
        months = _grouped((row.segment_id, row) for row in over)
        return {
            segment.pk: SegmentNumbers(
                segment, months_of(months.get(segment.pk, ())), self.by_segment.get(segment.pk, [])
            )
            for segment in self.segments
        }

    @cached_property
    def turns(self) -> list[Turn]:
        """The course of the whole canvas's focus."""
        return self.turns_of(None)

    def turns_of(self, segment_id: int | None) -> list[Turn]:
        rows = [row for row in self.focuses if row.segment_id == segment_id]
        return turns_of(rows, self.thresholds["shift"])

    @cached_property
    def turn(self) -> Turn | None:
        """The one in force on the day."""
        return turn_on(self.turns, self.on)

    def own_turn(self, segment_id: int) -> Turn | None:
        """The one in force on the day, of a segment that has a focus of its own."""
        return turn_on(self.turns_of(segment_id), self.on)

    def decided_on(self, focus: Focus) -> date:
        return focus.decided_at.astimezone(self.zone).date()

    def monthly_cost(self, relationship: Relationship) -> Decimal | None:
        """What it costs a month; None where that needs a number of customers nobody gave."""
        active = self.numbers[relationship.segment_id].active
        return relationship.monthly_cost(active if isinstance(active, Decimal) else None)


def with_notes(ties: Iterable[Tie], notes: Iterable[Note]) -> list[Tie]:
    """Those ties whose note is among `notes`, each with it, in the order of the blocks' lists."""
    known = {note.pk: note for note in notes}
    found = [tie for tie in ties if tie.note_id in known]
    for tie in found:
        tie.note = known[tie.note_id]
    return sorted(found, key=lambda tie: (tie.note.block, tie.note.position, tie.pk))


def _by_canvas(rows: QuerySet, canvases: Collection[Canvas]) -> dict[int, list]:
    """Those of each of the canvases, in their order, which know their canvas."""
    known = {canvas.pk: canvas for canvas in canvases}
    found: dict[int, list] = {pk: [] for pk in known}
    for row in rows.filter(canvas__in=known):
        row.canvas = known[row.canvas_id]
        found[row.canvas_id].append(row)
    return found


def _grouped(pairs: Iterable[tuple]) -> dict[int, list]:
    groups: dict[int, list] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)
