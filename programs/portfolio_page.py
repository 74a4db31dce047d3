"""What the page of a portfolio shows, each thing with where pressing it leads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.reading import Reading
from programs.pictures import Pictures, small_kinds, window_of
from programs.portfolio import Portfolio, Startup
from programs.sifting import STATES, Sifting

SHOWN = 5  # findings at first; the others are one press away


@dataclass(frozen=True)
class Fact:
    """One number of the whole cohort, and the list of those it counts."""

    label: Promise
    count: int
    query: str
    is_current: bool = False
    tone: str = ""


def facts_of(portfolio: Portfolio, sifting: Sifting) -> list[Fact]:
    found = [Fact(_("Startups"), len(portfolio.startups), whole(sifting))]
    if portfolio.round is None:
        return found
    counts = {"submitted": portfolio.submitted, "reviewed": portfolio.reviewed, "late": portfolio.late}
    for state, count in counts.items():
        is_current = sifting.asked.get("state") == state
        query = sifting.query(state=None if is_current else state)
        found.append(Fact(STATES[state][0], count, query, is_current, "warn" if state == "late" and count else ""))
    return found


def common(portfolio: Portfolio, sifting: Sifting) -> dict:
    """What startups have in common, and the kinds: pressed once they narrow the list, pressed again no longer."""
    findings = []
    for shared in portfolio.findings:
        is_current = sifting.asked.get("finding") == shared.finding.key
        findings.append((shared, sifting.query(finding=None if is_current else shared.finding.key), is_current))
    kinds = []
    for each in portfolio.kinds:
        is_current = sifting.asked.get("kind") == each.kind.value
        query = sifting.query(kind=None if is_current else each.kind.value)
        kinds.append((each, small_kinds([each.kind]), query, is_current))
    return {
        "findings": findings[:SHOWN],
        "rest": findings[SHOWN:],
        "is_among_rest": any(is_current for _shared, _query, is_current in findings[SHOWN:]),
        "finding": next((shared for shared, _query, is_current in findings if is_current), None),
        "kinds": kinds,
        "all_query": whole(sifting),
    }


def whole(sifting: Sifting) -> str:
    """The address of the list with nobody left out."""
    return Sifting({name: word for name, word in sifting.asked.items() if name in ("round", "sort")}).query()


def rows_of(portfolio: Portfolio, startups: Iterable[Startup], reading: Reading) -> dict:
    """The rows of the list, each with its small pictures, and the stretch of time that those of the focus share."""
    program = portfolio.program
    window = window_of(program, portfolio.today, reading)
    rows = [(each, each.judged and Pictures.of(each.judged, window, program, reading)) for each in startups]
    return {"rows": rows, "window": window}
