"""People who work together. Each model is one file; its verbs are its methods."""

from workspaces.models.invitation import Invitation, InvitationRefused, TooManyInvitations
from workspaces.models.membership import LastOwner, Membership
from workspaces.models.workspace import RenamedMeanwhile, Workspace, founding, next_id

__all__ = [
    "Invitation",
    "InvitationRefused",
    "LastOwner",
    "Membership",
    "RenamedMeanwhile",
    "TooManyInvitations",
    "Workspace",
    "founding",
    "next_id",
]
