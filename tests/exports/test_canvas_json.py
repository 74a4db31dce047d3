"""A whole canvas as JSON: what goes out comes back in, and goes out the same."""

import json
import uuid
from datetime import date

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as tried

from canvas.blocks import Block
from canvas.models import Canvas
from exports.document import MOST_BYTES, SCHEMA
from exports.document.placing import import_canvas
from exports.document.taking import checked
from exports.document.writing import content_of, document_of, written
from record.models import Change
from record.verify import Whole, verify
from relationships.models import Indicator, Scenario
from relationships.models.indicator import Entry
from tests.asking import get, post, queries_of
from tests.cast import actor, add_note, add_segment
from tests.exports.sending import document, send, unsaid
from tests.exports.thought_up import contents, histories
from tests.sharing.links import make_link
from tests.strategy import add_relationship, decide, make_strategy, strategy_of


def test_what_stands_on_a_canvas_goes_out_and_nothing_of_others(cast):
    make_strategy(cast)
    whole = document(cast)
    canvas = whole["canvas"]
    assert whole["schema"] == "boom.canvas/2" and "history" not in whole
    assert canvas["name"] == cast.canvas.name
    assert {note["text"] for note in canvas["notes"]} == {note.text for note in cast.notes}
    assert canvas["notes"][0]["segment"] == canvas["segments"][0]["key"] == "s1"
    (relationship,) = canvas["relationships"]
    assert (relationship["kind"], relationship["fixed_cost"], len(relationship["ties"])) == (
        "self_service",
        "13000000",
        1,
    )
    assert canvas["focus"][0]["from_on"] == "2026-03-21" and canvas["indicators"][0]["active"] == 20900
    assert "secret" not in json.dumps(whole)


def test_what_was_taken_away_again_stays_behind(cast):
    """A segment with all that was said of it; and a decision, a month and a what-if."""
    before = content_of(cast.canvas)
    passing = add_segment(cast.canvas, cast.dariush, name="گذرا")
    strategy_of(cast.canvas, passing, cast.notes[3], cast.dariush)
    decide(cast.canvas, cast.dariush, (30, 40, 30), date(2026, 5, 22), segment=passing)
    passing.remove(1, actor(cast.dariush))
    gone = strategy_of(cast.canvas, cast.segments[0], cast.notes[3], cast.dariush)
    gone.relationship.remove(gone.relationship.version, actor(cast.dariush))
    nothing = Entry(cast.segments[0], gone.indicator.month_on, 1, dict.fromkeys(Indicator.FIGURES))
    Indicator.objects.record(cast.canvas, [nothing], actor(cast.dariush))
    for focus in cast.canvas.focuses.filter(segment=None):
        focus.withdraw("اشتباه", actor(cast.dariush))
    for row in (*cast.canvas.scenarios.all(), *cast.canvas.dismissals.all()):
        (row.remove if isinstance(row, Scenario) else row.reopen)(actor(cast.dariush))
    assert content_of(cast.canvas) == before


def test_with_its_history_it_holds_every_change(cast):
    (chapter,) = document(cast, query="?history=1")["history"]
    lines = chapter["lines"]
    kept = Change.objects.of(cast.team.pk).filter(canvas_id=cast.canvas.pk)
    assert [line["seq"] for line in lines] == sorted(kept.values_list("seq", flat=True))
    assert lines[0]["verb"] == "canvas.create" and lines[0]["by"] == "داریوش Rad"
    assert "@example.com" not in json.dumps(lines)


def test_a_file_from_before_there_were_what_ifs_comes_in(cast):
    sent = document(cast)
    del sent["canvas"]["scenarios"]
    assert send(cast.dariush, cast, sent).status_code == 302


def test_a_digest_of_a_share_link_goes_out_with_no_history(cast):
    make_link(cast)
    assert "token_digest" not in json.dumps(document(cast, query="?history=1"))


def test_an_editor_brings_it_in_as_a_new_canvas(cast):
    make_strategy(cast)
    sent = document(cast, query="?history=1")
    answer = send(cast.dariush, cast, sent)
    made = Canvas.objects.filter(workspace=cast.team).latest("pk")
    assert answer.status_code == 302 and answer.url == reverse("board", args=[cast.team.pk, made.pk])
    assert made.pk != cast.canvas.pk and content_of(made) == sent["canvas"]
    for rows in (made.segments.all(), *(made.notes.filter(block=block) for block in Block.values)):
        places = [row.position for row in rows.order_by("pk")]
        assert all(places) and places == sorted(set(places)), "each has a place of its own"
    lines = Change.objects.of(cast.team.pk).filter(canvas_id=made.pk)
    assert lines.order_by("seq").first().verb == "canvas.import"
    assert not lines.filter(imported=True).exists() and set(lines.values_list("actor_id", flat=True)) == {
        cast.dariush.pk
    }
    reasons = dict(lines.exclude(reason="").values_list("verb", "reason"))
    assert reasons == {"focus.decide": "چون", "advice.dismiss": "می‌دانیم"}


