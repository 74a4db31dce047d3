"""What else there is beside notes: canvases, segments, relationships, the focus, figures, comments, the record."""

import uuid
from datetime import date
from decimal import Decimal
from unittest.mock import Mock

import pytest
from django.db import OperationalError
from django.test import Client

from api.rows import SECRET, row_of, without_secrets
from canvas.models import Canvas, Segment
from record.models import Change, Head
from record.triggers import recorded_models
from relationships.models import Focus, Indicator, Relationship
from tests.api.calling import call, make_token, on
from tests.cast import actor
from tests.stage import kept
from tests.strategy import make_strategy
from workspaces.models import Invitation


@pytest.fixture
@kept
def strategy(cast):
    return make_strategy(cast)


def edit(cast, method: str, path: str, sent=None, canvas=None, **more):
    return call(cast.dariush, method, on(canvas or cast.canvas, path), sent, **more)


def test_workspaces_are_those_of_the_person(cast):
    found = call(cast.layla, "GET", "workspaces").data["data"]
    assert [(row["id"], row["role"]) for row in found] == [(cast.team.pk, "viewer")]
    assert call(cast.omar, "GET", "workspaces").data["data"] == []
    cast.team.members.get(user=cast.layla).remove(actor(cast.amina))
    assert call(cast.layla, "GET", "workspaces").data["data"] == []


def test_members_tell_who_the_ids_are(cast):
    rows = call(cast.layla, "GET", f"workspaces/{cast.team.pk}/members").data["data"]
    assert {row["user_id"]: row["role"] for row in rows}[cast.kian.pk] == "commenter"
    assert "email" not in rows[0]
    cast.team.members.get(user=cast.kian).remove(actor(cast.amina))
    again = call(cast.layla, "GET", f"workspaces/{cast.team.pk}/members").data["data"]
    assert [row["user_id"] for row in again if row["removed_at"]] == [cast.kian.pk], "what he did names him still"


def test_canvas_is_made_renamed_archived_and_fetched_back(cast):
    made = call(cast.dariush, "POST", f"workspaces/{cast.team.pk}/canvases", {"name": "از API"})
    assert made.status_code == 201 and made.data == row_of(Canvas.objects.get(name="از API"))
    canvas = Canvas.objects.get(name="از API")
    assert edit(cast, "PATCH", "", {"name": "دیگر", "version": 1}, canvas).data["name"] == "دیگر"
    stale = edit(cast, "PATCH", "", {"name": "سوم", "version": 1}, canvas)
    assert (stale.status_code, stale.data["theirs"]["name"]) == (409, "دیگر")
    assert edit(cast, "POST", "archive", None, canvas).data["archived_at"]
    archived = call(cast.dariush, "GET", f"workspaces/{cast.team.pk}/canvases?archived=true").data["data"]
    assert [row["id"] for row in archived] == [canvas.pk]
    assert edit(cast, "POST", "restore", None, canvas).data["archived_at"] is None


def test_canvas_is_read_whole_with_the_line_to_follow_from(cast):
    board = call(cast.layla, "GET", on(cast.canvas)).data
    assert board["seq"] == Head.objects.get(pk=cast.team.pk).seq
    assert len(board["blocks"]) == 9
    assert {note["id"] for block in board["blocks"] for note in block["notes"]} == {note.pk for note in cast.notes}
    held = {block["block"]: [row["id"] for row in block["segments"]] for block in board["blocks"] if block["segments"]}
    assert held == {"customer_segments": [row.pk for row in cast.segments]}


def test_segment_takes_what_it_gives(cast):
    sent = {"name": "تازه", "margin": 0.35, "retention": 0.9425, "value": 42000.5, "customers": 12}
    made = edit(cast, "POST", "segments", sent)
    assert made.status_code == 201
    assert {name: made.data[name] for name in sent} == sent
    segment = Segment.objects.get(pk=made.data["id"])
    assert (segment.margin, segment.retention) == (Decimal("0.35"), Decimal("0.9425"))
    kept = edit(cast, "PATCH", f"segments/{segment.pk}", {"version": 1, "customers": 13}).data
    assert (kept["customers"], kept["margin"], kept["name"]) == (13, 0.35, "تازه")
    assert edit(cast, "PATCH", f"segments/{segment.pk}", {"version": 2, "margin": None}).data["margin"] is None


