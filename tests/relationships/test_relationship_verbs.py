"""The verbs of a relationship: honest conflicts, also over an empty cell, and everything on record."""

import pytest

from canvas.models.editing import Removed, Stale
from history.undo import undo
from record.models import Change
from relationships.models import Relationship, Tie
from tests.cast import actor
from tests.strategy import add_relationship


def cell(cast, kind: str = "personal") -> Relationship:
    return Relationship.objects.in_cell(cast.canvas, cast.segments[0], kind)


def verbs(cast) -> list[str]:
    lines = Change.objects.of(cast.team.pk).filter(table__startswith="relationships_").order_by("seq")
    return [line.verb for line in lines]


def test_a_cell_is_filled_in_and_revised(cast):
    row = cell(cast)
    row.revise(0, actor(cast.dariush), expected=2, text="مرکز تماس")
    row.revise(1, actor(cast.amina), state="planned")
    again = cell(cast)
    assert (again.version, again.expected, again.text, again.state) == (2, 2, "مرکز تماس", "planned")
    assert verbs(cast) == ["relationship.add", "relationship.revise"]


def test_two_who_fill_in_one_empty_cell_are_in_conflict(cast):
    mine, theirs = cell(cast), cell(cast)
    theirs.revise(0, actor(cast.amina), text="لها")
    with pytest.raises(Stale) as conflict:
        mine.revise(0, actor(cast.dariush), text="برای من")
    assert conflict.value.row.text == "لها"
    assert cell(cast).text == "لها"


def test_a_stale_revision_is_refused(cast, strategy):
    row = cell(cast, "self_service")
    row.revise(1, actor(cast.amina), text="تازه")
    with pytest.raises(Stale):
        strategy.relationship.revise(1, actor(cast.dariush), text="کهنه")


def test_a_cleared_cell_is_empty_and_can_be_filled_in_again(cast, strategy):
    row = strategy.relationship
    row.remove(row.version, actor(cast.dariush))
    with pytest.raises(Removed):
        row.retire(row.version, actor(cast.dariush))
    with pytest.raises(Stale):
        row.revise(row.version, actor(cast.dariush), text="روی خانهٔ خالی")
    cell(cast, "self_service").revise(0, actor(cast.amina), text="از نو", state="planned")
    again = Relationship.objects.standing().get()
    assert (again.pk, again.text, again.removed_at) == (row.pk, "از نو", None)


def test_a_cell_that_is_filled_in_again_has_no_old_ties_and_a_restored_one_has(cast, strategy):
    row = strategy.relationship
    row.remove(row.version, actor(cast.dariush))
    row.restore(actor(cast.dariush))
    assert cast.canvas.ties.standing().count() == 1
    row.remove(row.version, actor(cast.dariush))
    cell(cast, "self_service").revise(0, actor(cast.amina), text="از نو")
    assert not cast.canvas.ties.standing().exists()


def test_retiring_keeps_what_it_was(cast, strategy):
    row = strategy.relationship
    row.retire(row.version, actor(cast.dariush), "کسی استفاده نکرد")
    assert (row.state, row.text) == ("retired", "اپ «من»")
    assert Change.objects.of(cast.team.pk).latest("seq").reason == "کسی استفاده نکرد"


def test_restore_brings_back_what_was_cleared(cast, strategy):
    row = strategy.relationship
    row.remove(row.version, actor(cast.dariush))
    row.restore(actor(cast.amina))
    row.restore(actor(cast.amina))
    assert Relationship.objects.standing().get().text == "اپ «من»"


def test_ties_come_and_go_and_the_last_word_is_one_row(cast, strategy):
    row, note = strategy.relationship, cast.notes[0]
    for _ in range(2):
        row.tie(note, actor(cast.dariush))
    row.untie(note, actor(cast.dariush))
    row.untie(note, actor(cast.amina))
    row.tie(note, actor(cast.amina))
    assert Tie.objects.filter(relationship=row).count() == 2
    assert {tie.note_id for tie in cast.canvas.ties.standing()} == {cast.notes[3].pk, note.pk}
    cast.notes[3].remove(cast.notes[3].version, actor(cast.dariush))
    assert [tie.note_id for tie in cast.canvas.ties.standing()] == [note.pk]


def test_a_revision_is_undone(cast, strategy):
    by = actor(cast.dariush)
    strategy.relationship.revise(1, by, text="دیگر", goals=["growth"])
    undo(by.changes[-1], actor(cast.dariush))
    row = cell(cast, "self_service")
    assert (row.text, row.goals) == ("اپ «من»", ["retention"])


def test_relationships_of_a_removed_segment_are_out_of_sight(cast, strategy):
    add_relationship(cast.canvas, cast.segments[1], "social", cast.dariush, expected=1)
    cast.segments[0].remove(cast.segments[0].version, actor(cast.dariush))
    assert [row.kind for row in Relationship.objects.filter(canvas=cast.canvas).standing()] == ["social"]
