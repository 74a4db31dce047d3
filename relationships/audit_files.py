"""The audit as data: one tree, which JSON holds as it is and CSV leaf by leaf. Its keys: docs/strategy-audit.md."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from accounts.reading import Reading
from relationships.advice import Finding
from relationships.around import Measure
from relationships.audit import Audit
from relationships.economics import Figure, Lack
from relationships.eras import Compared
from relationships.models import Focus, Relationship
from relationships.numbers import SegmentNumbers
from relationships.spreadsheet import guard
from relationships.timeline import Entry

SCHEMA = "boom.strategy-audit/1"
NUMBERS = (
    "active", "churn", "retention", "arpc", "margin", "acquisition_cost", "lifetime_value", "value_to_cost", "payback",
    "cost_to_serve", "contribution",
)  # fmt: skip
COLUMNS = ("section", "item", "fact", "value")
NUMBER = re.compile(r"^-?\d+(\.\d+)?$", re.ASCII)


def tree_of(audit: Audit, made_by: str) -> dict:
    """Days in ISO, whole numbers as numbers, money and shares as exact decimal texts, what lacks as {"lack": why}."""
    canvas = audit.facts.canvas
    return {
        "schema": SCHEMA,
        "canvas": {"id": canvas.pk, "name": canvas.name},
        "segment": {"id": audit.segment.pk, "name": audit.segment.name} if audit.segment else None,
        "period": {"from": day(audit.since_on), "to": day(audit.until_on)},
        "made": {"at": audit.made_at.isoformat(), "by": made_by},
        "thresholds": {key: figure(audit.facts.thresholds[key]) for key in ("shift", "says_does")},
        "decisions": [_decision(entry) for entry in audit.entries],
        "withdrawn": [_withdrawn(focus, str(by or "")) for focus, by in audit.withdrawn],
        "eras": [_era(era) for era in audit.eras],
        "relationships": [_relationship(row) for row in audit.relationships],
        "numbers": [_numbers(numbers) for numbers in audit.numbers],
        "advice": [_finding(finding) for finding in audit.advice],
        "record": {"seq": audit.head.seq if audit.head else 0, "digest": audit.digest},
    }


def _focus(focus: Focus, by: str) -> dict:
    return {
        "id": focus.pk,
        "from": day(focus.from_on),
        "weights": focus.weights,
        "by": by,
        "decided_at": focus.decided_at.isoformat(),
        "reason": focus.reason,
        "evidence": focus.evidence,
    }


def _decision(entry: Entry) -> dict:
    return {
        **_focus(entry.focus, str(entry.by or "")),
        "until": day(entry.until),
        "leads": entry.turn.leads,
        "led": entry.turn.led or None,
        "moved": entry.turn.moved,
        "shift": entry.number or None,
        "around": {str(measure.of.value): _measure(measure) for measure in entry.measures},
    }


def _withdrawn(focus: Focus, by: str) -> dict:
    withdrawn = {"withdrawn_at": focus.withdrawn_at.isoformat(), "withdrawn_reason": focus.withdrawn_reason}
    return _focus(focus, by) | withdrawn


def _measure(measure: Measure) -> dict:
    return {"before": figure(measure.before), "after": figure(measure.after)}


def _era(one: Compared) -> dict:
    return {
        "number": one.era.number,
        "from": day(one.era.since_on),
        "until": day(one.era.until_on),
        "goals": {
            goal.goal.value: {
                "declared": figure(goal.declared), "cost": figure(goal.cost), "changes": figure(goal.changes),
            }
            for goal in one.goals
        },
    }  # fmt: skip


def _relationship(row: Relationship) -> dict:
    return {
        "segment": row.segment.name,
        "kind": row.kind,
        "state": row.state,
        "expected": row.expected,
        "text": row.text,
        "goals": list(row.goals),
        "channels": list(row.channels),
        "fixed_cost": figure(row.fixed_cost),
        "customer_cost": figure(row.customer_cost),
        "since": day(row.since_on),
    }


def _numbers(numbers: SegmentNumbers) -> dict:
    return {"segment": numbers.segment.name} | {name: figure(getattr(numbers, name)) for name in NUMBERS}


def _finding(finding: Finding) -> dict:
    says, advises = finding.plain(Reading.current())
    about = {"rule": finding.rule, "about": finding.subject, "severity": finding.severity.name.lower()}
    return about | {"says": says, "advises": advises}


def figure(value: Figure | None) -> object:
    """A number as an exact text, a Lack as {"lack": why}."""
    if isinstance(value, Lack):
        return {"lack": value.value}
    return None if value is None else f"{Decimal(value):f}"


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def as_csv(tree: dict) -> str:
    """One row a fact, for spreadsheets: with a mark of the encoding, and no text that one could take for a formula."""
    file = io.StringIO()
    file.write("\ufeff")
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    for section, value in tree.items():
        if not isinstance(value, dict | list):
            rows.writerow(("report", "", section, safe(value)))
            continue
        items = enumerate(value, 1) if isinstance(value, list) else [("", value)]
        for number, item in items:
            rows.writerows((section, number, path, safe(leaf)) for path, leaf in leaves(item))
    return file.getvalue()


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}" if path else name)
    else:
        yield path, "; ".join(map(str, value)) if isinstance(value, list) else value


def safe(value: object) -> str:
    text = "" if value is None else str(value)
    return text if NUMBER.match(text) else guard(text)
