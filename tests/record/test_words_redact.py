"""Words that must not be kept are blacked out everywhere; that they were is on record, and all else is as it was."""

import io
import json
import sys
from contextlib import closing
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from psycopg.errors import InsufficientPrivilege

from canvas.mentions import marked, places
from canvas.models import Comment, Note
from programs.models import Submission
from record.models import Change, Head
from record.redact import columns_of, redact
from record.triggers import recorded_models
from record.verify import Whole, verify
from tests.asking import post
from tests.cast import actor
from tests.database import behind_its_back, connect_owner, connect_runtime
from tests.exports.brought import bring, chapter, line
from tests.programs.scene import make_scene
from tests.strategy import decide

WORDS, BARS = "۰۹۱۲ ۳۴۵\\\"'", "█" * 11


@pytest.fixture
def said(committed_cast) -> Note:
    """A note that held the words, was revised, and removed; another still holds them."""
    cast, note = committed_cast, committed_cast.notes[0]
    note.revise(by=actor(cast.dariush), text=f"زنگ بزن {WORDS}، {WORDS}", channel="", version=note.version)
    note = Note.objects.get(pk=note.pk)
    note.revise(by=actor(cast.dariush, reason=f"{WORDS} غلط بود"), text="زنگ نزن", channel="", version=note.version)
    other = cast.notes[1]
    other.revise(by=actor(cast.amina), text=WORDS, channel="", version=other.version)
    return Note.objects.get(pk=other.pk)


def everything(cast) -> str:
    """All that the tables and the record hold of the team."""
    lines = [[line.before, line.after, line.reason] for line in Change.objects.of(cast.team.pk)]
    rows = [list(model.objects.values_list(*columns_of(model))) for model in recorded_models() if columns_of(model)]
    return json.dumps(lines, ensure_ascii=False) + json.dumps(rows, ensure_ascii=False, default=str)


def run(cast, words: str = WORDS, workspace: int = 0, **given: str) -> str:
    out = io.StringIO()
    given = {"by": cast.omar.email, "reason": "شماره‌ی یک نفر بود"} | given
    before, sys.stdin = sys.stdin, io.StringIO(words + "\n")
    try:
        call_command("redact", workspace or cast.team.pk, stdout=out, **given)
    finally:
        sys.stdin = before
    return out.getvalue()


def test_words_are_gone_everywhere_and_nothing_else_is(committed_cast, said, as_owner):
    cast, before = committed_cast, everything(committed_cast)
    escaped = json.dumps(WORDS, ensure_ascii=False)[1:-1]
    lines = list(Change.objects.of(cast.team.pk).order_by("seq").values("seq", "verb", "actor_id", "at", "digest"))
    out = run(cast)
    assert "4 lines of the record and 1 rows" in out and "whole" in out
    after = everything(cast)
    assert escaped in before and escaped not in after
    now = Change.objects.of(cast.team.pk).order_by("seq")
    assert list(now.values("seq", "verb", "actor_id", "at", "digest"))[: len(lines)] == lines
    texts = [line.after["text"] for line in now.filter(verb="note.revise")]
    assert texts == [f"زنگ بزن {BARS}، {BARS}", "زنگ نزن", BARS]
    assert now.filter(verb="note.revise")[1].reason == f"{BARS} غلط بود"


def test_it_is_on_the_record_who_did_it_and_why(committed_cast, said, as_owner):
    cast = committed_cast
    run(cast)
    last = Change.objects.of(cast.team.pk).newest_first()[0]
    assert (last.verb, last.actor_id, last.reason) == ("record.redact", cast.omar.pk, "شماره‌ی یک نفر بود")
    assert len(last.after["lines"]) == 4
    assert Head.objects.get(pk=cast.team.pk).seq == last.seq
    row = Note.objects.get(pk=said.pk)
    assert (row.text, row.version) == (BARS, said.version + 1), "whoever edits it meanwhile is told"


def test_the_old_salt_is_gone_from_what_changed_alone(committed_cast, said, as_owner):
    """With it, and the digest that stays, a short text could be guessed back."""
    cast = committed_cast
    before = dict(Change.objects.of(cast.team.pk).values_list("seq", "salt"))
    run(cast)
    changed = {int(seq) for seq in Change.objects.of(cast.team.pk).newest_first()[0].after["lines"]}
    now = dict(Change.objects.of(cast.team.pk).values_list("seq", "salt"))
    assert {seq for seq in before if bytes(before[seq]) != bytes(now[seq])} == changed & before.keys() != set()


