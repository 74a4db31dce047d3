"""What the changes of workspaces, members and invitations say. {who} comes first in every language."""

from django.utils.translation import gettext_lazy as _

from accounts.time_zones import all_time_zones
from record.models import Change
from record.sentences import Person, name, register, renamed
from workspaces.roles import Role

MEMBERSHIP = "workspaces_membership"


def clock(change: Change) -> dict:
    zone = change.row["time_zone"]
    return {"zone": dict(all_time_zones()).get(zone, zone)}


def role(change: Change) -> dict:
    return {"role": Role(change.row["role"]).label}


def member(change: Change) -> dict:
    return {"person": Person(change.row["user_id"])} | role(change)


def invitation(change: Change) -> dict:
    return {"invited": change.row["email"] or _("whoever has the link")} | role(change)


register("workspace.create", _("{who} founded the workspace “{name}”"), name)
register("workspace.create", _("{who} became its first member: {role}"), role, MEMBERSHIP)
register("workspace.rename", _("{who} renamed the workspace “{old}” to “{new}”"), renamed)
register("workspace.set_clock", _("{who} set the team's clock to {zone}"), clock)
register("member.appoint", _("{who} gave {person} the role {role}"), member)
register("member.remove", _("{who} removed {person} from the workspace"), member)
register("member.leave", _("{who} left the workspace"))
register("record.redact", _("{who} blacked out words on the record"))
register("invitation.create", _("{who} invited {invited} with the role {role}"), invitation)
register("invitation.revoke", _("{who} revoked the invitation of {invited}"), invitation)
register("invitation.accept", _("{who} accepted an invitation"))
register("invitation.accept", _("{who} joined the workspace with the role {role}"), role, MEMBERSHIP)
