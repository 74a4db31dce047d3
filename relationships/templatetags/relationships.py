"""How a relationship is shown where two versions of it meet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django import template
from django.db.models import Choices
from django.http import QueryDict
from django.utils.translation import gettext

from accounts.dates import write_date
from accounts.numbers import write_number
from accounts.reading import Reading
from accounts.text import join_list
from canvas.blocks import Channel
from canvas.sides import Side
from relationships.forms.relationship import RelationshipForm
from relationships.kinds import Goal, State, Strength
from relationships.models import Relationship

register = template.Library()

CHOICES: dict[str, type[Choices]] = {"expected": Strength, "state": State, "goals": Goal, "channels": Channel}


@register.simple_tag(takes_context=True)
def sides(context: dict, relationship: Relationship, draft: QueryDict) -> list[Side]:
    """Each field of the sheet: of an emptied cell nothing is theirs."""
    form = RelationshipForm(relationship, context["request"].workspace, draft)
    form.is_valid()
    reading = context["reading"]
    return [
        Side(
            field.label,
            "" if relationship.removed_at else written(name, getattr(relationship, name), reading),
            written(name, form.cleaned_data.get(name, draft.get(name, "")), reading),
        )
        for name, field in form.fields.items()
        if name != "version"
    ]


def written(name: str, value: object, reading: Reading) -> str:
    """The value of a field as people read it."""
    if name in CHOICES and isinstance(value, Iterable) and not isinstance(value, str):
        return join_list([str(CHOICES[name](each).label) for each in value], reading.language)
    if name in CHOICES:
        return str(CHOICES[name](value).label) if value in CHOICES[name].values else str(value)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, date):
        return write_date(value, reading)
    if isinstance(value, Decimal):
        return write_number(value, reading)
    return "" if value is None else str(value)
