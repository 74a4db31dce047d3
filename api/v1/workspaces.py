"""Who one is, the workspaces one is in, and who else is."""

from __future__ import annotations

from django.http import HttpRequest

from api.operations import reads
from api.rows import moment, row_of, schema_of
from workspaces.access import signed_in, viewer
from workspaces.models import Workspace
from workspaces.roles import Role

ME = (
    "Me",
    {
        "type": "object",
        "properties": {
            "id": {"type": "integer"},
            "name": {"type": "string"},
            "email": {"type": "string", "format": "email"},
            "language": {"type": "string"},
            "token": {
                "type": "object",
                "properties": {
                    "name": {"type": "string"},
                    "scopes": {"type": "array", "items": {"type": "string", "enum": ["read", "write", "history"]}},
                    "workspace_id": {"type": ["integer", "null"]},
                    "expires_at": {"type": "string", "format": "date-time"},
                },
                "required": ["name", "scopes", "workspace_id", "expires_at"],
            },
        },
        "required": ["id", "name", "email", "language", "token"],
    },
)
ROLE = {"type": "string", "enum": ["viewer", "commenter", "editor", "owner"]}
ROW = schema_of(Workspace)
WORKSPACE = (
    "Workspace",
    {
        **ROW,
        "properties": {**ROW["properties"], "role": ROLE},
        "required": [*ROW["required"], "role"],
    },
)
MEMBER = (
    "Member",
    {
        "type": "object",
        "properties": {
            "id": {"type": "integer"},
            "user_id": {"type": "integer"},
            "name": {"type": "string"},
            "role": ROLE,
            "joined_at": {"type": "string", "format": "date-time"},
            "removed_at": {"type": ["string", "null"], "format": "date-time"},
        },
        "required": ["id", "user_id", "name", "role", "joined_at", "removed_at"],
    },
)


def shown(workspace: Workspace, role: int) -> dict[str, object]:
    return {**row_of(workspace), "role": name_of(role)}


def name_of(role: int) -> str:
    return Role(role).name.lower()


@signed_in
@reads(ME)
def me(request: HttpRequest) -> dict[str, object]:
    """Whose token this is, and what it may."""
    token, user = request.token, request.user
    may = {
        "name": token.name, "scopes": token.scopes, "workspace_id": token.only_in_id,
        "expires_at": moment(token.expires_at),
    }  # fmt: skip
    return {"id": user.pk, "name": str(user), "email": user.email, "language": request.reading.language, "token": may}


@signed_in
@reads(WORKSPACE, many=True)
def workspaces(request: HttpRequest) -> dict[str, object]:
    """The workspaces that you are a member of, and that the token is for."""
    rows = request.user.memberships.present().select_related("workspace")
    if request.token.only_in_id:
        rows = rows.filter(workspace_id=request.token.only_in_id)
    found = sorted(rows, key=lambda row: row.workspace_id)
    return {"data": [shown(row.workspace, row.role) for row in found], "next": None}


@viewer
@reads(WORKSPACE)
def workspace(request: HttpRequest) -> dict[str, object]:
    """One workspace, and your role in it."""
    return shown(request.workspace, request.membership.role)


@viewer
@reads(MEMBER, many=True)
def members(request: HttpRequest) -> dict[str, object]:
    """Everybody who is or was in the team: whom the ids in changes and comments name."""
    rows = request.workspace.members.select_related("user").order_by("pk")
    people = [{**row_of(row), "name": str(row.user), "role": name_of(row.role)} for row in rows]
    return {"data": [{name: one[name] for name in MEMBER[1]["properties"]} for one in people], "next": None}
