"""A round of a program, and its deadline."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.dates import write_date
from accounts.form_fields import DayField, LineField
from accounts.reading import Reading
from programs.models import Program, Round


class RoundForm(forms.Form):
    name = LineField(label=_("Name"), max_length=80)
    deadline_on = DayField(
        label=_("Deadline"), help_text=_("Startups may submit until the end of this day, and late after it.")
    )

    def __init__(self, program: Program, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.program = program

    def clean_deadline_on(self) -> date:
        day = self.cleaned_data["deadline_on"]
        if says := self._refused(day):
            raise forms.ValidationError(says, code="deadline")
        return day

    def _refused(self, day: date) -> str:
        """Why this can't be its deadline; "" where it can."""
        if day < self.program.day_of(timezone.now()):
            return _("This day is over: the deadline of a new round is today or later.")
        return self._outside(day)

    def _outside(self, day: date) -> str:
        begins, ends = self.program.begins_on, self.program.ends_on
        if begins <= day <= ends:
            return ""
        says = _("A deadline is within the program, from {begins} to {ends}.")
        reading = Reading.current()
        return str(says).format(begins=write_date(begins, reading), ends=write_date(ends, reading))


class RoundReviseForm(RoundForm):
    """The deadline may stay where it is, and be moved to a day that is over."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, round_: Round, *args, **kwargs):
        super().__init__(round_.program, *args, **kwargs)
        self.kept = round_.deadline_on

    def _refused(self, day: date) -> str:
        return "" if day == self.kept else self._outside(day)
