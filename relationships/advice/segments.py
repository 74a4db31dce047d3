"""What segments are worth, against how they are looked after and how long they stay."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from canvas.models import Segment
from relationships.advice.expectations import gaps_of, is_lonely, rows_of
from relationships.advice.finding import Behind, Finding, Severity, of_segment, rule
from relationships.advice.places import cell, figures
from relationships.advice.words import Money, Name, Share
from relationships.bands import bands
from relationships.economics import is_known
from relationships.facts import Facts
from relationships.kinds import Kind, State

PERSONAL = {Kind.PERSONAL, Kind.DEDICATED}
LEAVES = _("Contribution per customer a month")
STAYS = _("Retention a month")


@rule("low-touch-high-value")
def low_touch_high_value(facts: Facts) -> Iterable[Finding]:
    """Silent where a person is planned, and where another rule says already that one is missing."""
    for segment in _in_band(facts, "high"):
        there = {row.kind for row in rows_of(facts, segment) if row.state in (State.PLANNED, State.ESTABLISHED)}
        missed = {row.kind for row in gaps_of(facts, segment)}
        if is_lonely(facts, segment) or PERSONAL & (there | missed):
            continue
        yield Finding(
            Severity.WORTH_A_LOOK,
            _("“{segment}” is among your most valuable segments, and no person looks after it."),
            _("Consider a person for them, perhaps one of their own: what they bring would pay for it."),
            cell(segment, Kind.DEDICATED),
            **of_segment(segment),
            words={"segment": Name(segment)},
            behind=(Behind(LEAVES, Money(facts.numbers[segment.pk].contribution)),),
        )


@rule("butterflies")
def butterflies(facts: Facts) -> Iterable[Finding]:
    """Reinartz & Kumar 2002: worth much, and soon gone."""
    for segment in _in_band(facts, "high"):
        retention = facts.numbers[segment.pk].retention
        if is_known(retention) and retention < facts.thresholds["low_retention"]:
            yield _of_loyalty(
                facts, segment,
                _("Customers of “{segment}” bring much and leave soon."),
                _("Earn while they buy and invest less once they stop, or find out what would make them stay."),
            )  # fmt: skip


@rule("barnacles")
def barnacles(facts: Facts) -> Iterable[Finding]:
    """Reinartz & Kumar 2002: worth little, and here to stay."""
    for segment in _in_band(facts, "low"):
        retention = facts.numbers[segment.pk].retention
        if is_known(retention) and retention >= facts.thresholds["high_retention"]:
            yield _of_loyalty(
                facts, segment,
                _("Customers of “{segment}” stay long and bring little."),
                _("Sell them what goes with what they buy already, or look after them at less cost."),
            )  # fmt: skip


def _of_loyalty(facts: Facts, segment: Segment, says: Promise, advises: Promise) -> Finding:
    numbers = facts.numbers[segment.pk]
    return Finding(
        Severity.IDEA,
        says,
        advises,
        figures(numbers),
        **of_segment(segment),
        words={"segment": Name(segment)},
        behind=(Behind(LEAVES, Money(numbers.contribution)), Behind(STAYS, Share(numbers.retention))),
    )


def _in_band(facts: Facts, band: str) -> list[Segment]:
    found = bands(facts)
    return [segment for segment in facts.segments if found[segment.pk] == band]
