"""The matrix looked at in one way: only its gaps, what is waste, what it costs, which goal or channel it serves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db import models
from django.utils.translation import pgettext_lazy

from canvas.blocks import Channel
from relationships.kinds import Fit, Goal, Kind
from relationships.matrix import Cell, Matrix, Row, total_of


class View(models.TextChoices):
    """In the order in which they are offered; "" is the whole matrix."""

    ALL = "", pgettext_lazy("view of the matrix", "Everything")
    GAPS = "gaps", pgettext_lazy("view of the matrix", "Gaps")
    WASTE = "waste", pgettext_lazy("view of the matrix", "Waste")
    COST = "cost", pgettext_lazy("view of the matrix", "Cost")
    GOALS = "goals", pgettext_lazy("view of the matrix", "By goal")
    CHANNELS = "channels", pgettext_lazy("view of the matrix", "By channel")


@dataclass
class Sum:
    """Of some cells: how many there are, what they cost a month, and which share of all that is."""

    of: Goal | Kind | Channel | None
    count: int = 0
    cost: Decimal = Decimal(0)
    share: Decimal | None = None

    @property
    def part(self) -> Decimal:
        """The share as a bar's length, of 100."""
        return 100 * (self.share or Decimal(0))


@dataclass
class Crossing:
    """A kind and a channel type: how they fit, and who meets there."""

    channel: Channel
    fit: Fit
    cells: list[Cell]

    @property
    def is_misused(self) -> bool:
        return bool(self.cells) and self.fit == Fit.HARDLY


@dataclass
class Lens:
    """One view of a matrix, and what is counted in it."""

    matrix: Matrix
    view: View

    @property
    def counted(self) -> list[Cell]:
        """The cells that this view is about."""
        if self.view == View.GAPS:
            return self.matrix.gaps
        return self.matrix.waste if self.view == View.WASTE else self.matrix.established

    @property
    def sums(self) -> bool:
        """Whether the table ends in sums."""
        return self.view in (View.GAPS, View.WASTE, View.COST)

    @cached_property
    def whole(self) -> Decimal:
        return total_of(self.counted)

    @cached_property
    def by_kind(self) -> list[Sum]:
        return [self._sum(kind, (cell for cell in self.counted if cell.kind == kind)) for kind in Kind]

    @cached_property
    def all(self) -> Sum:
        return self._sum(None, self.counted)

    def of_row(self, row: Row) -> Sum:
        return self._sum(None, (cell for cell in self.counted if cell.segment.pk == row.segment.pk))

    def _sum(self, of: Kind | None, cells: Iterable[Cell]) -> Sum:
        cells = list(cells)
        cost = total_of(cells)
        return Sum(of, len(cells), cost, share_of(cost, self.whole))

    @property
    def dearest(self) -> Sum | None:
        """The kind that costs most."""
        most = max(self.by_kind, key=lambda kind: kind.cost)
        return most if most.cost else None

    @cached_property
    def by_goal(self) -> list[Sum]:
        """A relationship's cost is split evenly over the goals that it serves."""
        sums = []
        for goal in Goal:
            cells = [cell for cell in self.matrix.established if goal in cell.goals]
            cost = sum(((cell.cost or Decimal(0)) / len(cell.goals) for cell in cells), Decimal(0))
            sums.append(Sum(goal, len(cells), cost))
        whole = sum(found.cost for found in sums)
        for found in sums:
            found.share = share_of(found.cost, whole)
        return sums

    @property
    def leading_goal(self) -> Sum | None:
        most = max(self.by_goal, key=lambda found: found.cost)
        return most if most.cost else None

    @property
    def goals_left(self) -> list[Goal]:
        """Those that no established relationship serves."""
        return [found.of for found in self.by_goal if not found.count]

    @cached_property
    def crossings(self) -> list[tuple[Kind, list[Crossing]]]:
        """Every kind with every channel type."""
        meeting: dict[tuple, list[Cell]] = defaultdict(list)
        for cell in self.matrix.established:
            for way in cell.ways:
                meeting[cell.kind, way.channel].append(cell)
        fits = self.matrix.facts.fits
        return [(kind, [Crossing(c, Fit(fits[kind, c]), meeting[kind, c]) for c in Channel]) for kind in Kind]

    @cached_property
    def by_channel(self) -> list[Sum]:
        """The channel types that are used, the most used first."""
        counts = Counter(way.channel for cell in self.matrix.established for way in cell.ways)
        return [Sum(channel, count) for channel, count in counts.most_common()]

    @property
    def misused(self) -> list[Cell]:
        """Established, and through a channel that hardly carries their kind."""
        return [cell for cell in self.matrix.established if any(way.is_hardly for way in cell.ways)]


def share_of(cost: Decimal, whole: Decimal) -> Decimal | None:
    return cost / whole if whole else None


def lens_of(matrix: Matrix, view: str) -> Lens:
    lens = Lens(matrix, View(view))
    for row in matrix.rows if lens.sums else ():
        row.sum = lens.of_row(row)
    if lens.view == View.COST:
        most = max((cell.cost or Decimal(0) for cell in matrix.established), default=Decimal(0))
        for cell in matrix.established:
            cell.share = share_of(100 * (cell.cost or Decimal(0)), most)
    return lens
