"""Notes through the API: the same verbs, rules and conflicts as on the board."""

import uuid

import pytest

from api.rows import row_of
from canvas.models import Note
from record.models import Change
from tests.api.calling import call, make_token, on
from tests.asking import get
from tests.cast import actor
from tests.strategy import make_strategy


def add(cast, sent: dict, who=None, key=None):
    return call(who or cast.dariush, "POST", on(cast.canvas, "notes"), sent, key)


def revise(cast, sent: dict, note=None, key=None):
    return call(cast.dariush, "PATCH", on(cast.canvas, f"notes/{(note or cast.notes[3]).pk}"), sent, key)


def paths(response) -> list[tuple[str, str]]:
    assert response.status_code == 422
    return [(error["path"], error["code"]) for error in response.data["errors"]]


def test_note_is_added_and_is_as_the_record_has_it(cast):
    response = add(cast, {"block": "channels", "text": " از API \u202e", "channel": "app"})
    assert response.status_code == 201
    note = Note.objects.get(pk=response.data["id"])
    assert (note.text, note.channel) == ("از API", "app")
    assert response.data == row_of(note) == Change.objects.of(cast.team.pk).latest("seq").after


def test_record_names_the_token(cast):
    add(cast, {"block": "channels", "text": "x"}, make_token(cast.dariush, name="شبانه"))
    change = Change.objects.of(cast.team.pk).latest("seq")
    assert (change.actor_id, change.verb, change.reason) == (cast.dariush.pk, "note.add", "API: شبانه")


def test_record_names_the_token_behind_a_reason_of_the_verb(cast):
    strategy = make_strategy(cast)
    path = on(cast.canvas, f"focuses/{strategy.focus.pk}/withdraw")
    token = make_token(cast.dariush, name="شبانه")
    assert call(token, "POST", path, {"reason": "اشتباه بود"}).data["withdrawn_reason"] == "اشتباه بود"
    change = Change.objects.of(cast.team.pk).latest("seq")
    assert (change.verb, change.reason) == ("focus.withdraw", "اشتباه بود (API: شبانه)")
    page = get(cast.dariush, "activity", cast.team.pk).content.decode()
    assert "اشتباه بود (API: شبانه)" in page and "API: اشتباه" not in page


def test_notes_of_a_canvas_come_page_by_page(cast):
    found, cursor = [], 0
    while cursor is not None:
        page = call(cast.layla, "GET", on(cast.canvas, f"notes?limit=3&cursor={cursor}")).data
        found, cursor = found + page["data"], page["next"]
    assert [row["id"] for row in found] == [note.pk for note in cast.notes]
    assert call(cast.layla, "GET", on(cast.canvas, f"notes?limit={len(cast.notes)}")).data["next"] is None
    only = call(cast.layla, "GET", on(cast.canvas, "notes?block=channels")).data["data"]
    assert {row["block"] for row in only} == {"channels"}


def test_revising_keeps_what_is_not_sent(cast):
    response = revise(cast, {"text": "تازه", "version": 1})
    assert (response.status_code, response.data["text"], response.data["channel"]) == (200, "تازه", "website")
    assert response.data["version"] == 2


def test_stale_edit_is_answered_with_both_texts_and_saves_nothing(cast):
    cast.notes[3].revise("از امینه", 1, actor(cast.amina))
    response = revise(cast, {"text": "از داریوش", "version": 1})
    assert (response.status_code, response.data["code"]) == (409, "stale")
    assert response.data["yours"] == {"text": "از داریوش", "version": 1}
    assert (response.data["theirs"]["text"], response.data["theirs"]["version"]) == ("از امینه", 2)
    assert Note.objects.get(pk=cast.notes[3].pk).text == "از امینه"


@pytest.mark.parametrize("version, echo", [(b"7.0", 7), (b"1e400", "1E+400"), (b"9" * 40, int("9" * 40))])
def test_what_was_sent_comes_back_with_a_conflict_whatever_number_it_held(cast, version, echo):
    response = revise(cast, b'{"text": "x", "version": ' + version + b"}")
    assert response.status_code in (409, 422)
    assert response.status_code == 422 or response.data["yours"]["version"] == echo


def test_removed_meanwhile(cast):
    cast.notes[3].remove(1, actor(cast.amina))
    response = revise(cast, {"text": "x", "version": 2})
    assert (response.status_code, response.data["code"]) == (409, "removed")


def test_same_key_acts_once_and_is_answered_alike(cast):
    key, sent = uuid.uuid4(), {"block": "channels", "text": "یک بار"}
    first, second = (add(cast, sent, key=key) for _ in range(2))
    assert first.status_code == second.status_code == 201 and first.data == second.data
    assert Note.objects.filter(text="یک بار").count() == 1


def test_same_key_is_answered_as_it_was_then(cast):
    key, sent = uuid.uuid4(), {"text": "دوم", "version": 1}
    first = revise(cast, sent, key=key)
    cast.notes[3].revise("سوم", 2, actor(cast.amina))
    assert revise(cast, sent, key=key).data == first.data


def test_same_key_with_another_body_is_refused(cast):
    key = uuid.uuid4()
    add(cast, {"block": "channels", "text": "یک"}, key=key)
    response = add(cast, {"block": "channels", "text": "دو"}, key=key)
    assert (response.status_code, response.data["code"]) == (422, "reused")


