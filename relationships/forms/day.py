"""A day to look at."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.form_fields import DayField


class DayForm(forms.Form):
    day = DayField(label=_("Day"), required=False)
