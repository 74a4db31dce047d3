"""How somebody wants to hear of things by e-mail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from notices.kinds import Group, Way


class WaysForm(forms.Form):
    """A field for each group."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for group in Group:
            self.fields[group.value] = forms.ChoiceField(
                label=group.label,
                choices=Way.choices,
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose one of the three."),
                    "invalid_choice": _("Choose one of the three."),
                },
            )
