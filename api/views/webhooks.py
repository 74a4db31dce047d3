"""A workspace's webhooks: added, tried, looked after, removed; for owners."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.access import password_again
from api.forms import WebhookForm
from api.models import Standing, Webhook
from api.models.attempt import OUTCOMES
from api.models.webhook import TooManyWebhooks, make_secret
from api.webhooks.delivering import ping, tell
from api.webhooks.kinds import About
from api.webhooks.sending import Outcome
from exports.limits import calls
from record.models import Change
from workspaces.access import only, owner
from workspaces.answer import acts

SHOWN = 50
MOST_SENT = 20  # a minute by hand, for each person


@owner
def webhooks(request: HttpRequest) -> HttpResponse:
    rows = request.workspace.webhooks.present().backed().order_by("pk")
    return render(request, "api/webhooks.html", {"tab": "settings", "webhooks": rows})


@owner
@password_again
def webhook_new(request: HttpRequest) -> HttpResponse:
    return new_page(request, WebhookForm())


def new_page(request: HttpRequest, form: WebhookForm, status: int = 200) -> HttpResponse:
    context = {"tab": "settings", "form": form, "kinds": list(About)}
    return render(request, "api/webhook_new.html", context, status=status)


def added(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    """The only page that ever shows the secret."""
    context = {
        "tab": "settings",
        "webhook": request.workspace.webhooks.get(pk=changes[0].row_id),
        "secret": make_secret(request.workspace.pk, request.actor),
    }
    response = render(request, "api/webhook_added.html", context)
    response["Cache-Control"] = "no-store"
    return response


@owner
@password_again
@acts(added)
def webhook_add(request: HttpRequest) -> HttpResponse | None:
    form = WebhookForm(request.POST)
    if not form.is_valid():
        return new_page(request, form, status=422)
    if request.actor.request is None:
        form.add_error(None, _("Open this page anew, and send it once more."))
        return new_page(request, form, status=422)
    try:
        Webhook.objects.add_to(request.workspace, by=request.actor, **form.cleaned_data)
    except TooManyWebhooks:
        form.add_error(None, _("This workspace has as many webhooks as one may have. Remove one first."))
        return new_page(request, form, status=422)


def webhook_of(request: HttpRequest, webhook: int) -> Webhook:
    return get_object_or_404(request.workspace.webhooks.present().backed(), pk=webhook)


@owner
def webhook(request: HttpRequest, webhook: int) -> HttpResponse:
    """How it stands, and what became of the last deliveries."""
    row = webhook_of(request, webhook)
    context = {"tab": "settings", "webhook": row, "attempts": row.attempts.order_by("-pk")[:SHOWN]}
    return render(request, "api/webhook.html", context)


@owner
@only("POST")
def webhook_ping(request: HttpRequest, webhook: int) -> HttpResponse:
    row = webhook_of(request, webhook)
    if not row.is_backed:  # its page says why
        return redirect("webhook", row.workspace_id, row.pk)
    return told(request, row, None if too_often(request) else ping(row))


@owner
@only("POST")
def webhook_resend(request: HttpRequest, webhook: int, seq: int) -> HttpResponse:
    """A change once more, beside the course of things: the place on the record stays where it is."""
    row = webhook_of(request, webhook)
    change = get_object_or_404(Change.objects.of(row.workspace_id), seq=seq)
    if not row.is_backed or not row.attempts.filter(seq=seq).exists():  # only what it was told of may be told again
        return redirect("webhook", row.workspace_id, row.pk)
    return told(request, row, None if too_often(request) else tell(row, change))


def too_often(request: HttpRequest) -> bool:
    return calls("webhook", request.user.pk) > MOST_SENT


def told(request: HttpRequest, webhook: Webhook, outcome: Outcome | None) -> HttpResponse:
    if outcome is None:
        messages.warning(request, _("That was too often. Wait a minute, then try again."))
    elif outcome.is_taken:
        messages.success(request, _("It was taken."))
    else:
        messages.warning(request, _("It was not taken: %(why)s.") % {"why": OUTCOMES[outcome.name]})
    return redirect("webhook", webhook.workspace_id, webhook.pk)


@owner
@only("POST")
def webhook_wake(request: HttpRequest, webhook: int) -> HttpResponse:
    """It goes on now, from where it was."""
    Standing.objects.get(pk=webhook_of(request, webhook).pk).wake()
    messages.success(request, _("Deliveries go on from where they stopped."))
    return redirect("webhook", request.workspace.pk, webhook)


def to_webhooks(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    return redirect("webhooks", request.workspace.pk)


@owner
@acts(to_webhooks)
def webhook_remove(request: HttpRequest, webhook: int) -> None:
    """Also one that is removed already: what is asked for twice is answered like the first time."""
    get_object_or_404(request.workspace.webhooks, pk=webhook).remove(by=request.actor)