def test_the_same_request_acts_once_and_another_file_is_another_request(cast):
    sent, request = document(cast), str(uuid.uuid4())
    answers = [send(cast.dariush, cast, sent, request=request) for _ in range(2)]
    assert answers[0].url == answers[1].url
    sent["canvas"]["name"] = "دیگری"
    assert send(cast.dariush, cast, sent, request=request).status_code == 422
    assert Canvas.objects.filter(workspace=cast.team).count() == 2


def test_it_goes_to_another_workspace_too(cast):
    sent = document(cast)
    answer = cast.sara.client.post(
        reverse("canvas_import", args=[cast.elsewhere.pk]),
        {"file": SimpleUploadedFile("c.json", json.dumps(sent).encode())},
    )
    made = Canvas.objects.filter(workspace=cast.elsewhere).latest("pk")
    assert answer.status_code == 302 and content_of(made) == sent["canvas"]


MOVE = {"segment": "s1", "from": "self_service", "to": "personal", "fixed": "5", "each": "0"}


WRONG = [  # what is changed, and the path of what is wrong then
    (lambda c: c.update(name=""), "canvas.name"),
    (lambda c: c.update(name="\u200b"), "canvas.name"),
    (lambda c: c.update(extra=1), "canvas.extra"),
    (lambda c: c.update({"\ud800": 1}), "canvas."),
    (lambda c: c.update(notes={}), "canvas.notes"),
    (lambda c: c.update(notes=[1]), "canvas.notes[0]"),
    (lambda c: c.update(notes=[{}] * 6000), "canvas.notes"),
    (lambda c: c["notes"][0].update(text=""), "canvas.notes[0].text"),
    (lambda c: c["notes"][0].update(text=12), "canvas.notes[0].text"),
    (lambda c: c["notes"][0].update(text="x" * 2001), "canvas.notes[0].text"),
    (lambda c: c["notes"][0].update(text="a\0b"), "canvas.notes[0].text"),
    (lambda c: c["notes"][0].update(text="\ud800"), "canvas.notes[0].text"),
    (lambda c: c["notes"][1].update(block="customer_segments"), "canvas.notes[1].block"),
    (lambda c: c["notes"][1].update(block=None), "canvas.notes[1].block"),
    (lambda c: c["notes"][1].update(channel=["shop"]), "canvas.notes[1].channel"),
    (lambda c: c["notes"][1].update(segment="s9"), "canvas.notes[1].segment"),
    (lambda c: c["notes"][1].update(segment=[]), "canvas.notes[1].segment"),
    (lambda c: c["notes"][1].update(key="n1"), "canvas.notes[1].key"),
    (lambda c: c["notes"][1].update(id=7), "canvas.notes[1].id"),
    (lambda c: c["segments"][0].update(customers=-1), "canvas.segments[0].customers"),
    (lambda c: c["segments"][0].update(customers=10**30), "canvas.segments[0].customers"),
    (lambda c: c["segments"][0].update(customers=True), "canvas.segments[0].customers"),
    (lambda c: c["segments"][0].update(value=1.5), "canvas.segments[0].value"),
    (lambda c: c["segments"][0].update(value="NaN"), "canvas.segments[0].value"),
    (lambda c: c["segments"][0].update(value="1e9999999"), "canvas.segments[0].value"),
    (lambda c: c["segments"][0].update(retention="1.5"), "canvas.segments[0].retention"),
    (lambda c: c["segments"][0].update(colour="#fff"), "canvas.segments[0].colour"),
    (lambda c: c["relationships"][0].update(kind="love"), "canvas.relationships[0].kind"),
    (lambda c: c["relationships"][0].update(expected=9), "canvas.relationships[0].expected"),
    (lambda c: c["relationships"][0].update(goals="retention"), "canvas.relationships[0].goals"),
    (lambda c: c["relationships"][0].update(goals=["peace"]), "canvas.relationships[0].goals"),
    (lambda c: c["relationships"][0].update(goals=["growth"] * 2), "canvas.relationships[0].goals"),
    (lambda c: c["relationships"][0].update(knows_customer="yes"), "canvas.relationships[0].knows_customer"),
    (lambda c: c["relationships"][0].update(since_on="2026-02-30"), "canvas.relationships[0].since_on"),
    (lambda c: c["relationships"][0].update(since_on="1799-12-31"), "canvas.relationships[0].since_on"),
    (lambda c: c["relationships"][0].update(since_on="2300-01-01"), "canvas.relationships[0].since_on"),
    (lambda c: c["relationships"][0].update(since_on=20240101), "canvas.relationships[0].since_on"),
    (lambda c: c["relationships"][0].update(segment="s9"), "canvas.relationships[0].segment"),
    (lambda c: c["relationships"][0].update(segment=["s1"]), "canvas.relationships[0].segment"),
    (lambda c: c.pop("segments"), "canvas.relationships[0].segment"),
    (lambda c: c.update(segments=None), "canvas.relationships[0].segment"),
    (lambda c: c["relationships"][0].update(ties=["n99"]), "canvas.relationships[0].ties[0]"),
    (lambda c: c["relationships"][0].update(ties=["n1", "n1"]), "canvas.relationships[0].ties"),
    (lambda c: c["relationships"][0].update(ties=False), "canvas.relationships[0].ties"),
    (lambda c: c["relationships"][0].update(ties={}), "canvas.relationships[0].ties"),
    (lambda c: c["relationships"][0].update(text="x" * 501), "canvas.relationships[0].text"),
    (lambda c: c["relationships"].append(dict(c["relationships"][0])), "canvas.relationships[1]"),
    (lambda c: c["focus"][0].update(growth=11), "canvas.focus[0]"),
    (lambda c: c["focus"][0].update(reason=""), "canvas.focus[0].reason"),
    (lambda c: c["focus"][0].update(from_on=None), "canvas.focus[0].from_on"),
    (lambda c: c["focus"][0].update(from_on="0001-01-01"), "canvas.focus[0].from_on"),
    (lambda c: c["focus"][0].update(from_on="9999-12-31"), "canvas.focus[0].from_on"),
    (lambda c: c["focus"][0].update(from_on=20240101), "canvas.focus[0].from_on"),
    (lambda c: c["indicators"].append(dict(c["indicators"][0])), "canvas.indicators[1]"),
    (lambda c: c["indicators"][0].update(month_on="2026-10-05"), "canvas.indicators"),
    (lambda c: c["indicators"][0].update(month_on="0001-01-01"), "canvas.indicators[0].month_on"),
    (lambda c: c["indicators"][0].update(month_on="9999-12-01"), "canvas.indicators[0].month_on"),
    (lambda c: c["indicators"][0].update(month_on="1949-12-22"), "canvas.indicators[0].month_on"),
    (lambda c: c["indicators"][0].update(month_on=20240101), "canvas.indicators[0].month_on"),
    (lambda c: c["indicators"][0].update(segment=None), "canvas.indicators[0].segment"),
    (lambda c: c["indicators"][0].update(segment={}), "canvas.indicators[0].segment"),
    (lambda c: c["scenarios"][0].update(name=""), "canvas.scenarios[0].name"),
    (lambda c: c["scenarios"][0].update(growth=11), "canvas.scenarios[0]"),
    (lambda c: c["scenarios"][0].update(growth="x"), "canvas.scenarios[0].growth"),
    (lambda c: c["scenarios"][0].update(high="0.1"), "canvas.scenarios[0].exponent"),
    (lambda c: c["scenarios"][0].update(low="NaN"), "canvas.scenarios[0].low"),
    (lambda c: c["scenarios"][0].update(low="0.9", high="0.95"), "canvas.scenarios[0].exponent"),
    (lambda c: c["scenarios"][0].update(moves=[{}]), "canvas.scenarios[0].moves[0].segment"),
    (lambda c: c["scenarios"][0].update(moves=[MOVE | {"to": "love"}]), "canvas.scenarios[0].moves[0].to"),
    (lambda c: c["scenarios"][0].update(moves=[MOVE | {"fixed": "-1"}]), "canvas.scenarios[0].moves[0].fixed"),
    (lambda c: c["scenarios"][0].update(moves=[MOVE | {"fixed": "9" * 13}]), "canvas.scenarios[0].moves[0].fixed"),
    (lambda c: c["scenarios"][0].update(moves=[MOVE | {"each": 1.5}]), "canvas.scenarios[0].moves[0].each"),
    (lambda c: c["scenarios"][0].update(moves=[MOVE | {"each": "1e-7"}]), "canvas.scenarios[0].moves[0].each"),
    (lambda c: c["scenarios"][0].update(moves=[MOVE] * 6), "canvas.scenarios[0].moves"),
]


