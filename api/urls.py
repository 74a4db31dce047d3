"""The addresses of the API, under /api/v1/, where an operation is called as the verb that it carries out; and the pages
about it: its documentation, a person's tokens, a workspace's webhooks."""

from django.urls import path

from api.door import door
from api.v1 import canvases, changes, comments, focuses, indicators, notes, relationships, segments, workspaces
from api.views import documents, tokens, webhooks

W = "workspaces/<int:workspace>"
C = W + "/canvases/<int:canvas>"
N, S, F = C + "/notes/<int:note>", C + "/segments/<int:segment>", C + "/focuses/<int:focus>"
R = C + "/relationships/<int:segment>/<slug:kind>"
I = C + "/indicators/<int:segment>/<str:month>"  # noqa: E741

urlpatterns = [
    path("openapi.json", documents.openapi, name="openapi"),
    door("me", "api_me", GET=workspaces.me),
    door("workspaces", "api_workspaces", GET=workspaces.workspaces),
    door(W, "api_workspace", GET=workspaces.workspace),
    door(W + "/members", "api_members", GET=workspaces.members),
    door(W + "/changes", "api_changes", GET=changes.changes),
    door(W + "/canvases", "api_canvases", GET=canvases.canvases, POST=canvases.canvas_create),
    door(W + "/canvases/import", "api_canvas_import", POST=canvases.canvas_import),
    door(C, "api_canvas", GET=canvases.canvas, PATCH=canvases.canvas_rename),
    door(C + "/archive", "api_canvas_archive", POST=canvases.canvas_archive),
    door(C + "/restore", "api_canvas_restore", POST=canvases.canvas_restore),
    door(C + "/document", "api_canvas_document", GET=canvases.canvas_document),
    door(C + "/notes", "api_notes", GET=notes.notes, POST=notes.note_add),
    door(N, "api_note", GET=notes.note, PATCH=notes.note_revise, DELETE=notes.note_remove),
    door(N + "/move", "api_note_move", POST=notes.note_move),
    door(N + "/recolour", "api_note_recolour", POST=notes.note_recolour),
    door(N + "/restore", "api_note_restore", POST=notes.note_restore),
    door(C + "/segments", "api_segments", GET=segments.segments, POST=segments.segment_add),
    door(S, "api_segment", GET=segments.segment, PATCH=segments.segment_revise, DELETE=segments.segment_remove),
    door(S + "/move", "api_segment_move", POST=segments.segment_move),
    door(S + "/restore", "api_segment_restore", POST=segments.segment_restore),
    door(C + "/relationships", "api_relationships", GET=relationships.relationships),
    door(
        R, "api_relationship", GET=relationships.relationship, PUT=relationships.relationship_revise,
        DELETE=relationships.relationship_remove,
    ),
    door(R + "/retire", "api_relationship_retire", POST=relationships.relationship_retire),
    door(R + "/restore", "api_relationship_restore", POST=relationships.relationship_restore),
    door(R + "/ties", "api_relationship_tie", POST=relationships.relationship_tie),
    door(R + "/ties/<int:note>", "api_relationship_untie", DELETE=relationships.relationship_untie),
    door(C + "/ties", "api_ties", GET=relationships.ties),
    door(C + "/focuses", "api_focuses", GET=focuses.focuses, POST=focuses.focus_decide),
    door(F, "api_focus", GET=focuses.focus),
    door(F + "/withdraw", "api_focus_withdraw", POST=focuses.focus_withdraw),
    door(C + "/indicators", "api_indicators", GET=indicators.indicators),
    door(I, "api_indicator_record", PUT=indicators.indicator_record),
    door(C + "/comments", "api_comments", GET=comments.comments),
]  # fmt: skip

H = "w/<int:workspace>/webhooks/"
ONE = H + "<int:webhook>/"
page_urlpatterns = [
    path("api/", documents.api, name="api"),
    path("profile/tokens/", tokens.tokens, name="tokens"),
    path("profile/tokens/new/", tokens.token_new, name="token_new"),
    path("profile/tokens/create/", tokens.token_create, name="token_create"),
    path("profile/tokens/<int:token_id>/revoke/", tokens.token_revoke, name="token_revoke"),
    path(H, webhooks.webhooks, name="webhooks"),
    path(H + "new/", webhooks.webhook_new, name="webhook_new"),
    path(H + "add/", webhooks.webhook_add, name="webhook_add"),
    path(ONE, webhooks.webhook, name="webhook"),
    path(ONE + "ping/", webhooks.webhook_ping, name="webhook_ping"),
    path(ONE + "resend/<int:seq>/", webhooks.webhook_resend, name="webhook_resend"),
    path(ONE + "wake/", webhooks.webhook_wake, name="webhook_wake"),
    path(ONE + "remove/", webhooks.webhook_remove, name="webhook_remove"),
]
