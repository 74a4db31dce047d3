"""What people may send about workspaces, members and invitations."""

from __future__ import annotations

from django import forms
from django.core.validators import EmailValidator
from django.utils.encoding import punycode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.form_fields import DeviceZoneField, LineField, TimeZoneField
from accounts.models import User
from accounts.text import clean_body
from workspaces.models import Workspace
from workspaces.roles import Role

ROLES = [
    (Role.VIEWER, _("Viewer: reads everything, changes nothing")),
    (Role.COMMENTER, _("Commenter: reads, and comments")),
    (Role.EDITOR, _("Editor: works on the canvases")),
    (Role.OWNER, _("Owner: an editor who also decides who is a member")),
]
DAYS = [(1, _("One day")), (7, _("One week")), (30, _("30 days"))]
BY_EMAIL, BY_LINK = "email", "link"


class AddressField(forms.EmailField):
    """An address that mail can be sent to, in small letters.

    What comes along unseen when an address is copied from a right-to-left text goes. Django's own check would
    let characters through that no domain can have, which only shows when the mail is sent.
    """

    def to_python(self, value: str | None) -> str:
        address = clean_body(super().to_python(value)).lower()
        try:
            punycode(address.rpartition("@")[2])
        except UnicodeError:
            raise forms.ValidationError(EmailValidator.message, code="invalid") from None
        return address


class WorkspaceForm(forms.Form):
    name = LineField(
        label=_("Name"),
        max_length=80,
        help_text=_("The name of your team, company or course. You can change it later."),
    )


class WorkspaceNewForm(WorkspaceForm):
    time_zone = DeviceZoneField()


class WorkspaceRenameForm(WorkspaceForm):
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    @classmethod
    def of(cls, workspace: Workspace, name: str = "") -> WorkspaceRenameForm:
        """For the workspace as it is now; `name` is a draft to begin with."""
        return cls(initial={"name": name or workspace.name, "version": workspace.version})


class ClockForm(forms.Form):
    time_zone = TimeZoneField(
        help_text=_(
            "When a day begins for the team's decisions and figures. Each person reads times by their own clock."
        ),
    )


class RoleForm(forms.Form):
    role = forms.TypedChoiceField(label=_("Role"), choices=Role, coerce=int)


class InvitingForm(forms.Form):
    """How an invitation goes out, and how long it holds. A link is for nobody in particular: then `email` is ""."""

    way = forms.ChoiceField(
        label=_("How"),
        choices=[(BY_EMAIL, _("By e-mail")), (BY_LINK, _("By a link that you pass on yourself"))],
        widget=forms.RadioSelect,
        initial=BY_EMAIL,
    )
    email = AddressField(label=_("E-mail"), max_length=254, required=False)
    language = forms.ChoiceField(label=_("Language of the e-mail"), choices=User.Language, initial=get_language)
    days = forms.TypedChoiceField(label=_("Valid for"), choices=DAYS, coerce=int)

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("way") == BY_LINK:
            cleaned["email"] = ""
        elif email := cleaned.get("email"):
            if says := self.refused(email):
                self.add_error("email", says)
        elif "email" not in self.errors:
            self.add_error("email", _("Write the address to send the invitation to."))
        return cleaned

    @property
    def role(self) -> int | None:
        """Of whoever comes in by it."""
        return self.cleaned_data["role"]

    def refused(self, email: str) -> str:
        """Why nobody can be invited at this address; "" where nothing stands against it."""
        return ""


class InvitationForm(InvitingForm):
    role = forms.TypedChoiceField(
        label=_("Role"), choices=ROLES, coerce=int, widget=forms.RadioSelect, initial=Role.EDITOR
    )

    def __init__(self, workspace: Workspace, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.workspace = workspace
        self.fields["days"].initial = 7

    def refused(self, email: str) -> str:
        known = self.workspace.members.present().filter(user__email=email).exists()
        return _("This person is a member already.") if known else ""
