"""Whom a manager invites: a startup, or somebody for the staff."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.models import Program
from programs.roles import ProgramRole
from workspaces.forms import InvitingForm

STARTUP = "startup"


class ProgramInvitationForm(InvitingForm):
    whom = forms.ChoiceField(
        label=_("Whom"),
        choices=[
            (STARTUP, _("A startup: the owner of its workspace decides which canvases you see")),
            (str(ProgramRole.REVIEWER.value), _("A reviewer: reads what startups submit, and reviews it")),
            (str(ProgramRole.MANAGER.value), _("A manager: a reviewer who also runs the program")),
        ],
        widget=forms.RadioSelect,
        initial=STARTUP,
    )

    def __init__(self, program: Program, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.program = program
        self.fields["days"].initial = 30

    @property
    def role(self) -> int | None:
        """Of a new member of the staff; None for a startup."""
        whom = self.cleaned_data["whom"]
        return None if whom == STARTUP else int(whom)

    def refused(self, email: str) -> str:
        if self.cleaned_data.get("whom") == STARTUP:
            return ""
        known = self.program.staff.present().filter(user__email=email).exists()
        return _("This person is of the staff already.") if known else ""