def test_same_key_for_another_address_is_refused(cast):
    """Also where only the query is another, which says for a removal which version is meant."""
    key, path = uuid.uuid4(), on(cast.canvas, f"notes/{cast.notes[0].pk}")
    assert call(cast.dariush, "DELETE", path + "?version=1", key=key).status_code == 200
    for method, other in (("DELETE", path + "?version=2"), ("POST", path + "/restore")):
        assert call(cast.dariush, method, other, key=key).data["code"] == "reused"


def test_key_that_is_no_uuid(cast):
    response = call(cast.dariush, "POST", on(cast.canvas, "notes"), {"text": "x"}, **{"Idempotency-Key": "x"})
    assert (response.status_code, response.data["code"]) == (400, "key")


@pytest.mark.parametrize("sent, wrong", [
    ({}, [("/text", "required"), ("/block", "required")]),
    ({"block": "channels", "text": "x" * 2001}, [("/text", "max_length")]),
    ({"block": "customer_segments", "text": "x"}, [("/block", "invalid_choice")]),
    ({"block": "channels", "text": "a\0b"}, [("/text", "unstorable")]),
    ({"block": "channels", "text": "\ud800"}, [("/text", "unstorable")]),
    ({"block": "channels", "text": ["x"]}, [("/text", "type")]),
    ({"block": "channels", "text": 5}, [("/text", "type")]),
    ({"block": "channels", "text": "x", "colour": "red"}, [("/colour", "unknown")]),
    ({"block": "channels", "text": "x", "a/b~c": 1}, [("/a~1b~0c", "unknown")]),
])  # fmt: skip
def test_each_bad_value_is_named(cast, sent, wrong):
    response = add(cast, sent)
    assert paths(response) == wrong
    assert all(error["detail"] for error in response.data["errors"])


@pytest.mark.parametrize("body", [
    b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"a": NaN}', b"[" * 100_000, b'{"a":' + b"9" * 5000 + b"}",
])  # fmt: skip
def test_what_is_no_json_object_is_malformed(cast, body):
    response = call(cast.dariush, "POST", on(cast.canvas, "notes"), body)
    assert (response.status_code, response.data["code"]) == (400, "malformed")


def test_body_that_is_too_long(cast):
    response = add(cast, {"block": "channels", "text": "x" * 1_100_000})
    assert (response.status_code, response.data["code"]) == (413, "too_long")


def test_forms_are_not_json(cast):
    response = cast.dariush.client.post(
        "/api/v1/" + on(cast.canvas, "notes"), {"text": "x"},
        headers={"Authorization": f"Bearer {make_token(cast.dariush)}"},
    )  # fmt: skip
    assert response.status_code == 415


def test_moving(cast):
    moved, other = cast.notes[0], cast.notes[4]
    response = call(
        cast.dariush, "POST", on(cast.canvas, f"notes/{moved.pk}/move"), {"block": "channels", "after": other.pk}
    )
    assert (response.status_code, response.data["block"]) == (200, "channels")
    assert response.data["position"] > other.position


def test_recolouring(cast):
    path = on(cast.canvas, f"notes/{cast.notes[0].pk}/recolour")
    other = cast.segments[1].pk
    assert call(cast.dariush, "POST", path, {"segment": other}).data["segment_id"] == other
    assert call(cast.dariush, "POST", path, {}).data["segment_id"] is None
    assert paths(call(cast.dariush, "POST", path, {"segment": cast.other_segment.pk})) == [
        ("/segment", "invalid_choice")
    ]


def test_removing_and_restoring(cast):
    path = on(cast.canvas, f"notes/{cast.notes[0].pk}")
    assert paths(call(cast.dariush, "DELETE", path)) == [("/version", "required")]
    gone = call(cast.dariush, "DELETE", path + "?version=1")
    assert gone.status_code == 200 and gone.data["removed_at"]
    assert call(cast.dariush, "GET", path).status_code == 404
    there = call(cast.dariush, "GET", on(cast.canvas, "notes")).data["data"]
    assert [row["id"] for row in there] == [note.pk for note in cast.notes[1:]]
    back = call(cast.dariush, "POST", path + "/restore")
    assert (back.status_code, back.data["removed_at"], back.data["version"]) == (200, None, 3)
    assert call(cast.dariush, "POST", path + "/restore").data == back.data


def test_removed_note_comes_back_as_it_is_sent(cast):
    cast.notes[3].remove(1, actor(cast.amina))
    back = call(cast.dariush, "POST", on(cast.canvas, f"notes/{cast.notes[3].pk}/restore"), {"channel": "app"})
    assert (back.status_code, back.data["text"], back.data["channel"]) == (200, cast.notes[3].text, "app")


def test_body_of_a_removal_is_passed_over(cast):
    path = on(cast.canvas, f"notes/{cast.notes[0].pk}?version=9")
    response = call(cast.dariush, "DELETE", path, b'{"version": {"deep": 1.5}}')
    assert (response.status_code, response.data["yours"]) == (409, {"version": "9"})


def test_not_every_one_of_very_many_bad_values_is_told(cast):
    response = add(cast, {f"x{number}": 1 for number in range(5000)})
    assert len(response.data["errors"]) == 50


def test_archived_canvas_is_only_read(cast):
    cast.canvas.archive(actor(cast.amina))
    response = add(cast, {"block": "channels", "text": "x"})
    assert (response.status_code, response.data["code"]) == (409, "archived")
    assert call(cast.dariush, "GET", on(cast.canvas, "notes")).status_code == 200


@pytest.mark.parametrize("name, status", [("amina", 201), ("kian", 403), ("layla", 403), ("omar", 404), ("sara", 404)])
def test_who_may(cast, name, status):
    assert add(cast, {"block": "channels", "text": "x"}, cast.people[name]).status_code == status
