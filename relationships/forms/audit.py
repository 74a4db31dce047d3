"""Which part of the strategy an audit is about."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.form_fields import DayField
from canvas.models import Canvas, Segment


class AuditForm(forms.Form):
    """Which part of a canvas's strategy: without a segment the whole canvas's, without days all of it until today."""

    segment = forms.ModelChoiceField(
        Segment.objects.none(), label=_("Segment"), required=False, empty_label=_("The whole canvas")
    )

    def __init__(self, canvas: Canvas, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.canvas = canvas
        self.fields["segment"].queryset = canvas.segments.in_order()
        self.fields["from"] = DayField(label=_("From"), required=False)
        self.fields["to"] = DayField(label=_("To"), required=False)

    def clean(self) -> dict:
        since, until = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if since and since > self.canvas.workspace.today():
            self.add_error("from", _("This day is still to come. A report begins today at the latest."))
        if since and until and until < since:
            self.add_error("to", _("This day is before the first one."))
        return self.cleaned_data
