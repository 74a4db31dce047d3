"""What people choose about a link that they make."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.form_fields import LineField

DAYS = [(1, _("One day")), (7, _("One week")), (30, _("30 days")), (90, _("90 days")), (365, _("One year"))]
LIVE, FROZEN = "live", "frozen"
TIMES = [
    (LIVE, _("Live: what the team changes shows at once")),
    (FROZEN, _("As it is now: later changes stay inside")),
]


class ShareLinkForm(forms.Form):
    name = LineField(
        label=_("For whom"),
        max_length=80,
        required=False,
        help_text=_("Only your team sees this; it tells the links apart."),
    )
    days = forms.TypedChoiceField(label=_("Valid for"), choices=DAYS, coerce=int, initial=7)
    time = forms.ChoiceField(label=_("What it shows"), choices=TIMES, widget=forms.RadioSelect, initial=LIVE)
    matrix = forms.BooleanField(label=_("Show the relationships too"), required=False)
    strategy = forms.BooleanField(label=_("Show the strategy with its reasons too"), required=False)
    pdf = forms.BooleanField(label=_("Offer the canvas as PDF"), required=False)

    def extras(self) -> list[forms.BoundField]:
        """What can be shown or given beside the canvas."""
        return [self[name] for name in ("matrix", "strategy", "pdf")]

    def chosen(self) -> dict:
        """The words of ShareLink.objects.make."""
        given = dict(self.cleaned_data)
        return {"live": given.pop("time") == LIVE, **given}
