"""Taking part: which canvases of a startup the staff see."""

from __future__ import annotations

from django import forms
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.alphabet import alphabetical
from canvas.models import Canvas
from programs.forms.seen import SeenField
from programs.models import Enrolment


class CanvasesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    default_error_messages = {
        "required": _("Choose at least one canvas."),
        "invalid_choice": _("One of these canvases is not there to choose any more."),
        "invalid_pk_value": _("One of these canvases is not there to choose any more."),
    }

    def label_from_instance(self, canvas: Canvas) -> SafeString:
        return format_html("<bdi>{}</bdi>", canvas.name)


class EnrolForm(forms.Form):
    """Which canvases of one workspace the staff will see."""

    canvases = CanvasesField(queryset=Canvas.objects.none(), label=_("Canvases that the program's staff see"))

    def __init__(self, offered: models.QuerySet[Canvas], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["canvases"].queryset = offered.order_by(alphabetical("name"), "pk")


class EnrolReviseForm(EnrolForm):
    """A canvas that they see is offered from the archive too: who adds another does not hide it."""

    seen = SeenField()

    def __init__(self, enrolment: Enrolment, *args, **kwargs):
        shown = enrolment.canvases.present().values("canvas_id")
        offered = enrolment.workspace.canvases.filter(models.Q(archived_at=None) | models.Q(pk__in=shown))
        super().__init__(offered, *args, **kwargs)
