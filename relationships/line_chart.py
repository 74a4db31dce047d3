"""Twelve months to come as lines in an SVG: today's course, the other one, and a band for its range. Time runs as the
reader reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property

from accounts.compact import power_of, write_compact
from accounts.dates import write_date
from accounts.numbers import write_number
from accounts.reading import Reading

WIDTH, HEIGHT = 340, 190
AXIS, TOP, BOTTOM, EDGE = 96, 14, 28, 26  # room for the figures at least, above, for the months, at the end
GAP = 8  # between the figures and the lines
LETTER = 6.5  # of a figure, at most: Latin digits are the widest
OUT = 6
STEPS = 3
MOST_PLACES = 3  # of a figure in words
EVERY, ROOMY = 3, 200  # months from one name on the axis to the next, where lines are so long; else twice as many


@dataclass
class Tick:
    text: str
    x: str
    y: str


@dataclass
class LineChart:
    """Of one measure; four series of the same length, oldest first. `books` writes the months."""

    today: Sequence[Decimal]
    likely: Sequence[Decimal]
    low: Sequence[Decimal]
    high: Sequence[Decimal]
    months: Sequence[date]
    books: Reading

    @property
    def frame(self) -> str:
        """With room for what half a name of a month stands out."""
        return f"{-OUT} 0 {WIDTH + 2 * OUT} {HEIGHT}"

    @property
    def today_line(self) -> str:
        return self._line(self.today)

    @property
    def likely_line(self) -> str:
        return self._line(self.likely)

    @property
    def band(self) -> str:
        """There along the highest and back along the lowest."""
        return f"{self._line(self.high)} {' '.join(reversed(self._line(self.low).split(' ')))}"

    @property
    def end(self) -> tuple[str, str]:
        x, y = self._line(self.likely).split(" ")[-1].split(",")
        return x, y

    @cached_property
    def ticks(self) -> list[Tick]:
        x = self._from_start(self.axis - GAP)
        return [Tick(figure, x, self._y(value)) for value, figure in self.figures]

    @cached_property
    def figures(self) -> list[tuple[Decimal, str]]:
        """Those that have a line across, and as what."""
        low, high, step = self.scale
        values = [low + n * step for n in range(int((high - low) / step) + 1)]
        return [(value, self._written(value, step)) for value in values]

    @cached_property
    def axis(self) -> float:
        """Room for the longest of them."""
        return max(AXIS, GAP + LETTER * max(len(figure) for _value, figure in self.figures))

    def _written(self, value: Decimal, step: Decimal) -> str:
        """In words with the decimals that its step needs; in full where those would be too many."""
        places = -step.scaleb(-3 * power_of(value)).normalize().as_tuple().exponent
        return (
            write_compact(value, self.books, max(places, 0))
            if places <= MOST_PLACES
            else write_number(value, self.books)
        )

    @property
    def length(self) -> float:
        """Of what is left for the lines."""
        return WIDTH - self.axis - EDGE

    @property
    def month_ticks(self) -> list[Tick]:
        y = f"{HEIGHT - 8}"
        every = EVERY if self.length >= ROOMY else 2 * EVERY
        return [
            Tick(write_date(month, self.books, "month").rpartition(" ")[0], self._x(n), y)
            for n, month in enumerate(self.months)
            if n % every == every - 1
        ]

    @property
    def is_mirrored(self) -> bool:
        return self.books.direction == "rtl"

    @property
    def start_edge(self) -> str:
        return self._from_start(self.axis)

    @property
    def end_edge(self) -> str:
        return self._from_start(WIDTH - EDGE)

    @cached_property
    def scale(self) -> tuple[Decimal, Decimal, Decimal]:
        """Round ends that hold every figure, and the step between lines."""
        every = [*self.today, *self.likely, *self.low, *self.high]
        low, high = min(every), max(every)
        step = round_step((high - low) / STEPS or abs(high) / 10 or Decimal(1))
        first = (low / step).to_integral_value(ROUND_FLOOR) * step
        last = (high / step).to_integral_value(ROUND_CEILING) * step
        return first, last if last > first else first + step, step

    def _line(self, figures: Sequence[Decimal]) -> str:
        return " ".join(f"{self._x(n)},{self._y(figure)}" for n, figure in enumerate(figures))

    def _x(self, n: int) -> str:
        return self._from_start(self.axis + self.length * n / max(len(self.months) - 1, 1))

    def _from_start(self, x: float) -> str:
        return f"{WIDTH - x if self.is_mirrored else x:.1f}"

    def _y(self, figure: Decimal) -> str:
        low, high, _step = self.scale
        return f"{HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * float((figure - low) / (high - low)):.1f}"


def round_step(step: Decimal) -> Decimal:
    """The next 1, 2 or 5 times a power of ten."""
    power = Decimal(1).scaleb(step.adjusted())
    return next(power * n for n in (1, 2, 5, 10) if power * n >= step)
