"""What changed is told: signed, in the record's order, at least once, and again until it is taken."""

import base64
import hashlib
import hmac
import json
import socket
import ssl
import threading
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from api.models import Attempt, Standing, Webhook
from api.webhooks import delivering, sending
from api.webhooks.delivering import WAITS, deliver, due, ping
from api.webhooks.kinds import tables_of
from api.webhooks.sending import Outcome
from canvas.models import Note
from record.models import Change, Head
from tests.api.receiver import HOST, receiving
from tests.cast import actor, add_note
from workspaces.models import Membership
from workspaces.roles import Role


@pytest.fixture
def receiver(tmp_path, monkeypatch):
    """Reached although it is on this machine: only its own name and certificate are let through."""
    with receiving(tmp_path) as found:
        resolve = sending.resolved
        monkeypatch.setattr(
            sending, "resolved", lambda host, port: "127.0.0.1" if host == HOST else resolve(host, port)
        )
        monkeypatch.setattr(ssl, "create_default_context", lambda: found.trust)
        yield found


@pytest.fixture
def webhook(cast, receiver) -> Webhook:
    return add(cast, receiver, ["notes"])


def add(cast, receiver, kinds: list[str]) -> Webhook:
    webhook, webhook_secret = Webhook.objects.add_to(cast.team, receiver.address, kinds, actor(cast.amina))
    webhook.secret = webhook_secret
    return webhook


def deliver_due(now: datetime) -> None:
    """Everything that is due, one webhook after the other, as the jobs do."""
    for webhook_id in due(now):
        deliver(webhook_id, now)


def bodies(receiver) -> list[dict]:
    return [json.loads(body) for _headers, body in receiver.got]


def standing(webhook) -> Standing:
    return Standing.objects.get(pk=webhook.pk)


def test_changes_are_told_once_and_in_order(cast, receiver, webhook):
    notes = [add_note(cast.canvas, cast.dariush, "channels", text) for text in ("یک", "two", "ثلاثة")]
    deliver_due(timezone.now())
    deliver_due(timezone.now())
    told = bodies(receiver)
    assert [one["data"]["after"]["text"] for one in told] == [note.text for note in notes]
    assert [one["type"] for one in told] == ["note.add"] * 3
    assert all(one["timestamp"] == one["data"]["at"] for one in told)
    seqs = [one["data"]["seq"] for one in told]
    assert seqs == sorted(seqs) and [headers["webhook-id"] for headers, _body in receiver.got] == [
        f"{cast.team.pk}-{seq}" for seq in seqs
    ]


