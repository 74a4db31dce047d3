"""What people are told of workspaces: that they are invited to one."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices.kinds import Told, about, homes, register, told_of
from notices.models import Notice
from workspaces.models import Invitation, Membership
from workspaces.models.invitation import INVITED


def theirs(user_id: int):
    return Membership.objects.present().filter(user_id=user_id).values("workspace_id")


def invitations_told(user_id: int, notices: list[Notice]) -> dict[int, Told]:
    """While it is open for them; once they are in, the way into the workspace."""
    user = User.objects.get(pk=user_id)
    members = {row.workspace_id: row for row in Membership.objects.filter(user_id=user_id)}
    rows = Invitation.objects.for_doors().filter(pk__in=about(notices), email=user.email.lower())
    links = {row.pk: _link(row, row.state_with(members.get(row.workspace_id), user)) for row in rows}
    seen = [row for row in rows if links[row.pk]]
    return told_of(seen, notices, lambda row: Told(links[row.pk], {"workspace": row.workspace.name}))


def _link(invitation: Invitation, state: str) -> str:
    if state == "member":
        return reverse("workspace", args=[invitation.workspace_id])
    return reverse("invitation_own", args=[invitation.pk]) if state == "open" else ""


homes.append(theirs)
register(INVITED, _("{who} invited you to the workspace “{workspace}”"), invitations_told, is_open=True)
