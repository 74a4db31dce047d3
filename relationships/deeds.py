"""Words and deeds as bars, for the strategy's page and its report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.numbers import write_percent
from accounts.reading import Reading
from accounts.text import join_list
from relationships.economics import Figure, Lack
from relationships.eras import Compared, GoalCompared
from relationships.kinds import Goal

DECLARED = pgettext_lazy("weights", "Declared")
COST = _("Cost")
CHANGES = _("Changes")


@dataclass(frozen=True)
class Bar:
    """One share of a goal; `points` is how far it lies over what was declared."""

    label: str | Promise
    share: Figure
    points: Decimal | None = None

    @property
    def lack(self) -> Lack | None:
        return self.share if isinstance(self.share, Lack) else None

    @property
    def width(self) -> str:
        """Of 100, as an attribute of a drawing."""
        return f"{self.share * 100:.1f}"

    @property
    def away(self) -> int | None:
        """Whole points from what was declared."""
        return None if self.points is None else abs(round(self.points))

    @property
    def is_over(self) -> bool:
        return self.points is not None and self.points > 0


def bars_of(one: GoalCompared) -> list[Bar]:
    return [
        Bar(DECLARED, one.declared),
        Bar(COST, one.cost, one.cost_points),
        Bar(CHANGES, one.changes, one.change_points),
    ]


@dataclass(frozen=True)
class Whole:
    """The shares of all three goals in one bar: (goal, where its part begins, how long it is), of 100."""

    label: str | Promise
    layers: list[tuple[Goal, str, str]]
    spoken: str


@dataclass(frozen=True)
class EraRow:
    compared: Compared
    query: str
    wholes: list[Whole]


def era_row(compared: Compared, query: str, reading: Reading) -> EraRow:
    kinds = ((DECLARED, "declared"), (COST, "cost"), (CHANGES, "changes"))
    shares = [(label, [(one.goal, getattr(one, name)) for one in compared.goals]) for label, name in kinds]
    return EraRow(compared, query, [_whole(label, figures, reading) for label, figures in shares])


def _whole(label: str | Promise, figures: Iterable[tuple[Goal, Figure]], reading: Reading) -> Whole:
    figures, begin, layers = list(figures), Decimal(0), []
    lack = next((figure for _goal, figure in figures if isinstance(figure, Lack)), None)
    if lack:
        return Whole(label, [], str(lack.label))
    for goal, share in figures:
        layers.append((goal, f"{begin * 100:.1f}", f"{share * 100:.1f}"))
        begin += share
    said = [f"{goal.label} {write_percent(share, reading, 0)}" for goal, share in figures]
    return Whole(label, layers, join_list(said, reading.language))
