"""What somebody of the staff may do."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.roles import ProgramRole


class StaffRoleForm(forms.Form):
    role = forms.TypedChoiceField(label=_("Role"), choices=ProgramRole, coerce=int)
