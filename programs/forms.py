"""What people may send about programs, their staff, their rounds, and about taking part in them."""

from __future__ import annotations

from datetime import date

from django import forms
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.alphabet import alphabetical
from accounts.dates import write_date
from accounts.form_fields import BodyField, DayField, LineField, TimeZoneField
from accounts.models import User
from accounts.numbers import sent_number, with_numbers
from accounts.reading import Reading
from canvas.models import Canvas
from programs.models import Enrolment, Program, Round
from programs.models.submission import LONGEST_NOTE
from programs.roles import ProgramRole
from workspaces.forms import InvitingForm

STARTUP = "startup"


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


class StaffRoleForm(forms.Form):
    role = forms.TypedChoiceField(label=_("Role"), choices=ProgramRole, coerce=int)


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


class CanvasesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    default_error_messages = {
        "required": _("Choose at least one canvas."),
        "invalid_choice": _("One of these canvases is not there to choose any more."),
        "invalid_pk_value": _("One of these canvases is not there to choose any more."),
    }

    def label_from_instance(self, canvas: Canvas) -> SafeString:
        return format_html("<bdi>{}</bdi>", canvas.name)


class SeenField(forms.Field):
    """Which were chosen when the page was made, by their ids; gives a set, or None where the page does not say."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False)

    def prepare_value(self, value: object) -> str:
        return value if isinstance(value, str) else " ".join(map(str, value or ()))

    def to_python(self, value: str | None) -> set[int] | None:
        return None if value is None else {sent_number(one) for one in value.split()}


class EnrolForm(forms.Form):
    """Which canvases of one workspace the staff will see."""

    canvases = CanvasesField(queryset=Canvas.objects.none(), label=_("Canvases that the program's staff see"))

    def __init__(self, workspace, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["canvases"].queryset = workspace.canvases.current().order_by(alphabetical("name"), "pk")


class EnrolReviseForm(EnrolForm):
    """A canvas that they see is offered from the archive too: who adds another does not hide it."""

    seen = SeenField()

    def __init__(self, enrolment: Enrolment, *args, **kwargs):
        super().__init__(enrolment.workspace, *args, **kwargs)
        shown = enrolment.canvases.present().values("canvas_id")
        rows = enrolment.workspace.canvases.filter(Q(archived_at=None) | Q(pk__in=shown))
        self.fields["canvases"].queryset = rows.order_by(alphabetical("name"), "pk")


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
