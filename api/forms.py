"""What people may send about tokens and webhooks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.alphabet import alphabetical
from accounts.form_fields import LineField
from accounts.models import User
from api.scopes import Scope
from api.webhooks.kinds import About
from api.webhooks.sending import LONGEST, NotAllowed, check
from workspaces.models import Workspace

DAYS = [(30, _("30 days")), (90, _("90 days")), (180, _("180 days")), (365, _("One year"))]


class TokenForm(forms.Form):
    name = LineField(
        label=_("Name"), max_length=80, help_text=_("What will use it: “nightly report”, “our own board”.")
    )
    scopes = forms.MultipleChoiceField(
        label=pgettext_lazy("token", "It may"),
        choices=Scope,
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    only_in = forms.ModelChoiceField(
        Workspace.objects.none(),
        label=pgettext_lazy("token", "Only in"),
        required=False,
        empty_label=_("All of my workspaces"),
    )
    days = forms.TypedChoiceField(label=_("Valid for"), choices=DAYS, coerce=int, initial=90)

    def __init__(self, user: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["only_in"].queryset = Workspace.objects.of(user).order_by(alphabetical("name"), "pk")

    def clean_scopes(self) -> list[str]:
        return [scope for scope in Scope.values if scope in self.cleaned_data["scopes"]]


class WebhookForm(forms.Form):
    address = forms.CharField(
        label=_("Address"),
        max_length=LONGEST,
        widget=forms.URLInput({"dir": "ltr", "placeholder": "https://", "autocomplete": "off"}),
        help_text=_("Where Boom sends a POST for each change; it begins with https."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("What it is told of"),
        choices=About,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )

    def clean_address(self) -> str:
        address = self.cleaned_data["address"]
        try:
            check(address)
        except NotAllowed:
            raise forms.ValidationError(
                _("Write a whole https address of a server on the internet, without a password in it."), "address"
            ) from None
        return address

    def clean_kinds(self) -> list[str]:
        chosen = self.cleaned_data["kinds"]
        return [About.ALL.value] if About.ALL in chosen else [kind for kind in About.values if kind in chosen]
