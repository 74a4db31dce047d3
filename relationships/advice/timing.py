"""Whether the goal that leads is the right one now: the judgement that matters most."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from relationships.advice.course import Period, is_worse, lately_and_before, periods
from relationships.advice.finding import Behind, Finding, Severity, of_segment, of_several, rule
from relationships.advice.leaders import leads
from relationships.advice.places import DECIDE, Place, decide, figures
from relationships.advice.words import Money, Month, Months, Name, Number, Several, Share
from relationships.economics import Figure, is_known
from relationships.facts import Facts
from relationships.kinds import Goal
from relationships.numbers import SegmentNumbers, added

WON = _("New customers")
WINNING = _("Cost of winning a customer")


@rule("leaky-bucket")
def leaky_bucket(facts: Facts) -> Iterable[Finding]:
    """One finding for the canvas's focus, and one for each segment that leaks under a focus of its own."""
    under_canvas = []
    for numbers in facts.numbers.values():
        turn = facts.own_turn(numbers.segment.pk)
        if not leaks(numbers, facts):
            continue
        if turn is None:
            under_canvas.append(numbers)
        elif turn.leads == Goal.ACQUISITION:
            yield _leaky([numbers], of_segment(numbers.segment), decide(numbers.segment))
    if under_canvas and leads(facts, Goal.ACQUISITION):
        under_canvas.sort(key=lambda numbers: -numbers.churn if is_known(numbers.churn) else 0)
        yield _leaky(under_canvas, of_several(numbers.segment for numbers in under_canvas))


def leaks(numbers: SegmentNumbers, facts: Facts) -> bool:
    """Too many of all, or too many for those that come; where none come, any that go."""
    lost, new = lost_and_new(numbers)
    too_many = is_known(lost) and is_known(new) and lost > 0 and lost >= facts.thresholds["lost_of_new"] * new
    return too_many or (is_known(numbers.churn) and numbers.churn > facts.thresholds["churn"])


def lost_and_new(numbers: SegmentNumbers) -> tuple[Figure, Figure]:
    """Customers of the last months that have both; a Lack for both where there are none."""
    months = numbers.having("lost", "new")
    return added(months, "lost"), added(months, "new")


def _leaky(leaking: list[SegmentNumbers], about: dict, action: Place = DECIDE) -> Finding:
    names = Several([Name(numbers.segment) for numbers in leaking])
    return Finding(
        Severity.SERIOUS,
        ngettext_lazy(
            "Winning customers leads, while “{segments}” loses too many of those it has.",
            "Winning customers leads, while these segments lose too many of those they have: {segments}.",
            len(leaking),
        ),
        _("Stop the leak first: each new customer costs money, and leaves by the same hole. Let retention lead."),
        action,
        **about,
        words={"segments": names},
        behind=tuple(row for numbers in leaking for row in _leak(numbers)),
    )


def _leak(numbers: SegmentNumbers) -> Iterable[Behind]:
    of, place = Name(numbers.segment), figures(numbers)
    if is_known(numbers.churn):
        yield Behind(_("Churn a month"), Share(numbers.churn), of, place)
    lost, new = lost_and_new(numbers)
    if is_known(lost) and is_known(new) and new:
        yield Behind(_("Lost for each 100 new"), Number(round(100 * lost / new)), of, place)


@rule("time-to-retain")
def time_to_retain(facts: Facts) -> Iterable[Finding]:
    """New customers fall, month after month, and winning each costs more, while acquisition still leads."""
    if (falling := fall(facts)) is None:
        return
    yield Finding(
        Severity.SERIOUS,
        _("New customers have been getting fewer for {months}, each costs more to win, and acquisition still leads."),
        _("Few may be left to win. Consider letting retention lead now: keep those you have from moving to a rival."),
        DECIDE,
        words={"months": Months(len(falling) - 1)},
        behind=tuple(_course(falling)),
    )


def fall(facts: Facts) -> list[Period] | None:
    """The months of the fall, the one before it first; None where there is none, or acquisition doesn't lead."""
    span = int(facts.thresholds["falling_months"]) + 1
    found = periods(facts)[-span:]
    if not leads(facts, Goal.ACQUISITION) or len(found) < span:
        return None
    won, costs = [period.new for period in found], (found[0].acquisition_cost, found[-1].acquisition_cost)
    if not all(map(is_known, (*won, *costs))):
        return None
    falls = all(later < earlier for earlier, later in pairwise(won))
    return found if falls and costs[1] > costs[0] else None


def _course(found: list[Period]) -> Iterable[Behind]:
    for period in found:
        yield Behind(WON, Number(period.new), Month(period.month_on))
    for period in (found[0], found[-1]):
        yield Behind(WINNING, Money(period.acquisition_cost), Month(period.month_on))


@rule("time-to-grow")
def time_to_grow(facts: Facts) -> Iterable[Finding]:
    """Customers stay, no more of them come for what winning them costs, and selling them more has little weight."""
    spans = lately_and_before(facts)
    if not facts.turn or not spans or fall(facts):
        return
    growth, (now, before) = facts.turn.focus.growth, spans
    if growth >= facts.thresholds["growth_low"] or not _stay(now, before, facts) or not _saturated(now, before):
        return
    yield Finding(
        Severity.WORTH_A_LOOK,
        _("Customers stay and hardly more can be won, yet growth has a weight of only {weight} in your focus."),
        _("Consider more weight for growth: sell more to those who stay, and let them bring others over."),
        DECIDE,
        words={"weight": Number(growth)},
        behind=(
            Behind(_("Churn a month, before"), Share(before.churn)),
            Behind(_("Churn a month, lately"), Share(now.churn)),
            Behind(_("New customers, before"), Number(before.new)),
            Behind(_("New customers, lately"), Number(now.new)),
            Behind(_("Cost of winning a customer, before"), Money(before.acquisition_cost)),
            Behind(_("Cost of winning a customer, lately"), Money(now.acquisition_cost)),
        ),
    )


def _stay(now: Period, before: Period, facts: Facts) -> bool:
    """Churn is not rising, and not over its threshold."""
    return is_worse(now.churn, before.churn) is False and now.churn <= facts.thresholds["churn"]


def _saturated(now: Period, before: Period) -> bool:
    """No more new customers come, and each costs no less to win: so it is not that less was spent."""
    more_come, cheaper = is_worse(now.new, before.new), is_worse(before.acquisition_cost, now.acquisition_cost)
    return more_come is False and cheaper is False
