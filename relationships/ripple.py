"""What hangs on a relationship: what giving it up would leave behind."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from canvas.blocks import Block
from canvas.models import Note
from relationships.facts import Facts
from relationships.kinds import Goal, Strength
from relationships.models import Relationship


@dataclass
class Ripple:
    notes: list[tuple[Block, list[Note]]]  # that it is tied to, by block
    goals: list[Goal]  # that no other established relationship serves
    expected: Strength  # how strongly the segment goes on expecting it
    is_last: bool  # the segment has no other established one

    @classmethod
    def of(cls, facts: Facts, relationship: Relationship) -> Ripple:
        others = [row for row in facts.established if row.pk != relationship.pk]
        served = {goal for row in others for goal in row.goals}
        alone = all(row.segment_id != relationship.segment_id for row in others)
        return cls(
            notes=by_block(facts.notes.get(relationship.pk, [])),
            goals=[goal for goal in Goal if goal in relationship.goals and goal not in served],
            expected=Strength(relationship.expected),
            is_last=alone and relationship.is_established,
        )

    @property
    def is_calm(self) -> bool:
        return not (self.notes or self.goals or self.expected or self.is_last)


def by_block(notes: list[Note]) -> list[tuple[Block, list[Note]]]:
    """Notes by their block, the blocks in the order of teaching."""
    order = list(Block)
    notes = sorted(notes, key=lambda note: (order.index(Block(note.block)), note.position, note.pk))
    return [(Block(block), list(those)) for block, those in groupby(notes, key=lambda note: note.block)]
