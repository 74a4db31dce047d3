"""What a team answers to a remark."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.form_fields import BodyField
from programs.models.remark import LONGEST_TEXT


class AnswerForm(forms.Form):
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = BodyField(label=_("Answer"), max_length=LONGEST_TEXT, required=False)
    done = forms.BooleanField(label=_("Done"), required=False)

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("text") and not cleaned.get("done") and "text" not in self.errors:
            self.add_error("text", _("Write an answer, or mark the remark as done."))
        return cleaned