def test_done_twice_the_newest_counts(committed_cast, said, as_owner):
    cast = committed_cast
    run(cast)
    run(cast, words="زنگ بزن")
    assert isinstance(verify(cast.team.pk), Whole)


@pytest.mark.parametrize("column", ["before", "after", "reason", "salt"])
def test_a_line_that_was_blacked_out_can_be_altered_no_more_than_others(committed_cast, said, as_owner, column):
    cast = committed_cast
    run(cast)
    (seq, *_more) = sorted(map(int, Change.objects.of(cast.team.pk).newest_first()[0].after["lines"]))
    values = {"before": "'{}'", "after": "'{}'", "reason": "'x'", "salt": r"'\x00'"}
    with behind_its_back() as owner:
        owner.execute(f"UPDATE record_change SET {column} = {values[column]} WHERE seq = {seq}")
    assert f"line {seq} was altered" in verify(cast.team.pk)[0]


def test_words_of_a_line_that_nobody_blacked_out_cannot_be_changed_along(committed_cast, said, as_owner):
    cast = committed_cast
    run(cast)
    with behind_its_back() as owner:
        owner.execute("UPDATE record_change SET reason = 'x' WHERE workspace_id = %s AND seq = 2", [cast.team.pk])
    assert "line 2 was altered" in verify(cast.team.pk)[0]


def test_what_is_kept_of_older_bars_does_not_pass(committed_cast, said, as_owner):
    cast = committed_cast
    run(cast)
    seq = min(map(int, Change.objects.of(cast.team.pk).newest_first()[0].after["lines"]))
    older = Change.objects.get(pk=(cast.team.pk, seq))
    run(cast, words="زنگ بزن")
    with behind_its_back() as owner:
        owner.execute(
            "UPDATE record_change SET after = %s, salt = %s WHERE workspace_id = %s AND seq = %s",
            [json.dumps(older.after), bytes(older.salt), cast.team.pk, seq],
        )
    assert f"line {seq} was altered" in verify(cast.team.pk)[0]


def test_only_words_change_even_while_it_is_done(committed_cast):
    with closing(connect_owner()) as owner, owner.transaction():
        owner.execute("SELECT set_config('boom.redacting', 'on', true)")
        for changed in ("verb = 'x'", "actor_id = 7", "digest = ''", "body_digest = ''", "at = now()", "seq = 900"):
            with pytest.raises(InsufficientPrivilege), owner.transaction():
                owner.execute(f"UPDATE record_change SET {changed} WHERE seq = 1")
        with pytest.raises(InsufficientPrivilege), owner.transaction():
            owner.execute("DELETE FROM record_change")


def test_words_go_from_what_else_never_changes(committed_cast, as_owner):
    """A decision's, also one that was withdrawn, and what was said of a submission."""
    cast, scene = committed_cast, make_scene(committed_cast)
    focus = decide(
        cast.canvas, cast.dariush, (60, 30, 10), date(2026, 3, 21), reason=f"۱ {WORDS}", evidence=f"۲ {WORDS}"
    )
    focus.withdraw(f"۳ {WORDS}", actor(cast.dariush))
    own = scene.own
    handed_in = Submission.objects.submit(own.enrolment, cast.canvas, own.round, f"۴ {WORDS}", actor(cast.amina))
    assert "2 rows" in run(cast)
    focus.refresh_from_db()
    handed_in.refresh_from_db()
    said = [focus.reason, focus.evidence, focus.withdrawn_reason, handed_in.note]
    assert said == [f"{number} {BARS}" for number in "۱۲۳۴"]
    assert (
        post(cast.amina, "focus_withdraw", cast.team.pk, cast.canvas.pk, focus.pk, reason="؟").context["by"]
        == cast.dariush
    )


