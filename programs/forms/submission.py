"""What a startup hands in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.alphabet import alphabetical
from accounts.form_fields import BodyField
from canvas.models import Canvas
from programs.models import Enrolment
from programs.models.submission import LONGEST_NOTE


class SubmissionForm(forms.Form):
    """What a startup hands in: one of the canvases that the staff see, for one of the program's rounds."""

    round = forms.ModelChoiceField(queryset=None, label=_("Round"), empty_label=None)
    canvas = forms.ModelChoiceField(queryset=None, label=_("Canvas"), empty_label=None)
    note = BodyField(
        label=_("Note to the reviewers"),
        max_length=LONGEST_NOTE,
        required=False,
        help_text=_("What to look at first, and what has changed since the last time."),
    )

    def __init__(self, enrolment: Enrolment, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = enrolment.program.rounds.in_order()
        self.fields["canvas"].queryset = Canvas.objects.filter(
            workspace_id=enrolment.workspace_id, pk__in=enrolment.canvases.present().values("canvas_id")
        ).order_by(alphabetical("name"), "pk")
