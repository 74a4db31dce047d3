"""What curators type beside the documents themselves: reasons, and the moment from which learners see something."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.form_fields import BodyField, DayField
from accounts.numbers import write_digits
from accounts.reading import Reading
from accounts.text import fold

REASON = 1_000


class ReasonForm(forms.Form):
    """Why something goes back, or is no longer shown."""

    reason = BodyField(label=_("Reason"), max_length=REASON, widget=forms.Textarea(attrs={"rows": 2}))


class RemarkForm(forms.Form):
    """What one may say about something, and need not."""

    reason = BodyField(label=_("Remark"), max_length=REASON, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class ClockField(forms.CharField):
    """A time of day, as "14:30" in any digits; gives a time."""

    widget = forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: object) -> time | None:
        typed = fold(str(value or ""))[:20]
        if not typed:
            return None
        match = re.fullmatch(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?", typed)
        try:
            return time(int(match[1]), int(match[2] or 0))
        except (TypeError, ValueError):
            example = write_digits("14:30", Reading.current())
            says = _("Write the time as hour:minute, for example {example}.").format(example=example)
            raise ValidationError(says, code="invalid") from None

    def prepare_value(self, value: object) -> object:
        return write_digits(f"{value:%H:%M}", Reading.current()) if isinstance(value, time) else value


class ScheduleForm(RemarkForm):
    """From when on; day and time by the reader's calendar and clock. Gives `at`, an aware datetime to come."""

    day = DayField(label=_("Day"))
    clock = ClockField(label=_("Time"), initial=time(9))
    field_order = ("day", "clock", "reason")

    def clean(self) -> dict:
        day: date | None = self.cleaned_data.get("day")
        clock: time | None = self.cleaned_data.get("clock")
        if day and clock is not None:
            at = datetime.combine(day, clock, Reading.current().zone)
            if at <= timezone.now():
                self.add_error("day", _("This moment has passed. Choose one that is to come."))
            self.cleaned_data["at"] = at
        return self.cleaned_data
