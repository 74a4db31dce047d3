"""The advice for a canvas at one moment, and what its team set aside of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo
from itertools import groupby
from typing import NamedTuple

from relationships.actual import change_shares_of_each
from relationships.advice import channels, expectations, focus, money, segments, timing  # noqa: F401 - their rules
from relationships.advice.course import months_from
from relationships.advice.finding import RULES, Finding, Severity
from relationships.facts import Facts
from relationships.models import Dismissal

SHOWN = 3  # findings of one rule at a time: a long list of the same is read by nobody
# The rules, in the order in which those of equal severity are read.
ORDER = (
    "time-to-retain", "leaky-bucket", "time-to-grow", "too-dear", "ltv-cac", "payback", "goal-dropped", "says-does",
    "lonely-segment", "gap", "low-touch-high-value", "broadcast-community", "wrong-channel", "waste", "stale-focus",
    "one-size", "butterflies", "barnacles", "automated-value", "community-saves", "loose-end",
)  # fmt: skip


def advise(facts: Facts) -> list[Finding]:
    """What every rule finds, the most severe first. Asks the database nothing."""
    found = [finding for code in ORDER for finding in RULES[code](facts)]
    return sorted(found, key=lambda finding: finding.severity)


def with_changes(facts: Facts, zone: tzinfo) -> Facts:
    """The same facts, with what was changed under the focus of their day, in one query, where it has held long enough
    to be held against that: of a few days a single change would be all. Days end by the clocks of `zone`."""
    if _has_held(facts):
        _add_changes([(facts, zone)])
    return facts


def with_changes_of_each(several: Iterable[Facts]) -> None:
    """`with_changes` of the facts of several canvases, by the clocks of their teams: always one query. The canvases
    are to know their workspaces."""
    _add_changes([(facts, facts.canvas.workspace.zone) for facts in several if _has_held(facts)])


def _add_changes(several: list[tuple[Facts, tzinfo]]) -> None:
    courses = [(facts.canvas, (facts.turn.focus.from_on, facts.on), zone) for facts, zone in several]
    for (facts, _zone), shares in zip(several, change_shares_of_each(courses), strict=True):
        facts.change_shares = shares


def _has_held(facts: Facts) -> bool:
    held_from = facts.turn.focus.from_on if facts.turn else facts.on
    return facts.turn is not None and months_from(held_from, facts.on) >= facts.thresholds["falling_months"]


@dataclass(frozen=True)
class Item:
    """A finding, and how the team last set it aside, if it did."""

    finding: Finding
    dismissal: Dismissal | None = None

    @property
    def is_aside(self) -> bool:
        """For as long as the facts are the same."""
        return self.dismissal is not None and self.dismissal.facts == self.finding.facts


class Bunch(NamedTuple):
    """Items of one rule: the first are shown, the others one press away."""

    first: list[Item]
    more: list[Item]


@dataclass(frozen=True)
class Advice:
    items: list[Item]

    @classmethod
    def of(cls, facts: Facts, dismissals: Iterable[Dismissal] = ()) -> Advice:
        """`dismissals` of the same moment; those that were taken up again count for nothing."""
        known = {(row.rule, row.subject): row for row in dismissals if row.removed_at is None}
        return cls([Item(found, known.get((found.rule, found.subject))) for found in advise(facts)])

    def about(self, segment_id: int) -> Advice:
        """Only what concerns one segment."""
        return Advice([item for item in self.items if segment_id in item.finding.about])

    def find(self, rule: str, subject: str) -> Item | None:
        return next((i for i in self.items if (i.finding.rule, i.finding.subject) == (rule, subject)), None)

    @property
    def open(self) -> list[Item]:
        return [item for item in self.items if not item.is_aside]

    @property
    def aside(self) -> list[Item]:
        return [item for item in self.items if item.is_aside]

    @property
    def by_severity(self) -> list[tuple[Severity, list[Bunch]]]:
        """The open ones, under each severity that has any; those of one rule stand together."""
        return [(severity, _bunches(items)) for severity, items in groupby(self.open, lambda i: i.finding.severity)]


def _bunches(items: Iterable[Item]) -> list[Bunch]:
    rules = [list(alike) for _rule, alike in groupby(items, lambda item: item.finding.rule)]
    return [Bunch(alike[:SHOWN], alike[SHOWN:]) for alike in rules]
