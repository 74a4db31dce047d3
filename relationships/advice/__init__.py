"""Advice: rules that read a canvas's facts and say what a good adviser would. They warn, and never block.

`advise(facts)` gives the findings, the most severe first; `Advice` sorts them by what a team made of them.
"""

from relationships.advice.advice import Advice, Item, advise, with_changes
from relationships.advice.finding import RULES, Finding, Severity

__all__ = ["RULES", "Advice", "Finding", "Item", "Severity", "advise", "with_changes"]
