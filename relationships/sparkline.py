"""A few months of one figure as a small line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relationships.economics import Figure, is_known

WIDTH, HEIGHT, EDGE = 120, 28, 3


@dataclass(frozen=True)
class Sparkline:
    """`points` for a polyline, where it ends, and the x of the day it is about."""

    points: str
    end: tuple[float, float]
    at: float


def sparkline(series: list[tuple[date, Figure]], at: date, is_mirrored: bool = False) -> Sparkline | None:
    """The known figures of a series of days, oldest first; None where fewer than two are known."""
    known = [(day, figure) for day, figure in series if is_known(figure)]
    if len(known) < 2:
        return None
    first, last = known[0][0], known[-1][0]
    low, high = min(figure for _day, figure in known), max(figure for _day, figure in known)

    def x(day: date) -> float:
        share = min(max((day - first).days / (last - first).days, 0), 1)
        return round(EDGE + (WIDTH - 2 * EDGE) * (1 - share if is_mirrored else share), 1)

    def y(figure: Figure) -> float:
        share = float((figure - low) / (high - low)) if high > low else 0.5
        return round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share, 1)

    places = [(x(day), y(figure)) for day, figure in known]
    return Sparkline(" ".join(f"{x},{y}" for x, y in places), places[-1], x(at))
