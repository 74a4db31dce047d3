"""Facts built of unsaved rows, for rules to be tried on: facts_of(segment(1), relationship(1, "personal"), …).

Rows come in any order; what they need of each other is found by the segment's number.
"""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, time
from decimal import Decimal

from canvas.models import Canvas, Note, Segment
from relationships.advice import RULES, Finding
from relationships.facts import Facts
from relationships.kinds import FITS
from relationships.models import Focus, Indicator, Relationship, Tie
from relationships.thresholds import DEFAULTS

TODAY = date(2026, 11, 27)
_numbers = itertools.count(1)


def segment(pk: int, name: str = "", **fields) -> Segment:
    """`customers`, `value`, `margin` and `retention` as they stand on the segment."""
    decimals = {key: _decimal(value) for key, value in fields.items()}
    return Segment(pk=pk, name=name or f"بخش {pk}", **decimals)


def relationship(segment_id: int, kind: str, **fields) -> Relationship:
    """Established unless told otherwise, and expected, so that it is no waste."""
    for money in ("fixed_cost", "customer_cost"):
        fields[money] = _decimal(fields.get(money))
    filled = {"state": "established", "expected": 2, "channels": ["website"], "goals": ["retention"], **fields}
    return Relationship(pk=next(_numbers), segment_id=segment_id, kind=kind, **filled)


def tie(row: Relationship, block: str, channel: str = "") -> Tie:
    number = next(_numbers)
    return Tie(pk=number, relationship_id=row.pk, note=Note(pk=number, block=block, channel=channel, text="…"))


def focus(
    weights: tuple[int, int, int], from_on: date = date(2026, 9, 1), segment_id: int | None = None, **more
) -> Focus:
    """`weights` in the order of acquisition, retention, growth; decided on its day, unless told otherwise."""
    named = dict(zip(("acquisition", "retention", "growth"), weights, strict=True))
    words = {"decided_at": datetime.combine(from_on, time(), UTC), "reason": "چون", **named, **more}
    return Focus(pk=next(_numbers), from_on=from_on, segment_id=segment_id, **words)


def month(segment_id: int, month_on: date, **figures) -> Indicator:
    decimals = {key: value if key in ("active", "new", "lost") else _decimal(value) for key, value in figures.items()}
    return Indicator(pk=next(_numbers), segment_id=segment_id, month_on=month_on, **decimals)


def months(segment_id: int, *, last_on: date = date(2026, 10, 1), **figures: list) -> list[Indicator]:
    """One month for each figure of the lists, the last of them `last_on`; all lists are equally long."""
    count = len(next(iter(figures.values())))
    return [
        month(segment_id, earlier(last_on, count - 1 - n), **{name: values[n] for name, values in figures.items()})
        for n in range(count)
    ]


def earlier(day: date, by: int) -> date:
    years, index = divmod(day.year * 12 + day.month - 1 - by, 12)
    return date(years, index + 1, day.day)


def facts_of(*rows, on: date = TODAY, thresholds: dict | None = None, fits: dict | None = None, **more) -> Facts:
    """What these rows say on a day; thresholds and fits are those that differ from the shipped ones."""
    rows = [row for each in rows for row in (each if isinstance(each, list) else [each])]
    of = {model: [row for row in rows if isinstance(row, model)] for model in (Segment, Relationship, Tie, Focus)}
    return Facts(
        Canvas(pk=1, workspace_id=1, name="بوم"), on, of[Segment], of[Relationship], of[Tie], of[Focus],
        [row for row in rows if isinstance(row, Indicator)],
        {**DEFAULTS, **{key: Decimal(str(value)) for key, value in (thresholds or {}).items()}},
        {**FITS, **(fits or {})},
        **more,
    ).linked()  # fmt: skip


def found(facts: Facts, code: str) -> list[Finding]:
    """What one rule finds."""
    return list(RULES[code](facts))


def says(facts: Facts, code: str) -> list[str]:
    """Only the subjects of it."""
    return [finding.subject for finding in found(facts, code)]


def _decimal(value: object) -> object:
    return Decimal(str(value)) if isinstance(value, float | int) and not isinstance(value, bool) else value
