"""Undoing a change on the record: of every kind, exactly, or not at all and saying why."""

import pytest
from django.urls import reverse

from canvas.board import Board
from canvas.models import Canvas, Comment
from history.restore import rewind, rewind_row
from history.undo import ChangedSince, NotUndoable, undo
from record.models import Change
from tests.asking import get, post, post_twice
from tests.cast import actor, add_note, add_segment
from tests.history.driving import Driver, head_of, picture_of


def last(cast) -> Change:
    return Change.objects.of(cast.team.pk).newest_first().first()


def shown(cast) -> list:
    """The board but for versions, with the canvas's own columns."""
    canvas = Canvas.objects.get(pk=cast.canvas.pk)
    board = [
        (block, comments, [n[:3] + n[4:] for n in notes], [s[:-1] for s in segments])
        for block, comments, notes, segments in picture_of(Board.of(canvas))
    ]
    return [canvas.name, bool(canvas.archived_at), board]


VERBS = {
    "note.add": lambda cast, by: add_note(cast.canvas, cast.dariush, "channels", "new"),
    "note.revise": lambda cast, by: cast.notes[1].revise("Other", 1, by),
    "note.move": lambda cast, by: cast.notes[0].move("channels", cast.notes[3], by),
    "note.recolour": lambda cast, by: cast.notes[0].recolour(cast.segments[1], by),
    "note.remove": lambda cast, by: cast.notes[1].remove(1, by),
    "segment.add": lambda cast, by: add_segment(cast.canvas, cast.dariush, name="New"),
    "segment.revise": lambda cast, by: cast.segments[0].revise(1, by, name="Other", value=None, margin="0.25"),
    "segment.move": lambda cast, by: cast.segments[1].move(None, by),
    "segment.remove": lambda cast, by: cast.segments[0].remove(1, by),
    "comment.add": lambda cast, by: Comment.objects.add_to(cast.canvas, "channels", "Hm", by),
    "comment.resolve": lambda cast, by: cast.comment.resolve(by),
    "canvas.rename": lambda cast, by: cast.canvas.rename("Other", 1, by),
    "canvas.archive": lambda cast, by: cast.canvas.archive(by),
    "canvas.rewind": lambda cast, by: rewind(cast.canvas, 10, head_of(cast.team.pk), by),
}


@pytest.mark.parametrize("verb", VERBS)
def test_undo_of_every_verb_and_undo_of_the_undo(cast, verb):
    before = shown(cast)
    VERBS[verb](cast, actor(cast.dariush))
    after, change = shown(cast), last(cast)
    assert change.verb == verb and after != before
    undo(change, actor(cast.dariush))
    assert shown(cast) == before
    assert (last(cast).verb, last(cast).reason) == ("change.undo", f"#{first_of(change)}")
    undo(last(cast), actor(cast.dariush))
    assert shown(cast) == after


def first_of(change: Change) -> int:
    return Change.objects.of(change.workspace_id).filter(request=change.request).order_by("seq").first().seq


@pytest.mark.parametrize("verb", ["note.restore", "segment.restore", "canvas.restore", "comment.reopen", "note.rewind"])
def test_undo_of_what_brought_something_back(cast, verb):
    note, segment, by = cast.notes[1], cast.segments[1], lambda: actor(cast.dariush)
    note.revise("Other words", 1, by())
    seq = last(cast).seq - 1
    note.remove(2, by())
    segment.remove(1, by())
    cast.comment.resolve(by())
    cast.canvas.archive(by())
    before = shown(cast)
    {
        "note.restore": lambda: note.restore(by(), "New words"),
        "segment.restore": lambda: segment.restore(by(), name="Another name"),
        "canvas.restore": lambda: cast.canvas.restore(by()),
        "comment.reopen": lambda: cast.comment.reopen(by()),
        "note.rewind": lambda: rewind_row(note, seq, 3, by()),
    }[verb]()
    assert last(cast).verb == verb
    undo(last(cast), by())
    assert shown(cast) == before


