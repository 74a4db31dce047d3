"""How a team keeps its customers, and what it means to do about it. Each model is one file; verbs are methods."""

from relationships.models.curation import ChannelFit, Threshold
from relationships.models.dismissal import Dismissal
from relationships.models.focus import Focus
from relationships.models.indicator import Indicator
from relationships.models.relationship import Relationship
from relationships.models.scenario import Scenario
from relationships.models.tie import Tie

__all__ = ["ChannelFit", "Dismissal", "Focus", "Indicator", "Relationship", "Scenario", "Threshold", "Tie"]
