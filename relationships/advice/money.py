"""What relationships and customers cost, against what they bring."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from relationships.advice.finding import Behind, Finding, Severity, of_relationship, of_segment, of_several, rule
from relationships.advice.places import MATRIX, cell_of, figures
from relationships.advice.words import Money, Months, Name, Number, Ratio, Share
from relationships.economics import is_known
from relationships.facts import Facts
from relationships.kinds import Kind, State
from relationships.models import Relationship
from relationships.numbers import SegmentNumbers

MARGIN = _("Margin per customer a month")


@rule("too-dear")
def too_dear(facts: Facts) -> Iterable[Finding]:
    """A relationship that costs more per customer than a customer leaves, dedicated assistance first; where none
    does alone, all of a segment's together."""
    for numbers in facts.numbers.values():
        if not is_known(numbers.margin):
            continue
        established = [row for row in numbers.relationships if row.is_established]
        dear = [row for row in established if is_known(cost := numbers.cost_of(row)) and cost > numbers.margin]
        yield from (_dear(row, numbers) for row in sorted(dear, key=lambda row: row.kind != Kind.DEDICATED))
        if not dear and is_known(numbers.cost_to_serve) and numbers.cost_to_serve > numbers.margin:
            yield _dear_together(numbers)


def _dear(row: Relationship, numbers: SegmentNumbers) -> Finding:
    if row.kind == Kind.DEDICATED:
        advises = _("Keep a person of their own for the customers who pay for it, and give the others a lighter way.")
    else:
        advises = _("Look for a lighter way, or for what these customers would pay more for.")
    return Finding(
        Severity.SERIOUS,
        _("“{relationship}” costs more per customer of “{segment}” than a customer brings in margin."),
        advises,
        cell_of(row),
        **of_relationship(row),
        words={"relationship": Name(row), "segment": Name(row.segment)},
        behind=(
            Behind(_("Its cost per customer a month"), Money(numbers.cost_of(row))),
            Behind(MARGIN, Money(numbers.margin), place=figures(numbers)),
        ),
    )


def _dear_together(numbers: SegmentNumbers) -> Finding:
    costs = [(row, numbers.cost_of(row)) for row in numbers.relationships if row.is_established and row.costs]
    costs.sort(key=lambda pair: -pair[1])
    return Finding(
        Severity.SERIOUS,
        _("Serving a customer of “{segment}” costs more than the customer brings in margin."),
        _("See which of these relationships could be lighter; begin with the dearest."),
        cell_of(costs[0][0]),
        **of_segment(numbers.segment),
        words={"segment": Name(numbers.segment)},
        behind=(
            Behind(_("Cost to serve a customer a month"), Money(numbers.cost_to_serve)),
            Behind(MARGIN, Money(numbers.margin), place=figures(numbers)),
            *(Behind(_("Cost per customer a month"), Money(cost), Name(row), cell_of(row)) for row, cost in costs),
        ),
    )


@rule("payback")
def payback(facts: Facts) -> Iterable[Finding]:
    """Slowest first."""
    slow = [
        numbers for numbers in facts.numbers.values()
        if is_known(numbers.payback) and numbers.payback > facts.thresholds["payback_months"]
    ]  # fmt: skip
    for numbers in sorted(slow, key=lambda numbers: -numbers.payback):
        yield Finding(
            Severity.WORTH_A_LOOK,
            _("A new customer of “{segment}” pays back the cost of winning only after {months}."),
            _("Win them at less cost, or sell them more early on; until then each new one ties up money."),
            figures(numbers),
            **of_segment(numbers.segment),
            words={"segment": Name(numbers.segment), "months": Months(numbers.payback)},
            behind=(
                Behind(_("Cost of winning a customer"), Money(numbers.acquisition_cost)),
                Behind(MARGIN, Money(numbers.margin)),
            ),
        )


@rule("ltv-cac")
def ltv_cac(facts: Facts) -> Iterable[Finding]:
    """Never before there are months enough to judge by; lowest first."""
    thin = [
        numbers for numbers in facts.numbers.values()
        if numbers.months_of_value >= facts.thresholds["ltv_cac_months"]
        and is_known(numbers.value_to_cost) and numbers.value_to_cost < facts.thresholds["ltv_cac"]
    ]  # fmt: skip
    for numbers in sorted(thin, key=lambda numbers: numbers.value_to_cost):
        loses = numbers.value_to_cost < 1
        yield Finding(
            Severity.SERIOUS if loses else Severity.WORTH_A_LOOK,
            _("Winning a customer of “{segment}” costs more than the customer ever brings.")
            if loses
            else _("A customer of “{segment}” brings only {ratio} times what it costs to win one."),
            _("Keep them longer, earn more from each, or win them at less cost, before you spend more on winning."),
            figures(numbers),
            **of_segment(numbers.segment),
            words={"segment": Name(numbers.segment), "ratio": Ratio(numbers.value_to_cost)},
            behind=(
                Behind(_("What a customer brings over its life"), Money(numbers.lifetime_value)),
                Behind(_("Cost of winning a customer"), Money(numbers.acquisition_cost)),
                Behind(_("Wanted, at least"), Number(facts.thresholds["ltv_cac"])),
            ),
        )


@rule("community-saves")
def community_saves(facts: Facts) -> Iterable[Finding]:
    """Only where every cost is known, and nothing of the kind is under way."""
    costs = {row.pk: facts.monthly_cost(row) for row in facts.established}
    under_way = {State.PLANNED, State.ESTABLISHED}
    if None in costs.values() or any(
        row.kind in (Kind.COMMUNITIES, Kind.CO_CREATION) and row.state in under_way for row in facts.relationships
    ):
        return
    personal = [row for row in facts.established if row.kind == Kind.PERSONAL]
    whole, part = sum(costs.values()), sum(costs[row.pk] for row in personal)
    if not whole or part / whole <= facts.thresholds["community_share"]:
        return
    yield Finding(
        Severity.IDEA,
        _("{share} of what relationships cost goes into personal assistance, and customers can't help each other yet."),
        _("A community, or customers' own reviews and answers, could take over what is asked again and again."),
        MATRIX,
        **of_several(row.segment for row in personal),
        words={"share": Share(part / whole)},
        behind=(
            Behind(_("Personal assistance a month"), Money(part)),
            Behind(_("All relationships a month"), Money(whole)),
        ),
    )
