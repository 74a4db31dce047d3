"""What segments expect, against what they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from canvas.models import Segment
from relationships.advice.finding import Behind, Finding, Severity, of_relationship, of_segment, of_several, rule
from relationships.advice.leaders import in_focus
from relationships.advice.places import MATRIX, cell_of
from relationships.advice.words import Money, Name, Number, Several, Term
from relationships.facts import Facts
from relationships.kinds import Kind, State, Strength
from relationships.models import Relationship

URGENCY = {
    Strength.ESSENTIAL: Severity.SERIOUS,
    Strength.EXPECTED: Severity.WORTH_A_LOOK,
    Strength.WELCOME: Severity.IDEA,
}


def rows_of(facts: Facts, segment: Segment) -> list[Relationship]:
    return facts.by_segment.get(segment.pk, [])


def gaps_of(facts: Facts, segment: Segment) -> list[Relationship]:
    """Expected and not established, the most strongly expected first."""
    return sorted((row for row in rows_of(facts, segment) if row.is_gap), key=lambda row: -row.expected)


def is_lonely(facts: Facts, segment: Segment) -> bool:
    return not any(row.is_established for row in rows_of(facts, segment))


def kinds_of(rows: Iterable[Relationship]) -> Several:
    return Several([Term(Kind(row.kind)) for row in rows])


def expected(rows: Iterable[Relationship]) -> tuple[Behind, ...]:
    return tuple(Behind(Term(Kind(row.kind)), Term(Strength(row.expected)), place=cell_of(row)) for row in rows)


@rule("gap")
def gap(facts: Facts) -> Iterable[Finding]:
    """One finding for each segment; the lonely ones have a rule of their own."""
    for segment in facts.segments:
        gaps = gaps_of(facts, segment)
        if gaps and not is_lonely(facts, segment):
            missing = [row for row in gaps if row.state != State.PLANNED]
            yield _missing(segment, missing, gaps) if missing else _planned(segment, gaps)


def _missing(segment: Segment, missing: list[Relationship], gaps: list[Relationship]) -> Finding:
    return Finding(
        URGENCY[missing[0].expected],
        ngettext_lazy(
            "“{segment}” expects {kinds}, and does not get it.",
            "“{segment}” expects {kinds}, and does not get them.",
            len(missing),
        ),
        _("Decide whether to offer it, and how; if it is not expected after all, say so in the matrix."),
        cell_of(missing[0]),
        **of_segment(segment),
        words={"segment": Name(segment), "kinds": kinds_of(missing)},
        behind=expected(gaps),
    )


def _planned(segment: Segment, gaps: list[Relationship]) -> Finding:
    return Finding(
        Severity.IDEA,
        _("“{segment}” is still waiting for {kinds}: planned, and not yet there."),
        _("Give it an owner and a day, or say that it will not come."),
        cell_of(gaps[0]),
        **of_segment(segment),
        words={"segment": Name(segment), "kinds": kinds_of(gaps)},
        behind=expected(gaps),
    )


@rule("lonely-segment")
def lonely_segment(facts: Facts) -> Iterable[Finding]:
    """Where all are lonely that is one finding, not one for each."""
    lonely = [segment for segment in facts.segments if is_lonely(facts, segment)]
    if lonely and len(lonely) == len(facts.segments):
        yield _all_lonely(facts)
        return
    for segment in lonely:
        yield _lonely(segment, gaps_of(facts, segment))


def _all_lonely(facts: Facts) -> Finding:
    gaps = [row for segment in facts.segments for row in gaps_of(facts, segment)]
    if not gaps:
        says = _("Nothing is said yet about how you win customers, keep them and sell them more.")
        advises = _("Start with one segment: what does it expect of you, and what does it have already?")
    else:
        says = _("What your segments expect is written down, and no relationship is established yet.")
        advises = _("Begin with what is expected most, where most depends on it.")
    return Finding(
        Severity.WORTH_A_LOOK if gaps else Severity.IDEA,
        says,
        advises,
        MATRIX,
        **of_several(facts.segments),
        words={"segments": Several([Name(segment) for segment in facts.segments])},
        behind=tuple(
            Behind(Term(Kind(row.kind)), Term(Strength(row.expected)), Name(row.segment), cell_of(row)) for row in gaps
        ),
    )


def _lonely(segment: Segment, gaps: list[Relationship]) -> Finding:
    if gaps:
        says = _("No relationship with “{segment}” is established, though it expects {kinds}.")
        advises = _("Establish at least one of them: customers whom nobody looks after are easily won over by others.")
    else:
        says = _("No relationship with “{segment}” is established, and nothing is said of what it expects.")
        advises = _("Ask some of these customers how they want to be looked after, and write it into the matrix.")
    return Finding(
        Severity.SERIOUS if gaps else Severity.WORTH_A_LOOK,
        says,
        advises,
        cell_of(gaps[0]) if gaps else MATRIX,
        **of_segment(segment),
        words={"segment": Name(segment), "kinds": kinds_of(gaps)},
        behind=expected(gaps),
    )


@rule("waste")
def waste(facts: Facts) -> Iterable[Finding]:
    """Dearest first. A goal is in focus where it leads or carries an even part of the weight."""
    wasted = [
        row for row in facts.established
        if row.is_waste and row.costs and not in_focus(facts, row.segment_id) & set(row.goals)
        and (not row.goals or in_focus(facts, row.segment_id))
    ]  # fmt: skip
    for row in sorted(wasted, key=lambda row: -(facts.monthly_cost(row) or 0)):
        cost = facts.monthly_cost(row)
        yield Finding(
            Severity.WORTH_A_LOOK,
            _("“{relationship}” costs money, though “{segment}” does not expect it and it serves no goal in focus."),
            _("Retire it and put the money where it serves your focus, or say what it is for."),
            cell_of(row),
            **of_relationship(row),
            words={"relationship": Name(row), "segment": Name(row.segment)},
            behind=_costs(row) if cost is None else (Behind(_("Cost a month"), Money(cost)),),
        )


def _costs(row: Relationship) -> tuple[Behind, ...]:
    """Of one whose number of customers is not known."""
    parts = (_("Fixed cost a month"), row.fixed_cost), (_("Cost per customer a month"), row.customer_cost)
    return tuple(Behind(label, Money(cost)) for label, cost in parts if cost)


@rule("one-size")
def one_size(facts: Facts) -> Iterable[Finding]:
    """One finding for each kind that is all that several segments have."""
    alike: dict[str, list[Segment]] = defaultdict(list)
    for segment in facts.segments:
        kinds = {row.kind for row in rows_of(facts, segment) if row.is_established}
        if len(kinds) == 1:
            alike[kinds.pop()].append(segment)
    for kind, segments in alike.items():
        if len(segments) >= facts.thresholds["one_size"]:
            yield Finding(
                Severity.WORTH_A_LOOK,
                _("{segments} all get the same single relationship: {kind}."),
                _("Segments that differ expect different things. Look at the most valuable of them first."),
                MATRIX,
                f"kind-{kind}",
                **of_several(segments),
                words={"segments": Several([Name(segment) for segment in segments]), "kind": Term(Kind(kind))},
                behind=(Behind(_("Segments with this kind alone"), Number(len(segments))),),
            )
