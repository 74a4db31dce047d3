"""A course in small: the points of a polyline, broken where a month has no figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from relationships.economics import Figure, is_known

WIDTH, HEIGHT, EDGE = 120, 32, 3


@dataclass
class Sparkline:
    """`mark` is where something happened, in months from the first figure."""

    figures: Sequence[Figure | None]
    mark: float | None = None
    is_mirrored: bool = False

    @cached_property
    def known(self) -> list[Decimal]:
        return [figure for figure in self.figures if is_known(figure)]

    def __bool__(self) -> bool:
        """Two months make a course."""
        return len(self.known) > 1

    @property
    def first(self) -> Decimal:
        return self.known[0]

    @property
    def last(self) -> Decimal:
        return self.known[-1]

    @cached_property
    def points(self) -> list[tuple[float, float] | None]:
        low, high = min(self.known), max(self.known)
        room = HEIGHT - 2 * EDGE
        return [
            (self.x(i), round(HEIGHT - EDGE - room * _part(figure, low, high), 1)) if is_known(figure) else None
            for i, figure in enumerate(self.figures)
        ]

    def x(self, month: float) -> float:
        step = (WIDTH - 2 * EDGE) / max(len(self.figures) - 1, 1)
        x = EDGE + month * step
        return round(WIDTH - x if self.is_mirrored else x, 1)

    @property
    def at(self) -> str:
        """Where the mark stands."""
        return str(self.x(self.mark))

    @property
    def lines(self) -> list[str]:
        """For the attribute `points` of each polyline."""
        return [
            " ".join(f"{x},{y}" for x, y in group)
            for there, group in groupby(self.points, key=lambda point: point is not None)
            if there
        ]

    @property
    def end(self) -> tuple[str, str]:
        """Where the last known figure stands."""
        x, y = next(point for point in reversed(self.points) if point)
        return str(x), str(y)


def _part(figure: Decimal, low: Decimal, high: Decimal) -> float:
    return float((figure - low) / (high - low)) if high > low else 0.5
