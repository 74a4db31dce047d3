"""Deciding the focus: three weights that sum to 100, a day, and why."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.form_fields import BodyField, DayField, NumberField
from accounts.numbers import sent_number, with_numbers
from canvas.models import Canvas, Segment
from relationships.kinds import Goal
from relationships.models.focus import LONGEST_REASON

WHOLE = 100
SUM = _("The three weights sum to {sum}; together they must make {whole}.")
EVEN = dict(zip(Goal.values, (34, 33, 33), strict=True))  # where nothing was decided yet


def weight_field(goal: Goal, **more: object) -> NumberField:
    return NumberField(label=goal.label, min_value=0, max_value=WHOLE, decimal_places=0, **more)


class FocusWeightsForm(forms.Form):
    """What a decision means can be said as soon as these are right."""

    acquisition, retention, growth = (weight_field(goal) for goal in Goal)
    from_on = DayField(label=_("From which day?"), help_text=_("A day that has passed, or one to come, will do too."))
    segment = forms.ModelChoiceField(
        Segment.objects.none(), label=_("For"), required=False, empty_label=_("The whole canvas")
    )

    def __init__(self, canvas: Canvas, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["segment"].queryset = canvas.segments.in_order()

    def weights(self) -> list[forms.BoundField]:
        """The three fields, in the order of the goals."""
        return [self[goal.value] for goal in Goal]

    def clean(self) -> dict:
        weights = [self.cleaned_data.get(goal.value) for goal in Goal]
        if None not in weights and sum(weights) != WHOLE:
            raise ValidationError(with_numbers(SUM, sum=sum(weights), whole=WHOLE), code="sum")
        return self.cleaned_data


class FocusForm(FocusWeightsForm):
    reason = BodyField(label=_("Why?"), max_length=LONGEST_REASON)
    evidence = BodyField(
        label=_("Evidence"),
        help_text=_("What shows it: figures, talks with customers, an experiment."),
        max_length=LONGEST_REASON,
        required=False,
    )

    @classmethod
    def sent(cls, canvas: Canvas, data: Mapping[str, str]) -> FocusForm:
        """From a page that was open while its segment was removed: it stays the chosen one, and the verb says so."""
        form = cls(canvas, data)
        form.fields["segment"].queryset |= canvas.segments.filter(pk=sent_number(data.get("segment")))
        return form


class FocusWithdrawForm(forms.Form):
    reason = BodyField(label=_("Why?"), max_length=LONGEST_REASON)
