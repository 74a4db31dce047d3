"""A copy of a canvas: for editors; what stands on it comes along, what was said and done there does not."""

import pytest
from django.urls import reverse

from record.models import Change
from tests.asking import get, post, post_twice
from tests.cast import actor


def duplicate(person, cast):
    return post(person, "canvas_duplicate", cast.team.pk, cast.canvas.pk)


def standing(canvas) -> list[tuple]:
    notes = canvas.notes.present().order_by("block", "position")
    segments = canvas.segments.present().order_by("position")
    return [
        *notes.values_list("block", "position", "text", "channel", "segment__name", "version"),
        *segments.values_list("name", "position", "customers", "value", "retention", "colour", "version"),
    ]


def test_editor_copies_what_stands(cast):
    cast.notes[1].remove(cast.notes[1].version, actor(cast.dariush))
    cast.segments[1].remove(cast.segments[1].version, actor(cast.dariush))
    cast.notes[2].revise("revised", cast.notes[2].version, actor(cast.dariush))
    answer = duplicate(cast.dariush, cast)
    copy = cast.team.canvases.latest("pk")
    assert answer.url == reverse("board", args=[cast.team.pk, copy.pk])
    assert cast.canvas.name in copy.name and copy.name != cast.canvas.name
    expected = [(*row[:-1], 1) for row in standing(cast.canvas)]
    assert standing(copy) == expected and len(expected) == len(cast.notes) - 1 + len(cast.segments) - 1
    assert copy.notes.count() + copy.segments.count() == len(expected), "nothing that was removed"
    assert not copy.comments.exists() and cast.canvas.comments.exists()


def test_copy_stands_on_its_own(cast):
    duplicate(cast.dariush, cast)
    copy = cast.team.canvases.latest("pk")
    ids = {note.segment_id for note in copy.notes.all()} - {None}
    assert ids <= set(copy.segments.values_list("pk", flat=True)) and ids
    verbs = set(Change.objects.of(cast.team.pk).filter(canvas_id=copy.pk).values_list("verb", flat=True))
    assert verbs == {"canvas.duplicate", "segment.add", "note.add"}


def test_outsider_does_not_find_it(cast):
    assert duplicate(cast.sara, cast).status_code == 404
    assert post(cast.sara, "canvas_duplicate", cast.elsewhere.pk, cast.canvas.pk).status_code == 404


@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_may_not(cast, name):
    assert duplicate(cast.people[name], cast).status_code == 403


def test_asking_is_not_copying(cast):
    assert get(cast.dariush, "canvas_duplicate", cast.team.pk, cast.canvas.pk).status_code == 405


def test_longest_name_still_fits(cast):
    cast.canvas.rename("ن" * 120, 1, actor(cast.dariush))
    assert duplicate(cast.dariush, cast).status_code == 302
    assert len(cast.team.canvases.latest("pk").name) == 120


def test_archived_one_can_be_copied(cast):
    cast.canvas.archive(actor(cast.dariush))
    duplicate(cast.dariush, cast)
    assert cast.team.canvases.latest("pk").archived_at is None


def test_blank_one_can_be_copied(cast):
    assert post(cast.sara, "canvas_duplicate", cast.elsewhere.pk, cast.other_canvas.pk).status_code == 302


def test_double_click_copies_once(cast):
    first, second = post_twice(cast.dariush, "canvas_duplicate", cast.team.pk, cast.canvas.pk)
    assert first.url == second.url and cast.team.canvases.count() == 2