@pytest.mark.parametrize("make", ["create_in", "duplicate"])
def test_undo_of_a_new_canvas_puts_it_away_whole(cast, make):
    if make == "create_in":
        canvas = Canvas.objects.create_in(cast.team, "New", actor(cast.dariush))
    else:
        canvas = cast.canvas.duplicate("New", actor(cast.dariush))
    notes = canvas.notes.present().count()
    answer = post(cast.dariush, "change_undo", cast.team.pk, last(cast).seq)
    canvas.refresh_from_db()
    assert answer.status_code == 302 and canvas.archived_at and canvas.notes.present().count() == notes


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_undoing_everything_leads_back_step_by_step(cast, seed):
    """The last act is always undoable, whatever came before: undone one by one, the board is that of each time."""
    driver = Driver(cast.canvas, cast.dariush, seed)
    start, seq = shown(cast), head_of(cast.team.pk)
    driver.drive(40)
    acts = list(dict.fromkeys(Change.objects.of(cast.team.pk).after(seq).values_list("request", flat=True)))
    for request in reversed(acts):
        undo(Change.objects.of(cast.team.pk).filter(request=request).first(), actor(cast.dariush))
    assert shown(cast) == start


def test_an_act_that_renewed_every_place_is_undone_whole(cast, monkeypatch):
    """A list whose places are worn out is spread out anew by the move that finds it so; here, soon."""
    monkeypatch.setattr("canvas.models.placed.LONGEST", 6)
    notes = [add_note(cast.canvas, cast.dariush, "key_partners", str(n)) for n in range(3)]
    while len(Change.objects.of(cast.team.pk).filter(request=last(cast).request)) == 1:
        notes[2].move("key_partners", notes[0], actor(cast.dariush))
        notes[1].move("key_partners", notes[0], actor(cast.dariush))
        assert len(notes[1].position) <= 6
    before = shown(cast)
    undo(last(cast), actor(cast.dariush))
    assert shown(cast) != before
    undo(last(cast), actor(cast.dariush))
    assert shown(cast) == before


def test_what_changed_since_is_not_overwritten(cast):
    note = cast.notes[1]
    note.revise("Mine", 1, actor(cast.dariush))
    change = last(cast)
    note.revise("Hers", 2, actor(cast.amina))
    with pytest.raises(ChangedSince):
        undo(change, actor(cast.dariush))
    page = post(cast.dariush, "change_undo", cast.team.pk, change.seq)
    text = page.content.decode()
    assert page.status_code == 409 and "أمينة" in text
    assert f"canvas={cast.canvas.pk}&amp;note={note.pk}" in text
    note.refresh_from_db()
    assert note.text == "Hers"


def test_other_columns_keep_what_they_say_now(cast):
    note = cast.notes[0]
    note.recolour(cast.segments[1], actor(cast.dariush))
    change = last(cast)
    note.revise("New words", note.version, actor(cast.amina))
    undo(change, actor(cast.dariush))
    note.refresh_from_db()
    assert (note.segment_id, note.text) == (cast.segments[0].pk, "New words")
    added = add_note(cast.canvas, cast.dariush, "channels", "new")
    change = last(cast)
    added.move("channels", None, actor(cast.amina))
    undo(change, actor(cast.dariush))
    added.refresh_from_db()
    assert added.removed_at, "one that was only moved in its list is still the one that was added"


def test_an_open_editor_is_in_conflict_after_an_undo_of_words(cast):
    note = cast.notes[1]
    note.revise("Mine", 1, actor(cast.dariush))
    undo(last(cast), actor(cast.dariush))
    note.refresh_from_db()
    assert note.version == 3


def test_a_removed_note_is_not_undone_into(cast):
    note = cast.notes[0]
    note.recolour(cast.segments[1], actor(cast.dariush))
    change = last(cast)
    note.remove(note.version, actor(cast.amina))
    with pytest.raises(ChangedSince):
        undo(change, actor(cast.dariush))


def test_it_finds_a_place_where_its_own_is_taken(cast):
    first, second = cast.notes[3], cast.notes[4]
    second.move("key_partners", None, actor(cast.dariush))
    change = last(cast)
    heir = add_note(cast.canvas, cast.amina, "channels", "heir")
    undo(change, actor(cast.dariush))
    second.refresh_from_db(fields=["block", "position"])
    assert second.block == "channels" and first.position < heir.position < second.position