def test_what_is_wrong_is_said_by_its_path_and_nothing_is_written(cast, boundless):
    make_strategy(cast)
    assert unsaid(cast, document(cast), "canvas", WRONG) == []


def test_the_first_and_the_last_day_of_a_form_come_in_and_are_shown(cast):
    make_strategy(cast)
    sent = document(cast)
    (focus,), (indicator,) = sent["canvas"]["focus"], sent["canvas"]["indicators"]
    sent["canvas"]["focus"] = [focus | {"from_on": day} for day in ("1800-01-01", "2299-12-31")]
    sent["canvas"]["indicators"] = [indicator | {"month_on": day} for day in ("1950-01-01", "2299-12-01")]
    sent["canvas"]["relationships"][0]["since_on"] = "1800-01-01"
    assert send(cast.dariush, cast, sent).status_code == 302
    made = Canvas.objects.filter(workspace=cast.team).latest("pk")
    assert content_of(made) == sent["canvas"]
    for reader in (cast.amina, cast.dariush):  # of either calendar
        for page in ("strategy", "audit", "matrix", "numbers"):
            assert get(reader, page, cast.team.pk, made.pk).status_code == 200


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff\xfe", b"null", b"[]", b"{}", b'{"schema": "boom.canvas/3"}', b"[" * 100_000, b'{"a":' * 50_000,
        b'{"schema": "boom.canvas/2", "canvas": {"name": NaN}}', b'{"schema": "boom.canvas/2", "canvas": []}',
        b'{"schema": "boom.canvas/2", "canvas": {"name": "x", "notes": ' + b"[" * 500 + b"]" * 500 + b"}}",
        b"9" * 5000, b'{"schema": "boom.canvas/2"}', b"x" * 10_000_001, b"[{}," * 400_000,
    ],
)  # fmt: skip
def test_junk_is_refused(cast, content):
    assert send(cast.dariush, cast, content).status_code == 422
    assert Canvas.objects.filter(workspace=cast.team).count() == 1


