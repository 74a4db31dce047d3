"""Tying a relationship to notes of the other blocks, and untying it."""

import pytest
from django.urls import reverse

from tests.asking import get
from tests.cast import actor, add_note
from tests.relationships.cells import ask, place


def tied(cast) -> set[int]:
    return {tie.note_id for tie in cast.canvas.ties.standing()}


def test_tied_and_untied(cast, strategy):
    assert ask(cast, "tie", note=cast.notes[6].pk).status_code == 302
    assert tied(cast) == {cast.notes[3].pk, cast.notes[6].pk}
    assert ask(cast, "untie", cast.amina, note=cast.notes[3].pk).status_code == 302
    assert tied(cast) == {cast.notes[6].pk}


def test_the_answer_brings_the_cell_and_wakes_what_is_reckoned(cast, strategy):
    note = add_note(cast.canvas, cast.dariush, "channels", "خط تلفن", "phone")
    url = reverse("relationship_tie", args=place(cast))
    content = cast.dariush.htmx.post(url, {"note": note.pk}).content.decode()
    assert f'id="cell-{cast.segments[0].pk}-self_service"' in content and 'data-topic="strategy"' in content
    assert "phone" in content.partition("data-channels=")[2][:40]


def test_it_is_not_tied_to_its_own_block_or_to_elsewhere(cast, strategy):
    gone = cast.notes[0]
    gone.remove(gone.version, actor(cast.dariush))
    for note in (cast.notes[5].pk, cast.other_note.pk, gone.pk, "x", ""):
        assert ask(cast, "tie", note=note).status_code == 422
    assert tied(cast) == {cast.notes[3].pk}


def test_an_emptied_cell_is_not_tied(cast, strategy):
    strategy.relationship.remove(1, actor(cast.amina))
    assert ask(cast, "tie", note=cast.notes[6].pk).status_code == 409
    assert ask(cast, "tie", kind="social", note=cast.notes[6].pk).status_code == 404


def test_outsider_does_not_find_it(cast, strategy):
    for verb in ("tie", "untie"):
        assert ask(cast, verb, cast.sara, note=cast.notes[3].pk).status_code == 404


@pytest.mark.parametrize("verb", ["tie", "untie"])
@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_may_not(cast, strategy, name, verb):
    assert ask(cast, verb, cast.people[name], note=cast.notes[3].pk).status_code == 403


def test_asking_is_not_tying(cast, strategy):
    for verb in ("tie", "untie"):
        assert get(cast.dariush, f"relationship_{verb}", *place(cast)).status_code == 405


def test_a_note_that_was_moved_to_the_own_block_is_still_untied(cast, strategy):
    cast.notes[3].move("customer_relationships", None, actor(cast.dariush))
    assert ask(cast, "tie", note=cast.notes[3].pk).status_code == 422
    assert ask(cast, "untie", note=cast.notes[3].pk).status_code == 302
    assert tied(cast) == set()
