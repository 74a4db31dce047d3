"""Figures in templates: {% if margin|is_known %}{{ margin|money:reading }}{% endif %}."""

from decimal import Decimal

from django import template

from accounts.compact import write_compact
from accounts.reading import Reading
from relationships.economics import Figure
from relationships.economics import is_known as known
from relationships.kinds import Goal
from relationships.worked import BIG, write

register = template.Library()


@register.filter
def is_known(figure: Figure | None) -> bool:
    """Whether it is a number, and not the reason why there is none."""
    return known(figure)


@register.filter
def whole(figure: Decimal) -> int:
    """For the form of a plural."""
    return int(figure)


@register.filter
def in_unit(figure: Decimal, unit: str) -> str:
    """In full, as the current reader writes it; units are those of worked.py."""
    return write(Decimal(figure), unit, Reading.current())


@register.filter
def in_unit_short(figure: Decimal, unit: str) -> str:
    """A big one to three digits and a word."""
    figure = Decimal(figure)
    return write_compact(figure, Reading.current()) if abs(figure) >= BIG else write(figure, unit, Reading.current())


@register.filter
def goal_label(goal: str) -> str:
    return Goal(goal).label


@register.filter
def signed(figure: Decimal, unit: str) -> str:
    """A difference: +1.2 million, -300, 0. A plus stands where its reader's minus would."""
    if figure <= 0:
        return in_unit_short(figure, unit)
    return in_unit_short(-figure, unit).replace("\u2212", "+").replace("-", "+")