@pytest.mark.parametrize("name", ["margin", "value", "customers"])
@pytest.mark.parametrize(
    "number",
    ["-0.1", "1e400", "9e999999", "-1e99999999999", "1e-999999", "9" * 4000, "0.123456789", '"x"', "true", "[1]"],
)
def test_figure_that_is_none(cast, name, number):
    response = edit(cast, "POST", "segments", f'{{"name": "x", "{name}": {number}}}'.encode())
    assert response.status_code == 422 and response.data["errors"][0]["path"] == f"/{name}"


def test_share_is_at_most_a_whole(cast):
    response = edit(cast, "POST", "segments", {"name": "x", "margin": 1.5})
    assert response.status_code == 422 and response.data["errors"][0]["path"] == "/margin"


def test_segment_is_moved_removed_and_restored(cast, strategy):
    """What hangs on one that is removed is in no list."""
    first, second = cast.segments
    lists = ("relationships", "ties", "indicators")
    assert [len(edit(cast, "GET", name).data["data"]) for name in lists] == [1, 1, 1]
    assert edit(cast, "POST", f"segments/{first.pk}/move", {"after": second.pk}).data["position"] > second.position
    assert edit(cast, "DELETE", f"segments/{first.pk}?version=1").data["removed_at"]
    assert [len(edit(cast, "GET", name).data["data"]) for name in (*lists, "segments")] == [0, 0, 0, 1]
    gone = (f"segments/{first.pk}", f"relationships/{first.pk}/self_service")
    assert {edit(cast, "GET", path).status_code for path in gone} == {404}
    assert edit(cast, "POST", f"segments/{first.pk}/restore").data["removed_at"] is None


def test_cell_is_put_whole(cast):
    path = f"relationships/{cast.segments[1].pk}/social"
    assert edit(cast, "GET", path).status_code == 404
    cell = {"version": 0, "expected": 2, "state": "planned", "channels": ["social_network"], "goals": ["growth"]}
    made = edit(cast, "PUT", path, {**cell, "fixed_cost": 10.25, "since_on": "2026-03-21"})
    assert made.status_code == 200 and made.data == row_of(Relationship.objects.get(pk=made.data["id"]))
    assert (made.data["fixed_cost"], made.data["since_on"], made.data["version"]) == (10.25, "2026-03-21", 1)
    assert edit(cast, "PUT", path, cell).data["code"] == "stale"
    again = edit(cast, "PUT", path, {**cell, "version": 1}).data
    assert (again["fixed_cost"], again["version"]) == (None, 2), "what is not put is not there"
    assert edit(cast, "GET", path).data == again


def test_day_is_iso_whatever_calendar_its_reader_has(cast):
    path = f"relationships/{cast.segments[1].pk}/social"
    sent = {"version": 0, "expected": 0, "state": "none"}
    for day in ("1405-01-01", "21/3/2026", "2026-13-01"):
        assert edit(cast, "PUT", path, sent | {"since_on": day}).data["errors"][0]["path"] == "/since_on"


def test_relationship_is_tied_retired_removed_and_restored(cast, strategy):
    path = f"relationships/{cast.segments[0].pk}/self_service"
    tied = edit(cast, "POST", path + "/ties", {"note": cast.notes[0].pk})
    assert (tied.status_code, tied.data["note_id"]) == (201, cast.notes[0].pk)
    assert edit(cast, "POST", path + "/ties", {"note": cast.notes[0].pk}).data == tied.data, "tied already"
    assert len(edit(cast, "GET", "ties").data["data"]) == 2
    assert edit(cast, "DELETE", path + f"/ties/{cast.notes[0].pk}").data["removed_at"]
    assert edit(cast, "POST", path + "/retire", {"version": 1}).status_code == 422
    assert edit(cast, "POST", path + "/retire", {"version": 1, "reason": "گران"}).data["state"] == "retired"
    assert edit(cast, "DELETE", path + "?version=2").data["removed_at"]
    assert [edit(cast, "GET", name).data["data"] for name in ("relationships", "ties")] == [[], []]
    assert edit(cast, "GET", path).status_code == 404
    assert edit(cast, "POST", path + "/restore").data["removed_at"] is None


