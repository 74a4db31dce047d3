"""What of open pages a change of the strategy touches."""

from collections.abc import Iterable

from live.parts import Part, fresh, touches
from record.models import Change

STRATEGY = "strategy"


@touches("relationships_relationship")
@touches("relationships_tie")
@touches("relationships_focus")
@touches("relationships_indicator")
@touches("relationships_dismissal")
@touches("relationships_scenario")
def strategy_touches(change: Change) -> Iterable[Part]:
    """What is reckoned from many rows is asked for again by the pages that show it."""
    return [fresh(STRATEGY)]
