"""Who reviews which startup, and who must not."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.form_fields import LineField, NumberField
from programs.forms.seen import SeenField
from programs.models import Program
from programs.models.conflict import LONGEST_REASON

MOST_REVIEWERS = 9


class AssignForm(forms.Form):
    """Who of the staff review one startup; nobody, where none is chosen."""

    reviewers = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        error_messages={
            "invalid_choice": _("Somebody was quicker: look at how it stands now, then choose again."),
        },
    )
    seen = SeenField()

    def __init__(self, program: Program, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewers"].queryset = program.staff.present()


class SpreadForm(forms.Form):
    each = NumberField(
        label=_("Reviewers for each startup"), min_value=1, max_value=MOST_REVIEWERS, decimal_places=0, initial=2
    )


class ConflictForm(forms.Form):
    reason = LineField(label=_("Why you should not review it"), max_length=LONGEST_REASON)
