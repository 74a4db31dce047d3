"""The record: every change of a workspace, one gapless line after another, so that a mirror can follow."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest

from api.operations import reads
from api.pages import LARGEST
from api.rows import moment, without_secrets
from api.scopes import Scope
from record.models import Change, Head
from workspaces.access import viewer

USUAL, MOST = 100, 500
ROW = {"type": ["object", "null"], "description": "The row, as it is elsewhere in the API."}
CHANGE = (
    "Change",
    {
        "type": "object",
        "properties": {
            "seq": {"type": "integer"},
            "at": {"type": "string", "format": "date-time"},
            "workspace_id": {"type": "integer"},
            "canvas_id": {"type": ["integer", "null"]},
            "verb": {"type": "string", "examples": ["note.revise"]},
            "table": {"type": "string", "examples": ["canvas_note"]},
            "row_id": {"type": "integer"},
            "op": {"type": "string", "enum": ["I", "U", "D"], "description": "Inserted, updated, deleted."},
            "actor_id": {"type": "integer"},
            "reason": {"type": "string", "description": "Why; through a token, with the token's name."},
            "request": {"type": ["string", "null"], "format": "uuid"},
            "before": ROW,
            "after": ROW,
            "imported": {"type": "boolean"},
            "digest": {"type": "string", "description": "Of the chain of the record, in hexadecimal digits."},
        },
    },
)
CHANGE[1]["required"] = [*CHANGE[1]["properties"]]


class ChangesForm(forms.Form):
    since = forms.IntegerField(min_value=0, max_value=LARGEST, required=False)
    limit = forms.IntegerField(min_value=1, max_value=MOST, required=False)


def change_as_json(change: Change) -> dict[str, object]:
    """As a mirror and a webhook get it."""
    return {
        "seq": change.seq,
        "at": moment(change.at),
        "workspace_id": change.workspace_id,
        "canvas_id": change.canvas_id,
        "verb": change.verb,
        "table": change.table,
        "row_id": change.row_id,
        "op": change.op,
        "actor_id": change.actor_id,
        "reason": change.reason,
        "request": str(change.request) if change.request else None,
        "before": change.before and without_secrets(change.before),
        "after": change.after and without_secrets(change.after),
        "imported": change.imported,
        "digest": bytes(change.digest).hex(),
    }


@viewer
@reads(CHANGE, many=True, takes=ChangesForm, scope=Scope.HISTORY)
def changes(request: HttpRequest) -> dict[str, object]:
    """What came after line `since`, oldest first. `next` is the `since` to go on from; `head` is the last line."""
    since, limit = request.asked["since"] or 0, request.asked["limit"] or USUAL
    head = Head.seq_of(request.workspace.pk)
    lines = Change.objects.of(request.workspace.pk).after(since).defer("salt", "body_digest")[:limit]
    data = [change_as_json(line) for line in lines]
    return {"data": data, "next": data[-1]["seq"] if data else since, "head": head}
