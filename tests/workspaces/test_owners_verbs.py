"""What only owners may do is refused under the lock to whoever was an owner when the page let them in."""

import pytest

from tests.asking import type_password
from tests.stage import kept
from tests.workspaces.walking import Walk, expectations, our_routes, undone
from workspaces.models import Membership

REQUEST = "6c1d9f5e-8a54-4b0e-9f0f-2f4b7f8f0c11"
FIELDS = {
    "workspace_rename": {"name": "نام تازه", "version": "1"},
    "workspace_set_clock": {"time_zone": "Asia/Tokyo"},
    "member_appoint": {"role": "40"},
    "member_remove": {},
    "invitation_create": {"way": "link", "role": "40", "days": "7", "language": "en"},
    "invitation_revoke": {},
    "enrolment_leave": {},
    "bundle_create": {},
    "webhook_add": {"address": "https://hooks.example.com/", "kinds": "notes", "request": REQUEST},
    "webhook_remove": {},
}
# They write nothing on the record, or need more of a program than a walk has.
OTHERS = {"webhook_ping", "webhook_resend", "webhook_wake", "enrolment_create", "enrolment_revise"}


@pytest.fixture
@kept
def walk(cast) -> Walk:
    return Walk(cast)


def sent(walk: Walk, who: str, name: str) -> tuple[int, int]:
    """The answer's status, and how many changes there were."""
    client, fields = walk.clients[who], FIELDS[name].items()
    url = walk.url(our_routes()[name], walk.own)
    answer, changes = undone(lambda: client.post(url, {key: value.format(**walk.own) for key, value in fields}))
    return answer.status_code, changes


def test_each_is_tried():
    said = expectations()
    theirs = {name for name, method in said if method == "POST" and said[name, method]["editor"] == 403}
    assert {name for name in theirs if said[name, "POST"]["owner"] != 405} == FIELDS.keys() | OTHERS


@pytest.mark.parametrize("name", FIELDS)
def test_whoever_is_no_owner_under_the_lock_is_refused(walk, cast, monkeypatch, name):
    for person in (cast.amina, cast.dariush):
        type_password(person)
    assert sent(walk, "owner", name)[1] > 0, "an owner is not"
    monkeypatch.setattr(Membership, "may", lambda membership, role: True)
    assert sent(walk, "editor", name) == (403, 0)
