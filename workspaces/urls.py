"""What can be done with a team: workspaces, members, invitations."""

from django.urls import path

from workspaces.views import invitations, joining, members, workspaces

W = "w/<int:workspace>/"
M = W + "members/<int:member>/"

urlpatterns = [
    path("w/new/", workspaces.workspace_new, name="workspace_new"),
    path("w/create/", workspaces.workspace_create, name="workspace_create"),
    path(W + "editor/", workspaces.workspace_editor, name="workspace_editor"),
    path(W + "rename/", workspaces.workspace_rename, name="workspace_rename"),
    path(W + "clock/", workspaces.workspace_set_clock, name="workspace_set_clock"),
    path(W + "leave/", members.member_leave, name="member_leave"),
    path(W + "members/", members.members, name="members"),
    path(M + "appoint/", members.member_appoint, name="member_appoint"),
    path(M + "remove/", members.member_remove, name="member_remove"),
    path(W + "invitations/new/", invitations.invitation_new, name="invitation_new"),
    path(W + "invitations/create/", invitations.invitation_create, name="invitation_create"),
    path(W + "invitations/<int:invitation>/revoke/", invitations.invitation_revoke, name="invitation_revoke"),
    path("invitation/", joining.invitation, name="invitation"),
    path("invitation/accept/", joining.invitation_accept, name="invitation_accept"),
    path("invitation/<int:invitation>/own/", joining.invitation_own, name="invitation_own"),
    path("invitation/<str:token>/", joining.invitation_open, name="invitation_open"),
]
