"""Which goal leads where: by a segment's own focus if it has one, else by the whole canvas's."""

from __future__ import annotations

from relationships.facts import Facts
from relationships.kinds import Goal
from relationships.shifts import Turn


def turn_of(facts: Facts, segment_id: int) -> Turn | None:
    return facts.own_turn(segment_id) or facts.turn


def leads(facts: Facts, goal: str) -> bool:
    return facts.turn is not None and facts.turn.leads == goal


def in_focus(facts: Facts, segment_id: int) -> set[str]:
    """The goal that leads, and those that carry at least an even part of the weight; none while nothing is decided."""
    turn = turn_of(facts, segment_id)
    if turn is None:
        return set()
    return {turn.leads} | {goal for goal, weight in turn.focus.weights.items() if weight * len(Goal) >= 100}
