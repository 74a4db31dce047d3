"""The second step of signing in: an authenticator app. Staff need it before the administration pages open."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User


def has_second_step(user: User) -> bool:
    return is_mfa_enabled(user, [Authenticator.Type.TOTP])


def took_second_step(request: HttpRequest) -> bool:
    """Whether a code was given in this very session: one begun before the app was set up does not count."""
    return has_second_step(request.user) and any(
        record["method"] == "mfa" for record in get_authentication_records(request, request.user)
    )


def way_in(request: HttpRequest, page: str) -> HttpResponse:
    """What is missing before staff may open `page`: signing in, setting the app up, giving a code of it.

    Raises Http404 for people who are not staff: for them there is nothing.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(page)
    if not request.user.is_staff:
        raise Http404
    if took_second_step(request):
        return redirect(page)
    if has_second_step(request.user):
        return redirect_to_login(page, reverse("mfa_reauthenticate"))
    messages.info(request, _("The administration pages need a second step of signing in. Set it up here."))
    return redirect_to_login(page, reverse("mfa_activate_totp"))
