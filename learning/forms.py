"""What learners may send."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.form_fields import LineField


class SearchForm(forms.Form):
    q = LineField(label=_("Search"), max_length=100)
