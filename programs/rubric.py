"""The rubric that a program begins with: the nine blocks in brief, relationships and strategy in depth.

It is written into the program in its language, and is the program's own from then on.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from canvas.blocks import Block

LEVELS = 4  # from 0, nothing to go by, to 3, convincing


@dataclass(frozen=True)
class Draft:
    """A criterion as it is proposed: `levels` are described from the lowest to the highest."""

    title: object
    question: Promise
    levels: tuple[Promise, ...]
    weight: int = 1


OF_A_BLOCK = (
    _("Empty, or copied from somewhere else"),
    _("Named, but could be anybody's"),
    _("Specific, and fits the other blocks"),
    _("Specific, and borne out by customers or figures"),
)
BLOCKS = (
    Draft(Block.CUSTOMER_SEGMENTS.label, _("Are these groups apart from each other, and do they pay?"), OF_A_BLOCK),
    Draft(Block.VALUE_PROPOSITIONS.label, _("What is each segment better off with?"), OF_A_BLOCK),
    Draft(Block.CHANNELS.label, _("Does each channel reach a segment that is named?"), OF_A_BLOCK),
    Draft(Block.REVENUE_STREAMS.label, _("What does each segment pay for, and how?"), OF_A_BLOCK),
    Draft(Block.KEY_RESOURCES.label, _("Is it what the values and relationships cannot do without?"), OF_A_BLOCK),
    Draft(Block.KEY_ACTIVITIES.label, _("Is it what the team itself has to do well?"), OF_A_BLOCK),
    Draft(Block.KEY_PARTNERS.label, _("What does each partner bring, and what do they get?"), OF_A_BLOCK),
    Draft(Block.COST_STRUCTURE.label, _("Are the large costs there, those of relationships too?"), OF_A_BLOCK),
)
RELATIONSHIPS = (
    Draft(
        _("Relationships: expected and established"),
        _("Does the team know what relationship each segment expects, and is it there?"),
        (
            _("No segment has an expectation or a relationship"),
            _("Kinds are chosen, but not by what segments expect"),
            _("Expectations are known; the important ones are met or planned"),
            _("Known from customers, met where it matters, and dropped where nobody asks for it"),
        ),
        3,
    ),
    Draft(
        _("Relationships: harmony with the other blocks"),
        _("Can the channels carry these kinds, and are they tied to values, activities and costs?"),
        (
            _("Tied to nothing"),
            _("Tied to some notes; some channels hardly carry their kind"),
            _("Channels fit the kinds, and costs are in the cost block"),
            _("Each relationship has its channels, its work and its cost, and strengthens a value"),
        ),
        2,
    ),
    Draft(
        _("Relationships: worth their cost"),
        _("Does a customer leave more than the relationship costs?"),
        (
            _("No cost is known"),
            _("Costs are guessed, and not set against what customers are worth"),
            _("Cost and contribution are known for the large segments"),
            _("Known for every segment, and dear relationships go to those who are worth them"),
        ),
        2,
    ),
)
STRATEGY = (
    Draft(
        _("Strategy: the focus and its reason"),
        _("Is it clear how much weight acquisition, retention and growth carry now, and why?"),
        (
            _("No focus was decided"),
            _("Decided without a reason, or one of the goals dropped"),
            _("Reasoned, and fits the stage the startup is in"),
            _("Reasoned from figures, with what would make it shift"),
        ),
        3,
    ),
    Draft(
        _("Strategy: lived"),
        _("Do the relationships and what is spent on them follow the declared focus?"),
        (
            _("What is done has nothing to do with what is said"),
            _("Said and done differ widely"),
            _("Most of the cost serves the goal that leads"),
            _("Deeds follow the words, and all three goals are served"),
        ),
        2,
    ),
    Draft(
        _("Strategy: learning from figures"),
        _("Are churn, cost of winning and revenue followed, and does the focus answer to them?"),
        (
            _("No figures"),
            _("Some months, not looked at when deciding"),
            _("Six months or more, named as evidence"),
            _("Followed by segment; shifts came when the figures asked for them"),
        ),
        2,
    ),
)
DEFAULT = (*BLOCKS, *RELATIONSHIPS, *STRATEGY)
