"""Comments and advice set aside come along with a canvas: what was said is the file's word, not a member's of here."""

import json
from pathlib import Path

import pytest
from django.urls import reverse

from canvas.models import Canvas, Comment, Note
from exports.document.checking import Check
from exports.document.placing import import_canvas
from exports.document.taking import checked
from exports.document.talk import check_comments, check_talk
from exports.document.writing import content_of, written
from exports.models import Provenance
from notices.models import Notice
from record.models import Change
from relationships.advice import Advice, with_changes
from relationships.facts import Facts
from relationships.models import Dismissal
from tests.cast import actor, add_segment
from tests.exports.sending import document, problems_of, send
from tests.strategy import add_relationship, make_strategy

KEPT = Path(__file__).with_name("kept") / "canvas-1.json"


def bring(cast, sent: dict) -> Canvas:
    return import_canvas(checked(written(sent)), cast.team, actor(cast.dariush))


def advice(canvas: Canvas) -> Advice:
    """As the page of advice has it."""
    facts = with_changes(Facts.of(canvas, canvas.workspace.today()), canvas.workspace.zone)
    return Advice.of(facts, canvas.dismissals.present())


def thread(cast, comment: Comment, person=None) -> str:
    about = f"note={comment.note_id}" if comment.note_id else f"block={comment.block}"
    address = reverse("comments", args=[cast.team.pk, comment.canvas_id])
    return (person or cast.layla).client.get(f"{address}?{about}").content.decode()


def test_comments_always_go_out_by_name_in_their_order(cast):
    Comment.objects.add_to(cast.canvas, "channels", "و این؟", actor(cast.amina)).resolve(actor(cast.kian))
    said, answered = document(cast)["canvas"]["comments"]
    first = cast.comment
    assert said == {
        "note": "n1", "block": first.block, "by": "کیان", "at": first.created_at.isoformat(), "text": first.text,
        "resolved": False,
    }  # fmt: skip
    assert (answered["note"], answered["by"], answered["resolved"]) == (None, "أمينة", True)


def test_what_was_said_of_a_removed_note_stays_in_the_history(cast):
    cast.notes[0].refresh_from_db()
    cast.notes[0].remove(cast.notes[0].version, actor(cast.dariush))
    sent = document(cast, query="?history=1")
    assert sent["canvas"]["comments"] == [] and cast.comment.text in json.dumps(sent["history"], ensure_ascii=False)


def test_a_comment_comes_in_as_what_the_file_says(cast):
    told = Notice.objects.count()
    canvas = bring(cast, document(cast))
    (comment,) = canvas.comments.all()
    assert (comment.said_by, comment.said_at, comment.author) == ("کیان", cast.comment.created_at, cast.dariush)
    assert comment.note.canvas == canvas and comment.created_at > cast.comment.created_at
    assert comment.mentions == [] and Notice.objects.count() == told
    (line,) = Change.objects.of(cast.team.pk).filter(canvas_id=canvas.pk, table="canvas_comment")
    assert (line.verb, line.actor_id, line.imported) == ("comment.import", cast.dariush.pk, False)


def test_the_thread_says_whose_words_they_are_and_who_brought_them(cast):
    (comment,) = bring(cast, document(cast)).comments.all()
    html = thread(cast, comment)
    assert "کیان" in html and str(cast.dariush) in html and 'class="brought"' in html
    assert 'class="mention"' not in html
    assert 'class="brought"' not in thread(cast, cast.comment)
    activity = cast.layla.client.get(reverse("activity", args=[cast.team.pk]) + "?verb=comment.import")
    assert "کیان" in activity.content.decode()


def test_it_is_answered_resolved_and_undone_like_any_other(cast):
    (comment,) = bring(cast, document(cast)).comments.all()
    comment.resolve(actor(cast.kian))
    Comment.objects.add_to(comment.canvas, comment.block, "چون زود", actor(cast.amina), note=comment.note)
    again = bring(cast, {**document(cast), "canvas": content_of(comment.canvas)})
    assert [(c.said_by, bool(c.resolved_at)) for c in again.comments.order_by("pk")] == [
        ("کیان", True),
        ("أمينة", False),
    ]


def test_only_an_import_says_that_somebody_else_said_it(cast):
    for words in ({"said_by": "أمينة"}, {"said_at": "2020-01-01T00:00:00Z"}):
        sent = {"block": "channels", "text": "نه", **words}
        cast.kian.client.post(reverse("comment_add", args=[cast.team.pk, cast.canvas.pk]), sent)
    assert not Comment.objects.exclude(said_by="", said_at=None).exists()


def test_advice_set_aside_comes_in_with_its_reason_and_stays_aside(cast):
    relationship = make_strategy(cast).relationship
    lonely = add_segment(cast.canvas, cast.dariush, name="تنها")
    add_relationship(cast.canvas, cast.segments[0], "personal", cast.dariush, expected=3)
    for item in advice(cast.canvas).items:
        found = item.finding
        words = {"rule": found.rule, "subject": found.subject, "facts": found.facts, "reason": f"دلیل {found.key}"}
        Dismissal.objects.dismiss(cast.canvas, actor(cast.amina), **words)
    about = {f"segment-{lonely.pk}", f"relationship-{relationship.pk}", "costs"}
    Dismissal.objects.dismiss(
        cast.canvas, actor(cast.amina), rule="waste", subject=f"relationship-{relationship.pk}", facts="", reason="بعداً"
    )
    assert about <= set(cast.canvas.dismissals.values_list("subject", flat=True))
    canvas = bring(cast, document(cast))
    before, after = advice(cast.canvas), advice(canvas)
    assert len(after.aside) == len(before.aside) > 3 and not after.open
    assert {row.reason for row in canvas.dismissals.all()} == {row.reason for row in cast.canvas.dismissals.all()}
    assert set(canvas.dismissals.values_list("dismissed_by", flat=True)) == {cast.dariush.pk}
    lines = Change.objects.of(cast.team.pk).filter(canvas_id=canvas.pk, verb="advice.dismiss")
    assert {line.reason for line in lines} == {row.reason for row in canvas.dismissals.all()}


