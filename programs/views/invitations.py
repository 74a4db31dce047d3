"""Inviting startups and staff, and taking an invitation back: for managers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from programs.access import manager
from programs.forms import ProgramInvitationForm
from programs.mails import send_invitation
from programs.models import ProgramInvitation
from programs.views.staff import staff_page, to_staff
from record.acting import Actor
from record.models import Change
from workspaces.answer import acts
from workspaces.models import InvitationRefused, TooManyInvitations
from workspaces.models.invitation import make_token
from workspaces.views.invitations import NOT_SENT, SENT, TOO_MANY, USED


@manager
def program_invitation_new(request: HttpRequest) -> HttpResponse:
    whom = request.GET.get("whom", "")
    return new_page(request, ProgramInvitationForm(request.program, initial={"whom": whom} if whom else None))


def new_page(request: HttpRequest, form: ProgramInvitationForm, status: int = 200, why: str = "") -> HttpResponse:
    if why:
        form.add_error(None, why)
    context = {"form": form, "tab": "staff"}
    return render(request, "programs/invitation_new.html", context, status=status)


def made(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    if not (email := changes[0].row["email"]):
        return link_page(request, make_token(request.program.pk, request.actor))
    if not request.program.invitations.filter(pk=changes[0].row_id, revoked_at=None).exists():
        return not_sent(request)
    messages.success(request, SENT % {"email": email})
    return redirect("staff", request.program.pk)


def not_sent(request: HttpRequest) -> HttpResponse:
    """Also for the request that comes again: nobody is to wait for a mail that never went out."""
    return new_page(request, ProgramInvitationForm(request.program, request.POST), 503, NOT_SENT)


def link_page(request: HttpRequest, token: str) -> HttpResponse:
    """The only page that ever shows the link."""
    context = {"link": link_of(request, token), "tab": "staff"}
    response = render(request, "programs/invitation_made.html", context)
    response["Cache-Control"] = "no-store"
    return response


def link_of(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("program_invitation_open", args=[token]))


@manager
@acts(made)
def program_invitation_create(request: HttpRequest) -> HttpResponse | None:
    form = ProgramInvitationForm(request.program, request.POST)
    if not form.is_valid():
        return new_page(request, form, status=422)
    days, email = form.cleaned_data["days"], form.cleaned_data["email"]
    try:
        invited, token = ProgramInvitation.objects.invite(request.program, form.role, days, request.actor, email)
    except TooManyInvitations:
        return new_page(request, form, 429, TOO_MANY)
    if not email:
        return link_page(request, token)
    try:
        send_invitation(invited, link_of(request, token), form.cleaned_data["language"])
    except OSError:  # SMTP's errors are of this kind, too
        invited.revoke(by=Actor(request.user.pk))
        return not_sent(request)


@manager
@acts(to_staff)
def program_invitation_revoke(request: HttpRequest, program_invitation: int) -> HttpResponse | None:
    try:
        get_object_or_404(request.program.invitations, pk=program_invitation).revoke(by=request.actor)
    except InvitationRefused:
        return staff_page(request, USED, status=409)