def test_focus_is_decided_and_withdrawn_for_good(cast):
    weights = {"acquisition": 60, "retention": 30, "growth": 10}
    made = edit(cast, "POST", "focuses", {**weights, "from_on": "2026-03-21", "reason": "چون"})
    assert made.status_code == 201 and made.data == row_of(Focus.objects.get())
    assert Change.objects.of(cast.team.pk).latest("seq").reason == "چون (API: Nightly)"
    wrong = edit(cast, "POST", "focuses", {**weights, "growth": 11, "from_on": "2026-03-21", "reason": "چون"})
    assert [(error["path"], error["code"]) for error in wrong.data["errors"]] == [("", "sum")]
    path = f"focuses/{made.data['id']}/withdraw"
    assert edit(cast, "POST", path, {"reason": "اشتباه"}).data["withdrawn_reason"] == "اشتباه"
    assert edit(cast, "POST", path, {"reason": "اشتباه"}).data["code"] == "withdrawn"
    kept = edit(cast, "GET", f"focuses/{made.data['id']}").data
    assert kept["withdrawn_at"] and edit(cast, "GET", "focuses").data["data"] == [kept]


def test_month_is_put_and_taken_out(cast):
    path = f"indicators/{cast.segments[0].pk}/2026-09-01"
    made = edit(cast, "PUT", path, {"version": 0, "active": 20, "revenue": 12.5})
    assert made.status_code == 200 and made.data == row_of(Indicator.objects.get())
    assert edit(cast, "PUT", path, {"version": 0, "active": 21}).data["code"] == "stale"
    assert len(edit(cast, "GET", f"indicators?segment={cast.segments[0].pk}").data["data"]) == 1
    assert edit(cast, "GET", f"indicators?segment={cast.segments[1].pk}").data["data"] == []
    assert edit(cast, "PUT", path, {"version": 1}).data["removed_at"]
    assert edit(cast, "GET", "indicators").data["data"] == []
    other = f"indicators/{cast.segments[1].pk}/2026-09-01"
    assert edit(cast, "PUT", other, {"version": 0}).status_code == 404, "nothing there, nothing to put"


@pytest.mark.parametrize("month, status", [
    ("2026-09-02", 422), ("2199-01-01", 422), (f"{date.today().year + 1}-02-01", 422),
    ("1949-12-01", 422), ("1405-01-01", 404), ("20260901", 404), ("x", 404), ("2026-02-30", 404),
])  # fmt: skip
def test_month_that_is_none_of_the_books(cast, month, status):
    made = edit(cast, "PUT", f"indicators/{cast.segments[0].pk}/{month}", {"version": 0, "active": 1})
    assert made.status_code == status


def test_months_keep_to_the_calendar_of_the_books(cast, strategy):
    wrong = edit(cast, "PUT", f"indicators/{cast.segments[0].pk}/2026-09-01", {"version": 0, "active": 1})
    assert wrong.status_code == 422 and wrong.data["errors"][0]["path"] == "/month"
    right = edit(cast, "PUT", f"indicators/{cast.segments[0].pk}/2026-09-23", {"version": 0, "active": 1})
    assert (right.status_code, Indicator.objects.get(pk=right.data["id"]).month_on) == (200, date(2026, 9, 23))


def test_comments_are_read(cast):
    rows = edit(cast, "GET", "comments?open=true").data["data"]
    assert [(row["id"], row["author_id"]) for row in rows] == [(cast.comment.pk, cast.kian.pk)]
    assert edit(cast, "GET", "comments?open=false").data["data"] == []


def test_record_is_followed_without_a_gap(cast, strategy):
    Invitation.objects.invite(cast.team, 10, 7, actor(cast.amina))[0].revoke(actor(cast.amina, request=uuid.uuid4()))
    found, since, head = [], 0, None
    while since != head:
        page = call(cast.layla, "GET", f"workspaces/{cast.team.pk}/changes?since={since}&limit=7").data
        found, since, head = found + page["data"], page["next"], page["head"]
    assert [line["seq"] for line in found] == list(range(1, head + 1))
    lines = Change.objects.of(cast.team.pk).order_by("seq")
    for side in ("before", "after"):
        rows = [getattr(line, side) for line in lines]
        assert [line[side] for line in found] == [row and without_secrets(row) for row in rows]
        assert "digest" not in str([line[side] for line in found if line["table"] == "workspaces_invitation"])
    told = [(line["actor_id"], line["request"]) for line in found]
    assert told == [(line.actor_id, line.request and str(line.request)) for line in lines]