def test_as_large_a_file_as_is_promised_reaches_the_page():
    assert settings.LONG_BODIES[reverse("canvas_import", args=[0])] > MOST_BYTES


def test_without_a_file_the_form_says_so(cast):
    assert post(cast.dariush, "canvas_import", cast.team.pk).status_code == 422
    assert get(cast.dariush, "canvas_import", cast.team.pk).status_code == 200


def test_who_may(cast):
    assert get(cast.sara, "canvas_json", cast.team.pk, cast.canvas.pk).status_code == 404
    assert get(cast.amina, "canvas_json", cast.team.pk, cast.other_canvas.pk).status_code == 404
    assert post(cast.amina, "canvas_json", cast.team.pk, cast.canvas.pk).status_code == 405
    sent = document(cast)
    assert send(cast.kian, cast, sent).status_code == 403
    assert send(cast.sara, cast, sent).status_code == 404


def test_it_takes_as_many_queries_for_many_rows(cast):
    make_strategy(cast)
    document(cast)  # the first of this minute
    before = queries_of(cast.layla, "canvas_json", cast.team.pk, cast.canvas.pk)
    for number in range(4):
        segment = add_segment(cast.canvas, cast.dariush, name=f"بخش {number}")
        add_relationship(cast.canvas, segment, "personal", cast.dariush, expected=3)
        add_note(cast.canvas, cast.dariush, "channels", f"یادداشت {number}")
    assert queries_of(cast.layla, "canvas_json", cast.team.pk, cast.canvas.pk) == before


@given(content=contents(), history=histories)
@tried(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_out_in_and_out_again_is_the_same_to_the_byte(cast, content, history):
    """Whatever a canvas holds and whatever came before it: what is exported, imported, and exported again differs in
    nothing; nor when it was worked on in between."""
    sent = written({"schema": SCHEMA, "made": {}, "canvas": content, "history": history})
    first = import_canvas(checked(sent), cast.team, actor(cast.dariush))
    out = document_of(first, first.created_at, "x", history=True)
    second = import_canvas(checked(written(out)), cast.team, actor(cast.amina))
    assert written(document_of(second, first.created_at, "x", history=True)) == written(out)
    assert not history or out["history"] == history
    assert len(out["canvas"]["notes"]) == len(content["notes"])
    for name, count in (("comments", len(content["comments"])), ("dismissals", len(content["dismissals"]))):
        assert len(out["canvas"][name]) == count
    assert [row["moves"] for row in out["canvas"]["scenarios"]] == [
        [{**move, "segment": f"s{int(move['segment'][1:]) + 1}"} for move in row["moves"]]
        for row in content["scenarios"]
    ]
    add_note(second, cast.dariush, "channels", "از این‌جا به بعد")
    later = document_of(second, second.created_at, "y", history=True)
    assert later["history"][:-1] == out["history"]
    third = import_canvas(checked(written(later)), cast.team, actor(cast.amina))
    assert written(document_of(third, second.created_at, "y", history=True)) == written(later)


def test_the_record_of_an_import_is_whole(committed_cast):
    cast = committed_cast
    make_strategy(cast)
    import_canvas(checked(written(document(cast))), cast.team, actor(cast.dariush))
    assert isinstance(verify(cast.team.pk), Whole)
