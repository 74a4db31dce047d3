"""Inviting people, and taking an invitation back: for owners."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from record.acting import Actor
from record.models import Change
from workspaces.access import owner
from workspaces.answer import acts
from workspaces.forms import InvitationForm
from workspaces.mails import send_invitation
from workspaces.models import Invitation, InvitationRefused, TooManyInvitations
from workspaces.models.invitation import make_token
from workspaces.views.members import members_page, to_members

TOO_MANY = _("Too many invitations within a day. Nobody was invited; try again tomorrow.")
SENT = _("The invitation is on its way to %(email)s.")
NOT_SENT = _("The e-mail could not be sent, so nobody was invited. Try again later.")
USED = _("Somebody used this invitation before it could be revoked.")



@owner
def invitation_new(request: HttpRequest) -> HttpResponse:
    return new_page(request, InvitationForm(request.workspace))


def new_page(request: HttpRequest, form: InvitationForm, status: int = 200, why: str = "") -> HttpResponse:
    if why:
        form.add_error(None, why)
    return render(request, "workspaces/invitation_new.html", {"form": form, "tab": "members"}, status=status)


def made(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    if not (email := changes[0].row["email"]):
        return link_page(request, make_token(request.workspace.pk, request.actor))
    if not request.workspace.invitations.filter(pk=changes[0].row_id, revoked_at=None).exists():
        return not_sent(request)
    messages.success(request, SENT % {"email": email})
    return redirect("members", request.workspace.pk)


def not_sent(request: HttpRequest) -> HttpResponse:
    """Also for the request that comes again: nobody is to wait for a mail that never went out."""
    return new_page(request, InvitationForm(request.workspace, request.POST), 503, NOT_SENT)


def link_page(request: HttpRequest, token: str) -> HttpResponse:
    """The only page that ever shows the link."""
    context = {"link": link_of(request, token), "tab": "members"}
    response = render(request, "workspaces/invitation_made.html", context)
    response["Cache-Control"] = "no-store"
    return response


def link_of(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("invitation_open", args=[token]))


@owner
@acts(made)
def invitation_create(request: HttpRequest) -> HttpResponse | None:
    form = InvitationForm(request.workspace, request.POST)
    if not form.is_valid():
        return new_page(request, form, status=422)
    role, days, email = (form.cleaned_data[name] for name in ("role", "days", "email"))
    try:
        invited, token = Invitation.objects.invite(request.workspace, role, days, request.actor, email)
    except TooManyInvitations:
        return new_page(request, form, 429, TOO_MANY)
    if not email:
        return link_page(request, token)
    try:
        send_invitation(invited, link_of(request, token), form.cleaned_data["language"])
    except OSError:  # SMTP's errors are of this kind, too
        invited.revoke(by=Actor(request.user.pk))
        return not_sent(request)


@owner
@acts(to_members)
def invitation_revoke(request: HttpRequest, invitation: int) -> HttpResponse | None:
    try:
        get_object_or_404(request.workspace.invitations, pk=invitation).revoke(by=request.actor)
    except InvitationRefused:
        return members_page(request, USED, status=409)