def test_receiver_can_check_the_signature_by_the_standard(cast, receiver, webhook):
    add_note(cast.canvas, cast.dariush, "channels", "یک")
    deliver_due(timezone.now())
    headers, body = receiver.got[0]
    key = base64.b64decode(webhook.secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60


def test_only_what_was_chosen_is_told_and_nothing_from_before(cast, receiver, webhook):
    cast.segments[0].revise(1, actor(cast.dariush), name="دیگر")
    deliver_due(timezone.now())
    assert receiver.got == []
    assert standing(webhook).seq == Head.objects.get(pk=cast.team.pk).seq and due(timezone.now()) == []


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_of_much_nothing_is_passed_over(cast, receiver, webhook, monkeypatch, at_once):
    monkeypatch.setattr(delivering, "AT_ONCE", at_once)
    texts = ["یک", "دو", "سه"]
    for text in texts:
        add_note(cast.canvas, cast.dariush, "channels", text)
    while now_due := due(timezone.now()):
        deliver(*now_due, timezone.now())
    assert [one["data"]["after"]["text"] for one in bodies(receiver)] == texts


def test_a_kind_is_of_all_its_tables():
    assert tables_of(["relationships"]) == ["relationships_relationship", "relationships_tie"]
    assert tables_of(["notes", "members"]) == ["canvas_note", "workspaces_membership", "workspaces_invitation"]


def test_everything_is_everything(cast, receiver):
    add(cast, receiver, ["all"])
    cast.segments[0].revise(1, actor(cast.dariush), name="دیگر")
    cast.canvas.rename("نام", 1, actor(cast.dariush))
    deliver_due(timezone.now())
    assert [one["type"] for one in bodies(receiver)] == ["segment.revise", "canvas.rename"]


def test_its_own_secret_is_never_told(cast, receiver):
    first = add(cast, receiver, ["all"])
    second = add(cast, receiver, ["notes"])
    deliver_due(timezone.now())
    said = json.dumps(bodies(receiver))
    assert "webhook.add" in said and second.sealed not in said and second.secret not in said
    record = str([change.after for change in Change.objects.of(cast.team.pk)])
    assert first.secret not in record and second.secret not in record


def test_what_is_not_taken_is_tried_again_later_and_holds_up_what_follows(cast, receiver, webhook):
    receiver.statuses = [500]
    for text in ("یک", "دو"):
        add_note(cast.canvas, cast.dariush, "channels", text)
    now = timezone.now()
    deliver(webhook.pk, now)
    assert len(receiver.got) == 1 and due(now) == []
    assert standing(webhook).next_at == now + WAITS[0]
    later = now + WAITS[0] + timedelta(seconds=1)
    assert due(later) == [webhook.pk]
    deliver(webhook.pk, later)
    assert [one["data"]["after"]["text"] for one in bodies(receiver)] == ["یک", "یک", "دو"]
    assert receiver.got[0][0]["webhook-id"] == receiver.got[1][0]["webhook-id"]
    assert standing(webhook).failures == 0


def test_after_a_day_it_rests_until_an_owner_wakes_it(cast, receiver, webhook):
    add_note(cast.canvas, cast.dariush, "channels", "یک")
    now = begun = timezone.now()
    receiver.statuses = [503] * 20
    while due(now):
        deliver(webhook.pk, now)
        now = standing(webhook).next_at or now
    assert standing(webhook).paused_at and len(receiver.got) == len(WAITS) + 1
    assert timedelta(hours=22) < now - begun < timedelta(hours=26)
    receiver.statuses = []
    standing(webhook).wake()
    deliver_due(now)
    assert standing(webhook).paused_at is None and bodies(receiver)[-1]["data"]["after"]["text"] == "یک"


@pytest.mark.parametrize("go", [
    lambda owner: owner.remove(actor(owner.user)),
    lambda owner: owner.appoint(Role.EDITOR, actor(owner.user)),
    lambda owner: User.objects.filter(pk=owner.user_id).update(is_active=False),
], ids=["out", "demoted", "closed"])  # fmt: skip
def test_of_one_who_is_no_owner_any_more_nothing_is_told(cast, receiver, webhook, go):
    other = Membership.objects.get(workspace=cast.team, user=cast.dariush)
    other.appoint(Role.OWNER, actor(cast.amina))
    add_note(cast.canvas, cast.dariush, "channels", "پیش از رفتن")
    go(Membership.objects.select_related("user").get(workspace=cast.team, user=cast.amina))
    assert due(timezone.now()) == []
    deliver(webhook.pk, timezone.now())
    assert receiver.got == []


@pytest.mark.parametrize("end", [
    lambda webhook, owner: webhook.remove(actor(owner.user)),
    lambda webhook, owner: owner.remove(actor(owner.user)),
], ids=["removed", "its maker out"])  # fmt: skip
def test_nothing_more_is_told_from_the_moment_on(cast, receiver, webhook, end, monkeypatch):
    """Though several changes are due, and the first is on its way."""
    Membership.objects.get(workspace=cast.team, user=cast.dariush).appoint(Role.OWNER, actor(cast.amina))
    owner = Membership.objects.select_related("user").get(workspace=cast.team, user=cast.amina)
    for text in ("یک", "دو"):
        add_note(cast.canvas, cast.dariush, "channels", text)
    send = delivering.send
    monkeypatch.setattr(delivering, "send", lambda *about: (send(*about), end(webhook, owner))[0])
    deliver_due(timezone.now())
    assert [one["data"]["after"]["text"] for one in bodies(receiver)] == ["یک"]


def test_receiver_that_is_gone_is_left_alone_at_once(cast, receiver, webhook):
    receiver.statuses = [410]
    add_note(cast.canvas, cast.dariush, "channels", "یک")
    deliver_due(timezone.now())
    assert standing(webhook).paused_at


def test_redirects_are_not_followed(cast, receiver, webhook):
    receiver.statuses = [300, 302, 399, 400]
    assert [ping(webhook).name for _ in range(4)] == ["redirect"] * 3 + ["refused"]


@pytest.mark.parametrize("fallbacks, name", [(True, "taken"), (False, "sealed")])
def test_another_key_of_the_server_ends_none_where_the_former_is_kept(receiver, webhook, settings, fallbacks, name):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY] if fallbacks else []
    settings.SECRET_KEY = "a new key"
    assert ping(webhook).name == Attempt.objects.get().outcome == name