def test_advice_that_stands_open_again_is_not_set_aside_elsewhere(cast):
    make_strategy(cast)
    found = advice(cast.canvas).items[0].finding
    words = {"rule": found.rule, "subject": found.subject, "reason": "دیگر نه"}
    row = Dismissal.objects.dismiss(cast.canvas, actor(cast.amina), facts="of then", **words)
    assert "دیگر نه" not in json.dumps(document(cast)["canvas"], ensure_ascii=False)
    Dismissal.objects.dismiss(cast.canvas, actor(cast.amina), facts=found.facts, **words)
    assert "دیگر نه" in json.dumps(document(cast)["canvas"], ensure_ascii=False)
    row.reopen(actor(cast.amina))
    assert "دیگر نه" not in json.dumps(document(cast)["canvas"], ensure_ascii=False)


def test_a_file_of_the_first_schema_comes_in_with_what_it_holds(cast):
    sent = json.loads(KEPT.read_text(encoding="utf-8"))
    answer = send(cast.dariush, cast, KEPT.read_bytes())
    canvas = Canvas.objects.filter(workspace=cast.team).latest("pk")
    assert answer.url == reverse("board", args=[cast.team.pk, canvas.pk])
    content = content_of(canvas)
    assert {name: content[name] for name in sent["canvas"]} == sent["canvas"] and content["dismissals"] == []
    assert [(c["by"], c["at"], c["text"]) for c in content["comments"]] == [
        (c["by"], c["at"], c["text"]) for c in sent["talk"]
    ]
    assert [c["resolved"] for c in content["comments"]] == [bool(c["resolved_at"]) for c in sent["talk"]]
    notes = {note["key"]: note["text"] for note in content["notes"]}
    assert [notes.get(c["note"]) for c in content["comments"]] == [
        c["note"] if c["note"] in notes.values() else None for c in sent["talk"]
    ]
    assert Provenance.objects.get().history() == [{"made": sent["made"], "lines": sent["history"]}]


def test_of_notes_with_the_same_words_the_one_of_its_block_is_meant():
    here, there, moved = (Note(block=block, text=text) for block, text in (
        ("channels", "همان"), ("key_partners", "همان"), ("channels", "رفته"),
    ))  # fmt: skip
    said = {"by": "مریم", "at": "2026-03-05T09:30:00+00:00", "text": "؟"}
    lines = [said | {"block": block, "note": text} for block, text in (
        ("channels", "همان"), ("key_partners", "همان"), ("key_resources", "رفته"),
    )]  # fmt: skip
    found = check_talk(check := Check(), lines, {"n1": here, "n2": there, "n3": moved})
    assert check.is_sound and [comment.note for comment, _resolved in found] == [here, there, moved]


def test_a_comment_of_which_nothing_is_said_is_open():
    said = {"block": "channels", "by": "مریم", "at": "2026-03-05T09:30:00+00:00", "text": "؟"}
    assert [resolved for _comment, resolved in check_comments(Check(), [said], {})] == [False]


@pytest.mark.parametrize(
    "change, path",
    [
        (lambda d: d.update(talk={}), "talk"),
        (lambda d: d["talk"][0].update(text=""), "talk[0].text"),
        (lambda d: d["talk"][0].update(block=["x"]), "talk[0].block"),
        (lambda d: d["talk"][0].update(at=None), "talk[0].at"),
        (lambda d: d["history"][2].update(op=1), "history[2].op"),
        (lambda d: d["canvas"].update(comments=[]), "canvas.comments"),
    ],
)
def test_what_is_wrong_in_such_a_file_is_said_by_its_path(cast, change, path):
    sent = json.loads(KEPT.read_text(encoding="utf-8"))
    change(sent)
    assert problems_of(sent) == [path]


@pytest.mark.parametrize(
    "name, changed, path",
    [
        *(
            ("comments", bad, f".{next(iter(bad))}")
            for bad in (
                {"note": "n99"}, {"note": []}, {"block": "moon"}, {"by": 7}, {"by": "x" * 81}, {"by": "\0"},
                {"at": "yesterday"}, {"at": "2026-03-21T09:30:00"}, {"at": "9999-12-31T23:59:59-14:00"}, {"at": None},
                {"text": ""}, {"text": "x" * 2001}, {"resolved": "yes"}, {"mentions": [1]},
            )
        ),
        *(
            ("dismissals", bad, f".{next(iter(bad))}")
            for bad in (
                {"rule": "Waste"}, {"rule": ""}, {"rule": 1}, {"rule": ["gap"]}, {"segment": "s99"}, {"segment": {}},
                {"kind": "love"}, {"kind": ["x"]}, {"kind": "communities"}, {"subject": "segment-7"},
                {"subject": "costs"}, {"subject": ["costs"]},
                {"subject": False}, {"subject": []}, {"kind": 0}, {"kind": {}},
                {"reason": ""}, {"reason": "x" * 1001}, {"facts": "1"},
            )
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_in_them_is_said_by_its_path(cast, name, changed, path):
    make_strategy(cast)
    sent = document(cast)
    sent["canvas"][name][0].update(changed)
    assert set(problems_of(sent)) == {f"canvas.{name}[0]{path}"}


def test_the_same_advice_is_set_aside_once(cast):
    make_strategy(cast)
    sent = document(cast)
    sent["canvas"]["dismissals"] *= 2
    assert problems_of(sent) == ["canvas.dismissals[1]"]
