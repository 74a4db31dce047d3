"""What was declared, against what is done: the three goals, their weights, and the day of the last decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from relationships.actual import goal_cost_shares
from relationships.advice.course import is_worse, lately_and_before, months_from
from relationships.advice.finding import Behind, Finding, Severity, of_segment, rule
from relationships.advice.places import DECIDE, MATRIX, STRATEGY, Place, decide
from relationships.advice.words import Day, Name, Number, Over, Several, Share, Term
from relationships.economics import Lack
from relationships.facts import Facts
from relationships.kinds import Goal


@rule("goal-dropped")
def goal_dropped(facts: Facts) -> Iterable[Finding]:
    """One finding for the goals without weight, and one for those that have weight and nothing that serves them; and
    one for each segment whose own focus leaves goals without weight."""
    weights = facts.turn.focus.weights if facts.turn else {}
    dropped = without_weight(weights)
    if dropped:
        yield _dropped(_("Your focus gives no weight at all to {goals}."), weights, DECIDE, {"subject": "weights"})
    for segment in facts.segments:
        own = turn.focus.weights if (turn := facts.own_turn(segment.pk)) else {}
        if without_weight(own):
            says = _("The focus of “{segment}” gives no weight at all to {goals}.")
            yield _dropped(says, own, decide(segment), of_segment(segment), segment=Name(segment))
    served = {goal for row in facts.established for goal in row.goals}
    unserved = [goal for goal in Goal if goal not in served and goal not in dropped]
    if facts.established and unserved:
        leads = facts.turn and facts.turn.leads in unserved
        yield Finding(
            Severity.SERIOUS if leads else Severity.WORTH_A_LOOK,
            _("No established relationship serves {goals}."),
            _("Let a relationship that you have serve it too, or plan one that does."),
            MATRIX,
            "relationships",
            words={"goals": Several([Term(goal) for goal in unserved])},
            behind=weights_behind(weights),
        )


def without_weight(weights: Mapping[str, int]) -> list[Goal]:
    return [goal for goal in Goal if weights.get(goal) == 0]


def _dropped(says: Promise, weights: Mapping[str, int], place: Place, about: dict, **words: object) -> Finding:
    return Finding(
        Severity.SERIOUS,
        says,
        _("One goal may lead, and none may be dropped: whoever stops winning, keeping or selling falls behind."),
        place,
        **about,
        words={"goals": Several([Term(goal) for goal in without_weight(weights)]), **words},
        behind=weights_behind(weights),
    )


def weights_behind(weights: Mapping[str, int]) -> tuple[Behind, ...]:
    return tuple(Behind(_("Weight in the focus"), Number(weight), Term(Goal(goal))) for goal, weight in weights.items())


@rule("says-does")
def says_does(facts: Facts) -> Iterable[Finding]:
    """One finding: by cost, or where cost agrees by changes; about the goal that differs most."""
    if not facts.turn:
        return
    weights = facts.turn.focus.weights
    for what, shares in (("cost", goal_cost_shares(facts)), ("changes", facts.change_shares)):
        if shares is None or isinstance(shares, Lack):
            continue
        gaps = {goal: 100 * shares[goal] - weight for goal, weight in weights.items()}
        goal = max(gaps, key=lambda goal: (abs(gaps[goal]), gaps[goal]))
        if abs(gaps[goal]) >= facts.thresholds["says_does"]:
            yield _differs(what, weights, shares, goal, too_much=gaps[goal] > 0)
            return


SAYS = {
    ("cost", True): _("{goal} has a weight of only {weight} in your focus, yet takes {share} of the cost."),
    ("cost", False): _("{goal} has a weight of {weight} in your focus, yet gets only {share} of the cost."),
    ("changes", True): _("{goal} has a weight of only {weight} in your focus, yet {share} of the changes serve it."),
    ("changes", False): _("{goal} has a weight of {weight} in your focus, yet only {share} of the changes serve it."),
}


def _differs(what: str, weights: Mapping[str, int], shares: Mapping[str, Decimal], goal: str, too_much: bool):
    label = _("Share of the cost") if what == "cost" else _("Share of the changes")
    return Finding(
        Severity.WORTH_A_LOOK,
        SAYS[what, too_much],
        _("Either act as you decided, or decide anew: the two should agree."),
        STRATEGY,
        what,
        words={"goal": Term(Goal(goal)), "weight": Number(weights[goal]), "share": Share(shares[goal])},
        behind=tuple(
            row
            for each in Goal
            for row in (
                Behind(_("Weight in the focus"), Number(weights[each]), Term(each)),
                Behind(label, Share(shares[each]), Term(each)),
            )
        ),
    )


@rule("stale-focus")
def stale_focus(facts: Facts) -> Iterable[Finding]:
    """Later where the numbers are steady. A decision for a day to come, or for one segment, is a decision too; one that
    was written down after the day is as old as the day it is for."""
    if not facts.focuses:
        if facts.established:
            yield _undecided()
        return
    decided = (facts.decided_on(focus) for focus in facts.focuses)
    last_on = max([*(focus.from_on for focus in facts.focuses), *(day for day in decided if day <= facts.on)])
    most = int(facts.thresholds["stale_months_steady" if is_steady(facts) else "stale_months"])
    passed = months_from(last_on, facts.on)
    if passed >= most:
        yield Finding(
            Severity.WORTH_A_LOOK,
            _("Nothing has been decided about the focus for {months}."),
            _("Look at the numbers together and decide again, even if only to confirm what holds."),
            DECIDE,
            words={"months": Over(passed, max(most, 1))},
            behind=(Behind(pgettext_lazy("focus", "Last decided"), Day(last_on)),),
        )


def _undecided() -> Finding:
    return Finding(
        Severity.WORTH_A_LOOK,
        _("It is not decided yet which of the three goals leads."),
        _("Decide how much weight winning, keeping and selling more carry now, and write down why."),
        DECIDE,
    )


def is_steady(facts: Facts) -> bool:
    """Whether it is known that customers neither leave more than they did nor come less."""
    if (spans := lately_and_before(facts)) is None:
        return False
    now, before = spans
    return is_worse(now.churn, before.churn) is False and is_worse(before.new, now.new) is False