def test_trial(cast, receiver, webhook):
    assert ping(webhook).is_taken
    assert bodies(receiver)[0]["type"] == "ping"
    assert Attempt.objects.get().seq is None


def test_removed_webhook_is_told_nothing_more(cast, receiver, webhook):
    add_note(cast.canvas, cast.dariush, "channels", "یک")
    webhook.remove(actor(cast.amina))
    deliver_due(timezone.now())
    deliver(webhook.pk, timezone.now())
    assert receiver.got == []


def test_two_senders_do_not_get_into_each_others_way(cast, receiver, webhook):
    add_note(cast.canvas, cast.dariush, "channels", "یک")
    now = timezone.now()
    Standing.objects.update(claimed_until=now + timedelta(seconds=30))
    deliver(webhook.pk, now)
    assert receiver.got == [], "another process is at it"
    deliver(webhook.pk, now + timedelta(seconds=31))
    assert len(receiver.got) == 1, "it had died"


def test_whoever_has_been_at_it_for_long_holds_it_still(cast, receiver, webhook, monkeypatch):
    held = []
    monkeypatch.setattr(delivering, "tell", lambda *about: held.append(standing(webhook)) or Outcome("taken"))
    add_note(cast.canvas, cast.dariush, "channels", "یک")
    deliver(webhook.pk, timezone.now() - timedelta(hours=1))
    assert [row.claimed_until > timezone.now() for row in held] == [True]
    assert standing(webhook).claimed_until is None


def test_certificate_of_somebody_else(cast, receiver, webhook, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(sending, "resolved", lambda host, port: "127.0.0.1")
    assert ping(webhook).name == "tls"


def test_nobody_there(cast, receiver, webhook, monkeypatch):
    monkeypatch.setattr(sending, "resolved", lambda host, port: "127.0.0.1")
    webhook.address = f"https://{HOST}:1/"
    assert ping(webhook).name == "unreachable"


def test_whoever_answers_drop_by_drop_is_cut_off(cast, receiver, webhook, monkeypatch):
    """Also within the handshake, where nobody has said a word yet."""
    monkeypatch.setattr(sending, "WHOLE", 0.4)
    held = []
    with socket.create_server(("127.0.0.1", 0)) as silent:
        threading.Thread(target=lambda: held.append(silent.accept()), daemon=True).start()
        webhook.address = f"https://{HOST}:{silent.getsockname()[1]}/"
        outcome = ping(webhook)
    assert not outcome.is_taken and 300 < outcome.milliseconds < 3000


def test_a_slow_receiver_does_not_keep_the_others_waiting(cast, receiver, webhook, monkeypatch):
    monkeypatch.setattr("api.webhooks.delivering.TURN", 0.0)
    for text in ("یک", "دو", "سه"):
        add_note(cast.canvas, cast.dariush, "channels", text)
    deliver(webhook.pk, timezone.now())
    assert len(receiver.got) < 3 and due(timezone.now()) == [webhook.pk]


def test_attempts_are_kept_for_a_while(cast, receiver, webhook, monkeypatch):
    monkeypatch.setattr("api.models.attempt.KEPT", 3)
    other = add(cast, receiver, ["notes"])
    for each in (other, *[webhook] * 5):
        Attempt.objects.note(each, 1, "note.add", Outcome("taken", 204, 7))
    assert (webhook.attempts.count(), other.attempts.count()) == (3, 1)


def test_an_edit_does_not_wait_for_webhooks(cast, receiver, webhook):
    """Nothing is sent, nor asked of webhooks, while somebody edits."""
    Note.objects.get(pk=cast.notes[0].pk).revise("تازه", 1, actor(cast.dariush))
    assert receiver.got == [] and Attempt.objects.count() == 0