def test_record_ends_where_it_ends(cast):
    page = call(cast.layla, "GET", f"workspaces/{cast.team.pk}/changes?since=999999").data
    assert (page["data"], page["next"]) == ([], 999999)


def test_a_row_is_the_same_wherever_one_meets_it(cast, strategy):
    """A live row equals the `after` of its last change, for every table that the API shows."""
    shown = {"canvas_canvas", "canvas_note", "canvas_segment", "canvas_comment"}
    for model in recorded_models():
        if model._meta.db_table in shown or model._meta.app_label == "relationships":
            for row in model._base_manager.filter(workspace=cast.team):
                last = Change.objects.of(cast.team.pk).filter(table=model._meta.db_table, row_id=row.pk).latest("seq")
                assert row_of(row) == last.after, model


@pytest.mark.parametrize("path, sent", [
    ("indicators/{segment}/2026-09-01", {"version": 0}),
    ("notes/{note}/restore", {}),
    ("relationships/{segment}/self_service/ties", {}),
])  # fmt: skip
def test_a_retry_of_what_changed_nothing_is_answered_alike(cast, strategy, path, sent):
    key, method = uuid.uuid4(), "PUT" if "indicators" in path else "POST"
    sent = {"note": strategy.tie.note_id} if path.endswith("ties") else sent
    path = path.format(segment=cast.segments[0].pk, note=cast.notes[0].pk).replace("2026-09-01", "2026-09-23")
    first, second = (edit(cast, method, path, sent, key=key) for _ in range(2))
    assert (first.status_code, first.data) == (second.status_code, second.data)
    assert first.status_code in (200, 201, 404)


@pytest.mark.parametrize("query", ["limit=0", "limit=9999", "limit=x", "cursor=-1", "cursor=" + "9" * 30])
def test_query_that_makes_no_sense(cast, query):
    response = edit(cast, "GET", f"notes?{query}")
    assert (response.status_code, response.data["code"]) == (422, "invalid")


def test_junk_in_an_address_is_a_problem_too(cast):
    for path in ("workspaces/%00", "no-such-thing", "workspaces?cursor=%ff", "workspaces/x"):
        response = call(cast.dariush, "GET", path)
        assert response["Content-Type"] == "application/problem+json", path
        assert response.status_code in (400, 404)


@pytest.mark.parametrize("error, status, code", [(ValueError, 500, "failed"), (OperationalError, 503, "unavailable")])
def test_failure_of_ours_is_a_problem_too(cast, monkeypatch, error, status, code):
    secret = make_token(cast.dariush)
    monkeypatch.setattr("api.v1.notes.page_of", Mock(side_effect=error))
    client = Client(raise_request_exception=False)
    response = client.get("/api/v1/" + on(cast.canvas, "notes"), headers={"Authorization": f"Bearer {secret}"})
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response["Cache-Control"] == "no-store" and ("Retry-After" in response) == (status == 503)


def test_an_edit_that_waits_is_refused_by_an_archive(cast, meanwhile):
    meanwhile(lambda: cast.canvas.archive(actor(cast.amina)))
    response = edit(cast, "POST", "notes", {"block": "channels", "text": "x"})
    assert (response.status_code, response.data["code"]) == (409, "archived")


def test_a_retry_is_answered_though_the_canvas_was_archived_since(cast):
    key, sent = uuid.uuid4(), {"block": "channels", "text": "یک بار"}
    first = edit(cast, "POST", "notes", sent, key=key)
    cast.canvas.archive(actor(cast.amina))
    again = edit(cast, "POST", "notes", sent, key=key)
    assert (again.status_code, again.data) == (201, first.data)


def test_queries_of_a_call_are_few_and_fixed(cast, django_assert_num_queries):
    secret = make_token(cast.layla)
    call(secret, "GET", on(cast.canvas, "notes"))
    for path, most in (("notes", 4), ("", 6), ("comments", 4)):
        with django_assert_num_queries(most):
            call(secret, "GET", on(cast.canvas, path))


def test_what_is_secret_is_in_no_row():
    """Of whatever is on the record: a column that sounds like a secret is left out by rows.SECRET, or is harmless."""
    columns = {field.column for model in recorded_models() for field in model._meta.concrete_fields}
    telling = {name for name in columns if any(word in name for word in ("digest", "secret", "token", "sealed", "key"))}
    assert telling <= SECRET, telling - SECRET
