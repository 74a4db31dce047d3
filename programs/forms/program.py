"""A program: its name, its days, its clock."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.form_fields import DayField, LineField, TimeZoneField
from accounts.models import User
from accounts.numbers import with_numbers


class ProgramForm(forms.Form):
    name = LineField(
        label=_("Name"), max_length=120, help_text=_("As startups will see it: the program and its cohort.")
    )
    begins_on = DayField(label=_("Begins"))
    ends_on = DayField(label=_("Ends"))
    language = forms.ChoiceField(
        label=_("Language of the program"),
        choices=User.Language,
        initial=get_language,
        help_text=_("The first criteria are proposed in it. Everybody still reads the pages in their own language."),
    )
    names_reviewers = forms.BooleanField(
        label=_("Teams see their reviewers' names"),
        required=False,
        help_text=with_numbers(
            _("For reviews that are submitted from now on. Otherwise teams read “Reviewer {n}” and so on."), n=1
        ),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        begins, ends = cleaned.get("begins_on"), cleaned.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("A program ends on the day it begins, or later."))
        return cleaned


class ProgramNewForm(ProgramForm):
    time_zone = TimeZoneField(
        help_text=_("Every deadline ends at midnight by its clock, wherever startups are. You can change it later.")
    )
    field_order = ("name", "begins_on", "ends_on", "time_zone")

    @classmethod
    def of(cls, request: HttpRequest) -> ProgramNewForm:
        """It begins with the clock of whoever asks for it: where they chose none, with their browser's (zone.js)."""
        form = cls(initial={"time_zone": request.reading.time_zone})
        if not request.user.time_zone:
            form.fields["time_zone"].widget.attrs["data-zone"] = ""
        return form


class ProgramClockForm(forms.Form):
    time_zone = TimeZoneField(
        help_text=_(
            "Every deadline ends at midnight by it, in rounds that are open or over too: "
            "what came in time may count as late, and what was late as in time."
        )
    )


class ProgramReviseForm(ProgramForm):
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
