"""The criteria of a rubric, with their levels."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.form_fields import LineField, NumberField
from programs.models import Criterion
from programs.models.criterion import HEAVIEST
from programs.rubric import LEVELS


class CriterionForm(forms.Form):
    title = LineField(label=_("Title"), max_length=120)
    question = LineField(label=_("Question to the reviewer"), max_length=300)
    weight = NumberField(
        label=_("Weight"),
        min_value=1,
        max_value=HEAVIEST,
        decimal_places=0,
        initial=1,
        help_text=_("From 1 to 5: how much it counts in the total."),
    )
    level_0 = LineField(label=_("Lowest level"), max_length=200)
    level_1 = LineField(label=_("Second level"), max_length=200)
    level_2 = LineField(label=_("Third level"), max_length=200)
    level_3 = LineField(label=_("Highest level"), max_length=200)

    @classmethod
    def of(cls, row: Criterion) -> dict:
        """What to begin with, for the criterion as it is."""
        words = {name: getattr(row, name) for name in ("title", "question", "weight", "version")}
        return words | {f"level_{place}": text for place, text in enumerate(row.levels)}

    def words(self) -> dict:
        """As Criterion takes them."""
        named = {name: self.cleaned_data[name] for name in ("title", "question", "weight")}
        return {**named, "levels": [self.cleaned_data[f"level_{place}"] for place in range(LEVELS)]}


class CriterionReviseForm(CriterionForm):
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
