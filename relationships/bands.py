"""Bands of value: what a segment's customers leave, against the rest of its canvas.

Service touch should be paid for by margin, so the bands are relative: published ones, in dollars a year, don't fit
shops. Source: docs/decisions/advice-thresholds.md.
"""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from typing import Literal

from relationships.economics import Figure, Lack, is_known
from relationships.facts import Facts

Band = Literal["high", "middle", "low"]


def bands(facts: Facts) -> dict[int, Band | Lack]:
    """By segment id: "high" over `high_value` times the canvas's median contribution per customer, "low" under
    `low_value` times it, else "middle"; the Lack of a segment whose contribution is not known.

    NO_MARGIN for all where the median customer leaves nothing: there is nothing then to measure against.
    """
    contributions = {pk: numbers.contribution for pk, numbers in facts.numbers.items()}
    middle = median_contribution(contributions.values())
    return {pk: _band(each, middle, facts) for pk, each in contributions.items()}


def median_contribution(contributions) -> Figure:
    """The median of those that are known, money per customer a month."""
    known = [each for each in contributions if is_known(each)]
    return Decimal(median(known)) if known else Lack.UNKNOWN


def _band(contribution: Figure, middle: Figure, facts: Facts) -> Band | Lack:
    if not is_known(contribution):
        return contribution
    if middle <= 0:
        return Lack.NO_MARGIN
    if contribution > facts.thresholds["high_value"] * middle:
        return "high"
    return "low" if contribution < facts.thresholds["low_value"] * middle else "middle"
