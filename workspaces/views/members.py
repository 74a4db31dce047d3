"""Who is in a workspace, and with which role."""

from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.text import fold
from record.models import Change
from workspaces.access import owner, signed_in, viewer
from workspaces.answer import acts
from workspaces.forms import RoleForm
from workspaces.models import LastOwner, Membership
from workspaces.outliving import offers
from workspaces.roles import Role

SEEN_AT_ONCE = 12  # members; among more, one searches


@viewer
def members(request: HttpRequest) -> HttpResponse:
    return members_page(request)


def members_page(request: HttpRequest, trouble: str = "", status: int = 200) -> HttpResponse:
    """Everybody sees who is in; owners also who was invited, and what became of it. With ?q= those of that name."""
    decides, query = request.membership.owns, request.GET.get("q", "")
    everybody = list(request.workspace.members.present().highest_first())
    context = {
        "layout": "workspaces/_workspace.html",
        "tab": "members",
        "home": request.workspace,
        "people": [row for row in everybody if is_called(query, row.user.name, row.user.email if decides else "")],
        "query": query,
        "searched": len(everybody) > SEEN_AT_ONCE,
        "decides": decides,
        "roles": Role.choices,
        "trouble": trouble,
    }
    if decides:
        context["people"] = with_offers(context["people"], offers(request.workspace.pk))
        context["invitations"] = [row for row in request.workspace.invitations.shown() if is_called(query, row.email)]
    return render(request, "workspaces/members.html", context, status=status)


def is_called(query: str, *words: str) -> bool:
    """Whether what is searched for stands in one of the words, however they are typed."""
    return any(fold(query) in fold(word) for word in words)


def with_offers(members: Iterable[Membership], found: Mapping[int, list]) -> list[Membership]:
    """Each with what outlives them, as `offers`: their removal asks what is to end with it."""
    rows = list(members)
    for row in rows:
        row.offers = found.get(row.user_id, ())
    return rows


def last_owner(request: HttpRequest) -> HttpResponse:
    why = _(
        "A workspace needs an owner, and there is no other. Make somebody else one first; nothing changed."
    )
    return members_page(request, why, status=409)


def to_members(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    return redirect("members", request.workspace.pk)


def to_member(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    """At the row that was changed: whoever goes by keys goes on from there."""
    page = reverse("members", args=[request.workspace.pk])
    return redirect(f"{page}#person-{request.resolver_match.kwargs['member']}")


def to_home(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    messages.success(request, _("You left the workspace."))
    return redirect("home")


def member_of(request: HttpRequest, member: int) -> Membership:
    """Also one who is out: a removal that is asked for twice is answered like the first time."""
    return get_object_or_404(request.workspace.members, pk=member)


@owner
@acts(to_member, {LastOwner: last_owner})
def member_appoint(request: HttpRequest, member: int) -> HttpResponse | None:
    membership, form = member_of(request, member), RoleForm(request.POST)
    if not form.is_valid():
        return members_page(request, _("There is no such role."), status=422)
    membership.appoint(form.cleaned_data["role"], by=request.actor)
    messages.success(request, _("Saved."))


@owner
@acts(to_members, {LastOwner: last_owner})
def member_remove(request: HttpRequest, member: int) -> HttpResponse | None:
    member_of(request, member).remove(by=request.actor, ending=request.POST.getlist("end"))


@signed_in
@acts(to_home, {LastOwner: last_owner})
def member_leave(request: HttpRequest, workspace: int) -> HttpResponse | None:
    """Marked for anybody, for whoever left is no member any more when the same request comes again."""
    theirs = request.user.memberships.select_related("workspace")
    present = request.arrival.of(request.user.pk, workspace, 0)
    request.membership = present or get_object_or_404(theirs, workspace_id=workspace)
    request.workspace = request.membership.workspace
    request.membership.leave(by=request.actor)