def test_members_invitations_and_decisions_are_not_undone(cast, strategy):
    lines = Change.objects.of(cast.team.pk)
    for change in [*lines.filter(canvas_id=None), lines.get(verb="focus.decide")]:
        page = post(cast.amina, "change_undo", cast.team.pk, change.seq)
        assert page.status_code == 409


def test_a_comment_is_taken_back_by_who_wrote_it(cast):
    change = last(cast)
    with pytest.raises(NotUndoable):
        undo(change, actor(cast.amina))
    assert post(cast.amina, "change_undo", cast.team.pk, change.seq).status_code == 409


def test_page_leads_to_the_board_or_back_to_activity(cast):
    cast.notes[1].revise("Other", 1, actor(cast.dariush))
    board = reverse("board", args=[cast.team.pk, cast.canvas.pk])
    assert post(cast.dariush, "change_undo", cast.team.pk, last(cast).seq).url == board
    again = post(cast.dariush, "change_undo", cast.team.pk, last(cast).seq, activity=1)
    assert again.url == reverse("activity", args=[cast.team.pk]) + f"?canvas={cast.canvas.pk}"


@pytest.mark.parametrize("fields", [{}, {"activity": 1}])
def test_page_that_it_leads_to_says_once_what_was_done(cast, fields):
    cast.notes[1].revise("Other", 1, actor(cast.dariush))
    for said in ["واگرد شد.", "انجام شد."]:
        address = reverse("change_undo", args=[cast.team.pk, last(cast).seq])
        page = cast.dariush.client.post(address, fields, follow=True)
        assert [str(word) for word in page.context["messages"]] == [said]


def test_htmx_gets_the_parts_and_a_way_to_do_it_again(cast):
    cast.notes[1].revise("Other", 1, actor(cast.dariush))
    answer = cast.dariush.htmx.post(reverse("change_undo", args=[cast.team.pk, last(cast).seq]))
    text = answer.content.decode()
    assert answer["Boom-Seq"] == str(last(cast).seq) and f"note-{cast.notes[1].pk}" in text
    assert reverse("change_undo", args=[cast.team.pk, last(cast).seq]) in text


def test_htmx_is_told_why_not(cast):
    cast.notes[1].revise("Mine", 1, actor(cast.dariush))
    change = last(cast)
    cast.notes[1].revise("Hers", 2, actor(cast.amina))
    answer = cast.dariush.htmx.post(reverse("change_undo", args=[cast.team.pk, change.seq]))
    text = answer.content.decode()
    assert answer.status_code == 409 and 'hx-target="#toasts"' in text and "أمينة" in text
    assert "<!DOCTYPE" not in text


def test_outsiders_and_ids_of_elsewhere_find_nothing(cast):
    assert post(cast.sara, "change_undo", cast.team.pk, last(cast).seq).status_code == 404
    assert post(cast.dariush, "change_undo", cast.elsewhere.pk, 3).status_code == 404
    assert post(cast.dariush, "change_undo", cast.team.pk, 10**6).status_code == 404
    assert post(cast.dariush, "change_undo", cast.team.pk, 10**30).status_code == 404


@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_may_not(cast, name):
    assert post(cast.people[name], "change_undo", cast.team.pk, last(cast).seq).status_code == 403


def test_asking_is_not_undoing(cast):
    assert get(cast.dariush, "change_undo", cast.team.pk, 8).status_code == 405


def test_archived_canvas_stays_as_it_is(cast):
    cast.notes[1].revise("Mine", 1, actor(cast.dariush))
    change = last(cast)
    cast.canvas.archive(actor(cast.amina))
    days = get(cast.dariush, "activity", cast.team.pk).context["days"]
    assert [entry.act.first for _day, rows in days for entry in rows if entry.can_undo] == [change.seq + 1]
    assert post(cast.dariush, "change_undo", cast.team.pk, change.seq).status_code == 409
    assert post(cast.dariush, "change_undo", cast.team.pk, change.seq + 1).status_code == 302
    cast.canvas.refresh_from_db()
    assert cast.canvas.archived_at is None


def test_double_click_undoes_once(cast):
    cast.notes[1].revise("Mine", 1, actor(cast.dariush))
    head = head_of(cast.team.pk)
    first, second = post_twice(cast.dariush, "change_undo", cast.team.pk, head)
    assert first.url == second.url and head_of(cast.team.pk) == head + 1
