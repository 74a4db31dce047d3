"""The matrix: for each segment and each of the seven kinds, what is expected, what is there, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from accounts.models import User
from canvas.blocks import Channel
from canvas.models import Note, Segment
from relationships.bands import Band, bands
from relationships.economics import Lack, is_known
from relationships.facts import Facts
from relationships.kinds import Fit, Goal, Kind, State, Strength
from relationships.models import Relationship
from relationships.numbers import SegmentNumbers

if TYPE_CHECKING:
    from relationships.lenses import Sum


@dataclass
class Way:
    """A channel type that a relationship goes through, and whether it hardly carries its kind."""

    channel: Channel
    is_hardly: bool


@dataclass
class Cell:
    """Where a segment and a kind meet. `row` is None where nothing was ever filled in."""

    segment: Segment
    kind: Kind
    facts: Facts
    row: Relationship | None = None
    owner: User | None = None
    share: Decimal | None = None  # of the largest cost in the matrix, where it is shown

    @property
    def key(self) -> str:
        return f"{self.segment.pk}-{self.kind.value}"

    @property
    def version(self) -> int:
        return self.row.version if self.row else 0

    @property
    def state(self) -> State:
        return State(self.row.state) if self.row else State.NONE

    @property
    def expected(self) -> Strength:
        return Strength(self.row.expected) if self.row else Strength.NOT

    @property
    def is_filled(self) -> bool:
        return self.row is not None and bool(self.expected or self.row.text or self.state != State.NONE)

    @property
    def is_gap(self) -> bool:
        return self.row is not None and self.row.is_gap

    @property
    def is_waste(self) -> bool:
        return self.row is not None and self.row.is_waste

    @property
    def is_established(self) -> bool:
        return self.row is not None and self.row.is_established

    @cached_property
    def cost(self) -> Decimal | None:
        """A month; None where nobody said for how many customers, or that it costs anything."""
        return self.facts.monthly_cost(self.row) if self.row and self.row.costs else None

    @property
    def goals(self) -> list[Goal]:
        return [goal for goal in Goal if self.row and goal in self.row.goals]

    @cached_property
    def ways(self) -> list[Way]:
        """The channel types it goes through, its own and those of the notes that it is tied to."""
        channels = self.facts.channels(self.row) if self.row else []
        fits = self.facts.fits
        return [Way(Channel(name), fits.get((self.kind.value, name)) == Fit.HARDLY) for name in channels]

    @property
    def goals_for_css(self) -> str:
        return " ".join(goal.short for goal in self.goals)

    @property
    def notes(self) -> list[Note]:
        return self.facts.notes.get(self.row.pk, []) if self.row else []


@dataclass
class Row:
    """A segment with its seven cells, in the order of Kind."""

    segment: Segment
    numbers: SegmentNumbers
    band: Band | Lack = Lack.UNKNOWN
    cells: list[Cell] = field(default_factory=list)
    sum: Sum | None = None  # of what a view counts

    @property
    def customers(self) -> int | None:
        return int(self.numbers.active) if is_known(self.numbers.active) else None

    @property
    def retention(self) -> Decimal | None:
        return self.numbers.retention if is_known(self.numbers.retention) else None


@dataclass
class Matrix:
    facts: Facts
    rows: list[Row]

    @classmethod
    def of(cls, facts: Facts) -> Matrix:
        """One query, for the people who own relationships."""
        held = {(row.segment_id, row.kind): row for row in facts.relationships}
        owners = User.objects.in_bulk({row.owner_id for row in facts.relationships if row.owner_id})
        worth = bands(facts)
        matrix = cls(facts, [Row(s, facts.numbers[s.pk], worth[s.pk]) for s in facts.segments])
        for row in matrix.rows:
            for kind in Kind:
                found = held.get((row.segment.pk, kind.value))
                owner = owners.get(found.owner_id) if found else None
                row.cells.append(Cell(row.segment, kind, facts, found, owner))
        return matrix

    def cells(self) -> Iterator[Cell]:
        return (cell for row in self.rows for cell in row.cells)

    @cached_property
    def filled(self) -> list[Cell]:
        return [cell for cell in self.cells() if cell.row is not None]

    @cached_property
    def established(self) -> list[Cell]:
        return [cell for cell in self.filled if cell.is_established]

    @cached_property
    def gaps(self) -> list[Cell]:
        """Expected and not there, the most strongly expected first."""
        return sorted((cell for cell in self.filled if cell.is_gap), key=lambda cell: -cell.expected)

    @cached_property
    def waste(self) -> list[Cell]:
        """There and not expected."""
        return [cell for cell in self.filled if cell.is_waste]

    @cached_property
    def planned(self) -> list[Cell]:
        return [cell for cell in self.filled if cell.state == State.PLANNED]

    @cached_property
    def cost(self) -> Decimal:
        """Of the established relationships whose cost is known, a month."""
        return total_of(self.established)

    @cached_property
    def unknown_costs(self) -> int:
        """How many of them cost something for each customer, of a segment whose customers nobody counted."""
        return sum(cell.row.costs and cell.cost is None for cell in self.established)


def total_of(cells: list[Cell]) -> Decimal:
    """What they cost a month together, as far as it is known."""
    return sum((cell.cost for cell in cells if cell.cost is not None), Decimal(0))
