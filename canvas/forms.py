"""What people may send. Everything typed is cleaned and bounded here; the models trust what comes out."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.form_fields import BodyField, LineField, NumberField, PercentField
from canvas.blocks import NOTE_BLOCKS, Block, Channel, Colour
from canvas.models import Canvas, Note, Segment
from canvas.models.comment import LONGEST_TEXT as LONGEST_COMMENT
from canvas.models.note import LONGEST_TEXT

CHANNEL_CHOICES = [("", "—"), *Channel.choices]
BLOCK_CHOICES = [(b.value, b.label) for b in NOTE_BLOCKS]


class CanvasForm(forms.Form):
    name = LineField(label=_("Name"), max_length=120)


class CanvasRenameForm(CanvasForm):
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class Lasting(dict):
    """The fields of a form that changes none of them: what Django copies for each request is only the list."""

    def __deepcopy__(self, memo: dict) -> dict:
        return dict(self)


def lasting(form: type[forms.Form]) -> type[forms.Form]:
    form.base_fields = Lasting(form.base_fields)
    return form


class NoteForm(forms.Form):
    text = BodyField(label=_("Note"), max_length=LONGEST_TEXT)
    channel = forms.ChoiceField(label=_("Channel type"), choices=CHANNEL_CHOICES, required=False)


@lasting
class NoteAddForm(NoteForm):
    block = forms.ChoiceField(choices=BLOCK_CHOICES, widget=forms.HiddenInput)


@lasting
class NoteReviseForm(NoteForm):
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


@lasting
class NoteRestoreForm(NoteForm):
    text = BodyField(max_length=LONGEST_TEXT, required=False)


@lasting
class VersionForm(forms.Form):
    version = forms.IntegerField(min_value=1)


class OfCanvas(forms.Form):
    """A form whose choices are the rows of one canvas."""

    def __init__(self, canvas: Canvas, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.canvas = canvas
        for name, rows in (("after", self.afters()), ("segment", canvas.segments.present())):
            if name in self.fields:
                self.fields[name].queryset = rows

    def afters(self):
        """Also those that are gone: whoever saw one there put the row behind it."""
        return self.canvas.notes.all()


class NoteMoveForm(OfCanvas):
    block = forms.ChoiceField(choices=BLOCK_CHOICES)
    after = forms.ModelChoiceField(Note.objects.none(), required=False)


class NoteRecolourForm(OfCanvas):
    segment = forms.ModelChoiceField(Segment.objects.none(), required=False)


class SegmentMoveForm(OfCanvas):
    after = forms.ModelChoiceField(Segment.objects.none(), required=False)

    def afters(self):
        return self.canvas.segments.all()


class SegmentForm(forms.Form):
    name = LineField(label=_("Name"), max_length=80)
    description = BodyField(label=_("Description"), max_length=1000, required=False)
    customers = NumberField(label=_("Number of customers"), min_value=0, decimal_places=0, required=False)
    value = NumberField(label=_("Value per customer a month"), min_value=0, decimal_places=2, required=False)
    margin = PercentField(
        label=_("Gross margin (%)"),
        help_text=_("Of 100 that customers pay, how much is left once what they bought is paid for?"),
        required=False,
    )
    retention = PercentField(
        label=_("Retention a month (%)"),
        help_text=_("Of 100 customers, how many are there next month?"),
        required=False,
    )
    colour = forms.ChoiceField(label=_("Colour"), choices=Colour, required=False)


@lasting
class SegmentReviseForm(SegmentForm):
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class CommentForm(forms.Form):
    text = BodyField(label=_("Comment"), max_length=LONGEST_COMMENT)


class CommentAddForm(CommentForm, OfCanvas):
    """A note that was removed is told apart from one of elsewhere: whoever comments on it hears what happened."""

    block = forms.ChoiceField(choices=Block, widget=forms.HiddenInput)
    note = forms.ModelChoiceField(Note.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, canvas: Canvas, *args, **kwargs):
        super().__init__(canvas, *args, **kwargs)
        self.fields["note"].queryset = canvas.notes.all()


class SearchForm(forms.Form):
    q = LineField(label=_("Search"), max_length=100)
