"""The seven kinds and the three goals, as what lessons are about."""

from learning.subjects import register
from relationships.kinds import Goal, Kind

for kind in Kind:
    register("kind", kind.value, kind.label)
for goal in Goal:
    register("goal", goal.value, goal.label, style=goal.short)
