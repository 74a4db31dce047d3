"""One's own tokens: made, shown once, revoked."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.access import only, password_again, signed_in
from api.forms import TokenForm
from api.letters import MADE
from api.models import Token
from api.models.token import TooManyTokens
from api.scopes import Scope

SHOWN = 60  # more than may work


@signed_in
def tokens(request: HttpRequest) -> HttpResponse:
    """Those that work, and below them the last of those that no longer do."""
    found = list(Token.objects.of(request.user)[:SHOWN])
    for token in found:
        token.user = request.user
    context = {
        "live": [token for token in found if token.state == "live"],
        "ended": [token for token in found if token.state != "live"],
    }
    return render(request, "api/tokens.html", context)


@signed_in
@password_again
def token_new(request: HttpRequest) -> HttpResponse:
    return new_page(request, TokenForm(request.user))


def new_page(request: HttpRequest, form: TokenForm, status: int = 200) -> HttpResponse:
    return render(request, "api/token_new.html", {"form": form, "scopes": list(Scope)}, status=status)


@signed_in
@password_again
@only("POST")
def token_create(request: HttpRequest) -> HttpResponse:
    """Answered with the only page that ever shows the secret; sent twice, with the same."""
    form = TokenForm(request.user, request.POST)
    if not form.is_valid():
        return new_page(request, form, status=422)
    try:
        token, secret = Token.objects.make(request.user, request=request.actor.request, **form.cleaned_data)
    except TooManyTokens:
        form.add_error(None, _("You have as many tokens as one may have. Revoke one that you no longer need."))
        return new_page(request, form, status=422)
    if token.is_new:
        get_adapter().send_notification_mail(MADE, request.user, {"token": token.name})
    response = render(request, "api/token_made.html", {"token": token, "secret": secret})
    response["Cache-Control"] = "no-store"
    return response


@signed_in
@only("POST")
def token_revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    get_object_or_404(request.user.tokens, pk=token_id).revoke()
    messages.success(request, _("The token is revoked: it opens nothing any more."))
    return redirect("tokens")
