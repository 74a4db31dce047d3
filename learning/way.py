"""The newcomers' path, and where somebody stands on it."""

from __future__ import annotations

from dataclasses import dataclass

from learning.library import Library
from learning.reading import Read, Words
from learning.shelves import Entry, Shelves


@dataclass(frozen=True)
class Stop:
    """One step of the path: its lesson, and the step's own `minutes` and `why`."""

    entry: Entry
    minutes: int
    why: Words
    is_next: bool = False


@dataclass(frozen=True)
class Way:
    path: Read
    stops: list[Stop]

    @classmethod
    def of(cls, library: Library, shelves: Shelves) -> Way | None:
        """None while no path is published, or no lesson of it; a step whose lesson is not published is left out."""
        steps = [(step, shelves.find(lesson.slug)) for step, lesson in library.steps()]
        if not steps:
            return None
        first = next((entry for _step, entry in steps if not entry.is_read), None)
        return cls(library.path, [Stop(entry, step.minutes, step.why, entry is first) for step, entry in steps])

    @property
    def entries(self) -> list[Entry]:
        return [stop.entry for stop in self.stops]

    @property
    def done(self) -> int:
        return sum(stop.entry.is_read for stop in self.stops)

    @property
    def is_done(self) -> bool:
        return self.done == len(self.stops)

    @property
    def next(self) -> Entry | None:
        return next((stop.entry for stop in self.stops if stop.is_next), None)

    @property
    def turn(self) -> int:
        """The number of the step that comes next, from 1."""
        return next((number for number, stop in enumerate(self.stops, 1) if stop.is_next), len(self.stops))

    @property
    def minutes(self) -> int:
        return sum(stop.minutes for stop in self.stops)

    @property
    def minutes_left(self) -> int:
        return sum(stop.minutes for stop in self.stops if not stop.entry.is_read)

    @property
    def share(self) -> int:
        """In percent."""
        return 100 * self.done // len(self.stops) if self.stops else 0
