"""What people may send about a relationship. Everything typed is cleaned and bounded here."""

from __future__ import annotations

from django import forms
from django.db.models import Choices, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.alphabet import alphabetical
from accounts.form_fields import BodyField, DayField, NumberField
from accounts.models import User
from canvas.blocks import Channel
from canvas.forms import VersionForm
from canvas.models import Canvas, Note
from relationships.harmony import TIED_BLOCKS
from relationships.kinds import Goal, Kind, State, Strength
from relationships.lenses import View
from relationships.models import Relationship
from relationships.models.relationship import LONGEST_TEXT
from workspaces.models import Workspace


class SeveralField(forms.MultipleChoiceField):
    """Several of some choices; gives them in the choices' own order, each once."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, choices: type[Choices], **kwargs):
        super().__init__(choices=choices.choices, required=False, **kwargs)
        self.order = choices.values

    def clean(self, value: object) -> list[str]:
        chosen = super().clean(value)
        return [each for each in self.order if each in chosen]


class RelationshipForm(forms.Form):
    """Every field of one cell. Retired is nothing to choose: it is reached by retiring, with a reason."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    expected = forms.TypedChoiceField(
        label=_("Does this segment expect it?"), choices=Strength, coerce=int, widget=forms.RadioSelect
    )
    state = forms.ChoiceField(label=_("Is it there?"), choices=State, widget=forms.RadioSelect)
    text = BodyField(label=_("What it is"), max_length=LONGEST_TEXT, required=False)
    fixed_cost = NumberField(label=_("Fixed cost a month"), min_value=0, required=False)
    customer_cost = NumberField(label=_("Cost per customer a month"), min_value=0, required=False)
    since_on = DayField(label=pgettext_lazy("relationship", "Since"), required=False)
    owner = forms.ModelChoiceField(
        User.objects.none(), label=pgettext_lazy("relationship", "Owner"), required=False, empty_label=_("Nobody yet")
    )
    goals = SeveralField(Goal, label=_("Goals it serves"))
    channels = SeveralField(Channel, label=_("Channels it goes through"))
    knows_customer = forms.BooleanField(label=_("It knows each customer"), required=False)

    def __init__(self, row: Relationship, workspace: Workspace, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [
            (state, state.label) for state in State if state != State.RETIRED or is_retired(row)
        ]
        owners = Q(memberships__workspace=workspace, memberships__removed_at=None) | Q(pk=row.owner_id)
        self.fields["owner"].queryset = User.objects.filter(owners).distinct().order_by(alphabetical("name"), "pk")
        if row.kind != Kind.AUTOMATED:
            del self.fields["knows_customer"]

    @classmethod
    def of(cls, row: Relationship, workspace: Workspace) -> RelationshipForm:
        """With what the cell holds now; a cleared cell is an empty one."""
        if row.pk is None or row.removed_at:
            return cls(row, workspace, initial={"version": 0, "expected": Strength.NOT, "state": State.NONE})
        return cls(row, workspace, initial={name: getattr(row, name) for name in (*row.FIELDS, "version")})


def is_retired(row: Relationship) -> bool:
    return row.state == State.RETIRED and not row.removed_at


class RetireForm(VersionForm):
    reason = BodyField(label=_("Why is it given up?"), max_length=1000)


class TieForm(forms.Form):
    note = forms.ModelChoiceField(Note.objects.none())

    def __init__(self, notes: QuerySet[Note], *args):
        super().__init__(*args)
        self.fields["note"].queryset = notes


def tieable(canvas: Canvas) -> QuerySet[Note]:
    """The notes that a relationship of this canvas can be tied to: those of every block but its own."""
    return canvas.notes.in_order().filter(block__in=TIED_BLOCKS)


class MatrixForm(forms.Form):
    """How the matrix is looked at; what the address asks in vain is passed over."""

    view = forms.ChoiceField(choices=View, required=False)
    goal = forms.ChoiceField(choices=Goal, required=False)
    channel = forms.ChoiceField(choices=Channel, required=False)
    part = forms.ChoiceField(choices=[(name, name) for name in ("table", "sums", "channels")], required=False)

    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
