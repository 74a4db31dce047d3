"""What people may send about advice."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.form_fields import BodyField, LiveSelect
from canvas.models import Canvas, Segment


class AdviceForm(forms.Form):
    """What of the advice to show: all, or what concerns one segment."""

    segment = forms.ModelChoiceField(
        Segment.objects.none(),
        label=_("Segment"),
        required=False,
        empty_label=_("The whole canvas"),
        widget=LiveSelect,
    )

    def __init__(self, canvas: Canvas, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["segment"].queryset = canvas.segments.in_order()


class DismissalForm(forms.Form):
    """Which finding, on which facts, and why it is set aside."""

    rule = forms.CharField(max_length=32, widget=forms.HiddenInput)
    subject = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    facts = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = BodyField(
        label=_("Why do you set it aside?"),
        max_length=1000,
        help_text=_("It stays aside for as long as the facts behind it are the same. The reason is on record."),
        widget=forms.Textarea({"rows": 3}),
    )
