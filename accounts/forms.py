"""What people may send about themselves: allauth's forms in our own words, and the profile."""

import unicodedata

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as authenticator
from django import forms
from django.core.cache import cache
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.form_fields import DeviceZoneField, LineField
from accounts.models import User
from accounts.time_zones import time_zone_choices

LABELS = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "code": _("Code"),
}
# Four to six are what the Persian and the Arabic family write differently.
DIGITS = [("arabext", "۴۵۶"), ("arab", "٤٥٦"), ("latn", "456")]
INVITED = "invited_email"  # the session's word for the address that the invitation is for which was opened in it
LONGEST_EMAIL = User._meta.get_field("email").max_length


class OurWords:
    """Names allauth's fields in our words, without placeholders that repeat the label, and bounds them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.validators.append(MaxLengthValidator(LONGEST_EMAIL, _("This address is too long.")))
                field.widget = forms.EmailInput({"autocomplete": "email", "maxlength": LONGEST_EMAIL})
        if "password1" in self.fields:
            self.fields["password1"].help_text = _("At least 8 characters, and nothing that is easy to guess.")
        if "code" in self.fields:
            self.fields["code"] = CodeField(label=LABELS["code"])


class CodeField(forms.CharField):
    """A one-time code, in any digits: ۱۲۳ is 123."""

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr", "autofocus": True}
        super().__init__(max_length=40, widget=forms.TextInput(attrs), **kwargs)

    def to_python(self, value: str) -> str:
        typed = super().to_python(value)
        return "".join(str(unicodedata.digit(sign, sign)) for sign in typed if sign.isalnum())


class SignUpForm(OurWords, account.SignupForm):
    name = LineField(label=_("Name"), max_length=80, widget=forms.TextInput({"autocomplete": "name"}))
    time_zone = DeviceZoneField()
    field_order = ("name", "email", "password1")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("As the others in your team know you.")
        self.fields["email"].initial = context.request.session.get(INVITED)
        self.fields["password1"].label = LABELS["password"]

    def try_save(self, request: HttpRequest):
        """Pressed twice, it signs up once, and either answer leads to the code."""
        if person := self.same_person():
            return person, None
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return self.try_save(request)

    def same_person(self) -> User | None:
        """Who signed up with this address and this password, and has yet to prove the address: they go on, as if they
        signed in. Anybody else sees what strangers see."""
        if not self.account_already_exists:
            return None
        person = User.objects.filter(email=self.cleaned_data["email"]).first()
        if not person or not person.check_password(self.cleaned_data["password1"]):
            return None
        return None if person.emailaddress_set.filter(verified=True).exists() else person


class SignInForm(OurWords, account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].initial = context.request.session.get(INVITED)


class EmailCodeForm(OurWords, account.ConfirmEmailVerificationCodeForm):
    pass


class EmailChangeForm(OurWords, account.AddEmailForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class PasswordForgottenForm(OurWords, account.ResetPasswordForm):
    pass


class PasswordResetForm(OurWords, account.ResetPasswordKeyForm):
    pass


class PasswordChangeForm(OurWords, account.ChangePasswordForm):
    pass


class PasswordSetForm(OurWords, account.SetPasswordForm):
    pass


class PasswordAgainForm(OurWords, account.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].widget.attrs["autofocus"] = True


class OnceOnly(OurWords):
    """A code opens once, as long as it could: allauth itself remembers it for less than it lets it be late."""

    def clean_code(self) -> str:
        code = super().clean_code()
        if not cache.add(f"second-step:{self.user.pk}:{code}", True, timeout=120):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(OnceOnly, second_step.AuthenticateForm):
    pass


class SecondStepAgainForm(OnceOnly, second_step.ReauthenticateForm):
    pass


class AuthenticatorForm(OurWords, authenticator.ActivateTOTPForm):
    pass


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=User.Language)


def or_default(choices: list[tuple[str, str]], default: str) -> list[tuple[str, str]]:
    return [("", default), *choices]


class ProfileForm(forms.Form):
    name = LineField(label=_("Name"), max_length=80, widget=forms.TextInput({"autocomplete": "name"}))
    language = forms.ChoiceField(
        label=_("Language"),
        choices=or_default(User.Language.choices, _("As the browser asks")),
        required=False,
        widget=forms.RadioSelect,
    )
    calendar = forms.ChoiceField(
        label=_("Calendar"),
        choices=or_default(User.Calendar.choices, _("As usual in the language")),
        required=False,
        widget=forms.RadioSelect,
    )
    digits = forms.ChoiceField(
        label=_("Digits"),
        choices=or_default(DIGITS, _("As usual in the language")),
        required=False,
        widget=forms.RadioSelect,
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zone_choices, required=False)