def test_a_name_that_calls_somebody_is_set_off_as_bars(committed_cast, as_owner):
    """Bars are as long as what they are put for, line breaks among it: what stands behind keeps its place."""
    cast, text = committed_cast, "از\nمریم پرس، @کیان"
    comment = Comment.objects.add_to(
        cast.canvas,
        "channels",
        text,
        actor(cast.amina),
        mentions=[cast.kian.pk],
        mention_places=places(text, [cast.kian]),
    )
    for words in ("از\nمر", "کیان"):
        redact(actor(cast.omar, reason="؟"), cast.team.pk, words)
    comment.refresh_from_db()
    assert marked(comment.text, comment.mention_places) == '█████یم پرس، <bdi class="mention">@████</bdi>'
    assert isinstance(verify(cast.team.pk), Whole)


def test_nothing_but_words_changes_there_nor_by_the_running_application(committed_cast):
    cast, scene = committed_cast, make_scene(committed_cast)
    decide(cast.canvas, cast.dariush, (60, 30, 10), date(2026, 3, 21), reason="چون")
    changes = {
        "relationships_focus": ("reason = 'x'", "acquisition = 50, retention = 40", "decided_by_id = 1"),
        "programs_submission": ("note = 'x'", "seq = 1", f"submitted_by_id = {scene.own.manager.pk}"),
    }
    for connect, allowed in ((connect_owner, 1), (connect_runtime, 0)):
        with closing(connect()) as them, them.transaction():
            them.execute("SELECT record_begin(%s, %s, 'test.write', '', NULL, NULL)", [cast.team.pk, cast.amina.pk])
            them.execute("SELECT set_config('boom.redacting', 'on', true)")
            for table, told in changes.items():
                for changed in told[allowed:]:
                    with pytest.raises(InsufficientPrivilege, match="never revised"), them.transaction():
                        them.execute(f"UPDATE {table} SET {changed}")


def test_the_running_application_cannot(committed_cast, said):
    cast = committed_cast
    with pytest.raises(CommandError, match="owner"):
        run(cast)
    with closing(connect_runtime()) as runtime, pytest.raises(InsufficientPrivilege):
        runtime.execute("SELECT record_redact(%s, 'x', '{}')", [cast.team.pk])


@pytest.mark.parametrize(
    ("given", "said_of_it"),
    [
        ({"words": "هیچ‌کجا نیست"}, "Nothing on the record"),
        ({"words": "زن"}, "at least 3"),
        ({"by": "nobody@example.com"}, "Nobody"),
        ({"workspace": 987654}, "No workspace"),
        ({"reason": f"برای {WORDS}"}, "would keep them"),
    ],
)
def test_what_makes_no_sense_changes_nothing(committed_cast, said, as_owner, given, said_of_it):
    before = everything(committed_cast)
    with pytest.raises(CommandError, match=said_of_it):
        run(committed_cast, **given)
    assert everything(committed_cast) == before


def test_no_other_team_is_touched(committed_cast, said, as_owner):
    cast = committed_cast
    (note,) = Note.objects.filter(workspace=cast.elsewhere)[:1] or [None]
    head = Head.objects.get(pk=cast.elsewhere.pk)
    run(cast)
    assert Head.objects.get(pk=cast.elsewhere.pk) == head
    assert note is None or Note.objects.get(pk=note.pk).version == note.version


def test_keys_that_the_program_chose_stay(committed_cast, as_owner):
    """The word is also a block's name."""
    cast, note = committed_cast, committed_cast.notes[0]
    note.revise(by=actor(cast.dariush), text=f"our {note.block}", channel="", version=note.version)
    redact(actor(cast.omar, reason="؟"), cast.team.pk, note.block)
    row = Note.objects.get(pk=note.pk)
    assert (row.text, row.block) == ("our " + "█" * len(note.block), note.block)
    assert {line.after["block"] for line in Change.objects.of(cast.team.pk).filter(row_id=note.pk, table="canvas_note")}


@pytest.mark.parametrize("words", ["نو نو", 'a "نو" \\ b'])
def test_lines_out_of_a_file_are_named(committed_cast, as_owner, words):
    cast, note = committed_cast, committed_cast.notes[0]
    bring(cast, chapter(line(1), line(2, after={"id": 2, "text": f"({words})", "block": "channels"})))
    note.revise(by=actor(cast.dariush), text=words, channel="", version=note.version)
    assert "still stand in 1 lines of files" in run(cast, words=words)
