"""Inviting somebody, to a workspace as to a program: by e-mail, or by a link that is shown once."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from record.acting import Actor
from record.models import Change
from workspaces.forms import InvitingForm
from workspaces.models import TooManyInvitations
from workspaces.models.invitation import WayIn, make_token

TOO_MANY = _("Too many invitations within a day. Nobody was invited; try again tomorrow.")
SENT = _("The invitation is on its way to %(email)s.")
NOT_SENT = _("The e-mail could not be sent, so nobody was invited. Try again later.")
USED = _("Somebody used this invitation before it could be revoked.")


@dataclass(frozen=True)
class Inviting:
    """To places of one kind, each of which a request calls `home`."""

    home: str
    kind: type[WayIn]
    form: type[InvitingForm]
    send: Callable[[WayIn, str, str], None]  # by mail; raises OSError
    templates: str  # their folder
    layout: str
    people: str  # the page that says who is in
    opens: str  # the address of a link

    def new_page(self, request: HttpRequest, form: InvitingForm, status: int = 200, why: str = "") -> HttpResponse:
        if why:
            form.add_error(None, why)
        return self._page(request, "invitation_new", status, form=form)

    def create(self, request: HttpRequest) -> HttpResponse | None:
        """Returns nothing where the invitation goes out by mail: `made` answers then, as it does where the request
        comes again."""
        home = self._home(request)
        form = self.form(home, request.POST)
        if not form.is_valid():
            return self.new_page(request, form, status=422)
        days, email = form.cleaned_data["days"], form.cleaned_data["email"]
        try:
            invited, token = self.kind.objects.invite(home, form.role, days, request.actor, email)
        except TooManyInvitations:
            return self.new_page(request, form, 429, TOO_MANY)
        if not email:
            return self._link_page(request, token)
        try:
            self.send(invited, self._link(request, token), form.cleaned_data["language"])
        except OSError:  # SMTP's errors are of this kind, too
            invited.revoke(by=Actor(request.user.pk))
            return self._not_sent(request)

    def made(self, request: HttpRequest, changes: list[Change]) -> HttpResponse:
        home = self._home(request)
        if not (email := changes[0].row["email"]):
            return self._link_page(request, make_token(home.pk, request.actor))
        if not home.invitations.filter(pk=changes[0].row_id, revoked_at=None).exists():
            return self._not_sent(request)
        messages.success(request, SENT % {"email": email})
        return redirect(self.people, home.pk)

    def _not_sent(self, request: HttpRequest) -> HttpResponse:
        """Also for the request that comes again: nobody is to wait for a mail that never went out."""
        return self.new_page(request, self.form(self._home(request), request.POST), 503, NOT_SENT)

    def _link_page(self, request: HttpRequest, token: str) -> HttpResponse:
        """The only page that ever shows the link."""
        response = self._page(request, "invitation_made", link=self._link(request, token))
        response["Cache-Control"] = "no-store"
        return response

    def _link(self, request: HttpRequest, token: str) -> str:
        return request.build_absolute_uri(reverse(self.opens, args=[token]))

    def _page(self, request: HttpRequest, name: str, status: int = 200, **shown: object) -> HttpResponse:
        context = {"layout": self.layout, "tab": self.people, "home": self._home(request), **shown}
        return render(request, f"{self.templates}/{name}.html", context, status=status)

    def _home(self, request: HttpRequest):
        return getattr(request, self.home)
