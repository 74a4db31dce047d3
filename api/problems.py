"""What the API answers when something is wrong: one shape (RFC 9457), a code for programs, a sentence for people."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

MEDIA_TYPE = "application/problem+json"
# By code: the status, and what is wrong, in the caller's language.
PROBLEMS = {
    "malformed": (400, _("This is not JSON in UTF-8, or not an object.")),
    "key": (400, _("The Idempotency-Key is not a UUID.")),
    "bad_request": (400, _("This request can't be understood.")),
    "no_token": (401, _("This needs a token: send it in the header Authorization, after the word Bearer.")),
    "wrong_token": (401, _("There is no such token.")),
    "ended_token": (401, _("This token no longer works: it expired, was revoked, or your password was changed.")),
    "scope": (403, _("This token may not do that: it lacks the scope that this needs.")),
    "role": (403, _("Your role in this workspace does not allow that.")),
    "not_found": (404, _("There is no such thing, or it is not for you.")),
    "method": (405, _("This address does not answer that method.")),
    "stale": (409, _("Somebody changed this meanwhile. Nothing was saved: choose, and send it with the new version.")),
    "removed": (409, _("Somebody removed this meanwhile. Nothing was saved.")),
    "archived": (409, _("This canvas is archived: it can only be read.")),
    "withdrawn": (409, _("This decision was withdrawn already.")),
    "too_long": (413, _("This is too long.")),
    "media_type": (415, _("Send JSON, with “Content-Type: application/json”.")),
    "invalid": (422, _("Some of this can't be taken as it is; nothing was saved.")),
    "reused": (422, _("This Idempotency-Key came before with other contents. Nothing was changed.")),
    "too_many": (429, _("That was too often. Wait a little, then try again.")),
    "failed": (500, _("Something broke on our side. It is written down.")),
    "unavailable": (503, _("Boom is away for a moment. Nothing was saved: send it again as it is.")),
}
BY_STATUS = {400: "bad_request", 403: "role", 404: "not_found", 405: "method", 413: "too_long", 503: "unavailable"}


class Problem(Exception):
    """Answers the call with this problem; `more` are further members of the answer."""

    def __init__(self, code: str, *, headers: Mapping[str, str] | None = None, **more: object):
        super().__init__(code)
        self.code, self.headers, self.more = code, headers, more

    def answer(self) -> HttpResponse:
        return problem(self.code, self.headers, **self.more)


def problem(code: str, headers: Mapping[str, str] | None = None, **more: object) -> HttpResponse:
    status, title = PROBLEMS[code]
    body = {"type": f"/api/#{code}", "status": status, "code": code, "title": str(title), **more}
    return HttpResponse(written(body), MEDIA_TYPE, status, headers=headers)


def written(body: object) -> bytes:
    """As JSON; halves of surrogate pairs, which somebody may have sent, are no UTF-8."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
