"""What people may ask of the record: which changes, which moment."""

from __future__ import annotations

import re
from datetime import date

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.alphabet import alphabetical
from accounts.days import day_begins, day_ends
from accounts.form_fields import BodyField, DayField
from accounts.models import User
from accounts.numbers import write_digits
from accounts.reading import Reading
from accounts.text import fold
from canvas.blocks import Block
from canvas.models import Note, Segment
from history import verbs
from history.activity import LAST, Wish
from history.moments import last_before
from workspaces.models import Workspace


def row_field(rows) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(rows, required=False, widget=forms.HiddenInput)


def seq_field() -> forms.IntegerField:
    return forms.IntegerField(min_value=0, max_value=LAST, required=False, widget=forms.HiddenInput)


class SpanForm(forms.Form):
    """Which stretch of one record, of the workspace or program with the id `stream`; ids of elsewhere are not found
    (Http404)."""

    ids = ("before", "after")
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)
    before, after = seq_field(), seq_field()

    def __init__(self, stream: int, data: dict):
        super().__init__(data)
        self.stream = stream

    def clean(self) -> dict:
        if any(name in self.errors for name in self.ids):
            raise Http404
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day is before the first one."))
        return self.cleaned_data

    def span(self, reading: Reading) -> dict:
        """As a Wish takes it; days are days of the reader's time zone."""
        asked = self.cleaned_data
        since = last_before(self.stream, day_begins(asked["since"], reading.zone)) if asked["since"] else 0
        before = last_before(self.stream, day_ends(asked["until"], reading.zone)) + 1 if asked["until"] else LAST
        return {"since": max(since, asked["after"] or 0), "before": min(before, asked["before"] or LAST)}


class ActivityForm(SpanForm):
    """Filters of one workspace's activity."""

    ids = ("person", "canvas", "note", "segment", "before", "after")

    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"), required=False, empty_label=_("Everybody"))
    canvas = forms.ModelChoiceField(None, label=_("Canvas"), required=False, empty_label=_("All canvases"))
    block = forms.ChoiceField(label=_("Block"), required=False, choices=[("", _("All blocks")), *Block.choices])
    verb = forms.ChoiceField(label=_("What was done"), required=False)
    note, segment = row_field(None), row_field(None)

    def __init__(self, workspace: Workspace, data: dict):
        super().__init__(workspace.pk, data)
        members = User.objects.filter(memberships__workspace=workspace)
        self.fields["person"].queryset = members.order_by(alphabetical("name"), "pk")
        self.fields["canvas"].queryset = workspace.canvases.order_by(alphabetical("name"), "pk")
        self.fields["note"].queryset = Note.objects.filter(workspace=workspace)
        self.fields["segment"].queryset = Segment.objects.filter(workspace=workspace)
        self.fields["verb"].choices = [("", _("Everything")), *verbs.choices()]

    def wish(self, reading: Reading) -> Wish:
        """What to look for; call it once the form is valid."""
        asked = self.cleaned_data
        row = asked["note"] or asked["segment"]
        return Wish(
            workspace_id=self.stream,
            table=row._meta.db_table if row else "",
            row_id=row and row.pk,
            canvas_id=asked["canvas"] and asked["canvas"].pk,
            actor_id=asked["person"] and asked["person"].pk,
            verbs=tuple(verbs.chosen(asked["verb"])) if asked["verb"] else (),
            block=asked["block"],
            **self.span(reading),
        )


class MomentField(DayField):
    """A moment: the number of a line of the record, or a day, which means its end; gives an int or a date."""

    def parse(self, text: str) -> int | date:
        number = fold(text[:60])
        return int(number) if re.fullmatch(r"[0-9]{1,18}", number) else super().parse(text)

    def prepare_value(self, value: object) -> object:
        """Addresses hold Latin digits; the control shows the reader's."""
        return super().prepare_value(int(value) if re.fullmatch(r"[0-9]{1,18}", str(value)) else value)

    def write(self, value: int | date, reading: Reading) -> str:
        return super().write(value, reading) if isinstance(value, date) else write_digits(str(value), reading)


PAST_VIEWS = [("", _("Canvas")), ("matrix", pgettext_lazy("tab", "Relationships")), ("advice", _("Advice"))]


class PastForm(forms.Form):
    """Which moment of a canvas: by line, by day, by time, or by stop of the slider; the last one if none is asked."""

    seq = seq_field()
    day = DayField(label=_("Day"), required=False)
    at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    stop = forms.IntegerField(min_value=0, max_value=LAST, required=False)
    view = forms.ChoiceField(choices=PAST_VIEWS, required=False, widget=forms.HiddenInput)


class DifferenceForm(forms.Form):
    """Two moments; without the second, until now."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from"] = MomentField(label=_("From"), required=False)
        self.fields["to"] = MomentField(label=_("To"), required=False)


class RewindForm(forms.Form):
    seq = forms.IntegerField(min_value=0, max_value=LAST, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, max_value=LAST, widget=forms.HiddenInput)
    reason = BodyField(label=_("Why?"), max_length=1000, required=False)


class VersionForm(forms.Form):
    seq = forms.IntegerField(min_value=0, max_value=LAST)
    version = forms.IntegerField(min_value=1)
