"""What Boom does in allauth's place: mails in the reader's language, our own words, encrypted secrets."""

import logging
from contextlib import suppress
from smtplib import SMTPException

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import InvalidToken
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from qrcode.image.svg import SvgPathFillImage

from accounts import sent_codes
from accounts.letters import LETTERS
from accounts.mails import mail_of, note_unsent
from accounts.models import User
from accounts.notices import ERRORS, SECOND_STEP_ERRORS, TOLD
from accounts.reading import Reading
from accounts.sealing import seal, unseal
from accounts.text import isolate

SEALED = "second step"  # the use of the keys
log = logging.getLogger(__name__)


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | ERRORS

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: allauth would answer such requests in JSON, which nothing of ours asks for."""
        return False

    def save_user(self, request: HttpRequest, user: User, form, commit: bool = True) -> User:
        """A new person reads, from now on, what they signed up in, and where."""
        user.name, user.language = form.cleaned_data["name"], request.reading.language
        user.time_zone = form.cleaned_data["time_zone"]
        return super().save_user(request, user, form, commit)

    def add_message(
        self, request, level, message_template=None, message_context=None, extra_tags="", message=None
    ) -> None:
        if message_template in TOLD:
            known = {name: isolate(str(value)) for name, value in (message_context or {}).items()}
            message_template, message = None, str(TOLD[message_template]) % known
        super().add_message(request, level, message_template, message_context, extra_tags, message)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """In the language of whoever gets it. With the mail server away: a page that says so, 503."""
        person = context.get("user") or User.objects.filter(email=email).first()
        reading = Reading.of(person, (person and person.language) or get_language())
        try:
            with reading.active():
                super().send_mail(template_prefix, email, context | {"user": person, "reading": reading})
        except (SMTPException, OSError) as error:
            note_unsent(template_prefix, error)
            raise ImmediateHttpResponse(mail_failed(current.request)) from error

    def should_send_confirmation_mail(self, request, email_address, signup: bool) -> bool:
        """Not while a code is on its way to it."""
        if not sent_codes.await_same(request, email_address):
            return True
        said = {"email": email_address.email}
        self.add_message(request, messages.INFO, "account/messages/email_confirmation_sent.txt", said)
        return False

    def send_confirmation_mail(self, request, emailconfirmation, signup: bool) -> None:
        sent_codes.remember(emailconfirmation)
        try:
            super().send_confirmation_mail(request, emailconfirmation, signup)
        except ImmediateHttpResponse:
            sent_codes.forget(emailconfirmation)
            raise

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """What it tells of is done, whether or not the mail goes out."""
        with suppress(ImmediateHttpResponse):
            super().send_notification_mail(template_prefix, user, (context or {}) | {"user": user}, email)

    def render_mail(self, template_prefix: str, email, context: dict, headers=None) -> EmailMessage:
        if template_prefix not in LETTERS:
            return super().render_mail(template_prefix, email, context, headers)
        request = current.request
        page = {"password_reset_page": request.build_absolute_uri(reverse("account_reset_password"))}
        letter = LETTERS[template_prefix].written(context | page)
        name = context["user"].name if context["user"] else ""
        parts = context | letter | {"name": name and isolate(name), "home": request.build_absolute_uri("/")}
        return mail_of("accounts/letter", parts, email, headers)


def mail_failed(request: HttpRequest) -> HttpResponse:
    response = render(request, "accounts/mail_failed.html", status=503)
    response["Retry-After"] = "60"
    return response


class SecondStep(DefaultMFAAdapter):
    """The secrets of authenticator apps and recovery codes are stored encrypted: no backup tells them."""

    error_messages = DefaultMFAAdapter.error_messages | SECOND_STEP_ERRORS

    def build_totp_svg(self, url: str) -> str:
        """On white, to be scanned from a dark page too."""
        return qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")

    def encrypt(self, text: str) -> str:
        return seal(text, SEALED)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; where the key that encrypted it is gone, one that nobody knows: no code fits it."""
        try:
            return unseal(encrypted_text, SEALED)
        except InvalidToken:
            log.error("a second step can't be read: keep the former SECRET_KEY in SECRET_KEY_FALLBACKS")
            return generate_totp_secret()
