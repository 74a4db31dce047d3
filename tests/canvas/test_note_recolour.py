"""Saying which segment a note is about."""

import pytest

from canvas.models import Note
from tests.asking import get, post
from tests.cast import actor


def recolour(cast, segment, person=None):
    fields = {"segment": segment.pk if segment else ""}
    return post(person or cast.dariush, "note_recolour", cast.team.pk, cast.canvas.pk, cast.notes[1].pk, **fields)


def test_note_is_about_a_segment_and_then_about_all(cast):
    assert recolour(cast, cast.segments[1]).status_code == 302
    assert Note.objects.get(pk=cast.notes[1].pk).segment == cast.segments[1]
    recolour(cast, None)
    assert Note.objects.get(pk=cast.notes[1].pk).segment is None


def test_segment_that_is_gone_or_elsewhere_is_refused(cast):
    assert recolour(cast, cast.other_segment).status_code == 422
    cast.segments[1].remove(1, actor(cast.dariush))
    assert recolour(cast, cast.segments[1]).status_code == 422


def test_notes_of_a_removed_segment_lose_their_colour_and_get_it_back(cast):
    def shown() -> str:
        return get(cast.layla, "note", cast.team.pk, cast.canvas.pk, cast.notes[0].pk).content.decode()

    assert cast.segments[0].name in shown()
    cast.segments[0].remove(1, actor(cast.dariush))
    assert cast.segments[0].name not in shown()
    cast.segments[0].restore(actor(cast.dariush))
    assert cast.segments[0].name in shown()


@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_may_not(cast, name):
    assert recolour(cast, None, cast.people[name]).status_code == 403
