"""Whether reviewers judge alike: each against the others, where they reviewed the same submission."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from accounts.models import User
from programs.scores import Scores

LEAST = 3  # submissions in common, before anything is said
FAR = Decimal("0.1")  # a difference that is worth talking about


@dataclass
class Calibration:
    """One reviewer. Scores are shares of the highest levels, 0 to 1; `apart` has, for each submission that others
    scored by the same words too, by how much theirs lies over the others' on average (below: negative)."""

    reviewer: User
    totals: list[Decimal] = field(default_factory=list)
    apart: list[Decimal] = field(default_factory=list)

    @property
    def mean(self) -> Decimal:
        return sum(self.totals) / len(self.totals)

    @property
    def spread(self) -> Decimal | None:
        """The standard deviation of what they gave; None for fewer than two."""
        if len(self.totals) < 2:
            return None
        return (sum((total - self.mean) ** 2 for total in self.totals) / len(self.totals)).sqrt()

    @property
    def says(self) -> bool:
        """Whether there is enough to say how they differ."""
        return len(self.apart) >= LEAST

    @property
    def difference(self) -> Decimal | None:
        """The mean of what they differ by."""
        return sum(self.apart) / len(self.apart) if self.says else None

    @property
    def points(self) -> int | None:
        """The size of the difference, in whole points of 100."""
        return round(abs(self.difference) * 100) if self.says else None

    @property
    def places(self) -> list[int]:
        """Each difference, on a line from -100 to 100."""
        return [round(100 * each) for each in self.apart]

    @property
    def place(self) -> int:
        """Of the mean difference, on the same line."""
        return round(100 * self.difference)

    @property
    def tone(self) -> str:
        """ "milder", "stricter" or "alike"; "" where there is not enough to say."""
        if not self.says:
            return ""
        if abs(self.difference) < FAR:
            return "alike"
        return "milder" if self.difference > 0 else "stricter"


def calibrated(scores: Iterable[Scores]) -> list[Calibration]:
    """Everybody who gave a score, whoever gave most first."""
    found: dict[int, Calibration] = {}
    apart: dict[int, list[Decimal]] = defaultdict(list)
    for each in scores:
        for one in each.scored:
            found.setdefault(one.reviewer.pk, Calibration(one.reviewer)).totals.append(one.total)
            over = [one.over(other) for other in each.scored if other is not one]
            known = [by for by in over if by is not None]
            if known:
                apart[one.reviewer.pk].append(sum(known) / len(known))
    for pk, calibration in found.items():
        calibration.apart = apart[pk]
    return sorted(found.values(), key=lambda one: (-len(one.totals), one.reviewer.pk))
