"""The sheet of a cell: to edit for editors, to read for everybody else."""

import pytest

from canvas.models import Note
from relationships.facts import Facts
from relationships.ripple import Ripple
from tests.asking import get, queries_of
from tests.cast import actor, add_note, add_segment
from tests.relationships.cells import place
from tests.relationships.test_facts import TODAY
from tests.strategy import add_relationship


def sheet(cast, person=None, kind: str = "self_service") -> str:
    answer = get(person or cast.dariush, "relationship_editor", *place(cast, kind))
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_what_the_cell_holds(cast, strategy):
    page = sheet(cast)
    assert "اپ «من»" in page and 'name="version" value="1"' in page and "۱۳٬۰۰۰٬۰۰۰" in page
    assert cast.notes[3].text in page, "what it is tied to"
    assert 'name="knows_customer"' not in page and 'name="knows_customer"' in sheet(cast, kind="automated")


def test_channels_that_hardly_fit_carry_a_warning(cast):
    assert sheet(cast).count('class="tick hardly"') == 7
    assert sheet(cast, kind="social").count('class="tick hardly"') == 10


def test_an_empty_cell_begins_at_nothing(cast):
    assert 'name="version" value="0"' in sheet(cast, kind="communities")


def test_an_emptied_cell_offers_what_was_there(cast, strategy):
    strategy.relationship.remove(1, actor(cast.dariush))
    page = sheet(cast)
    assert 'name="version" value="0"' in page and "/restore/" in page and "اپ «من»" in page


def test_what_hangs_on_it_is_listed(cast, strategy):
    ripple = Ripple.of(Facts.of(cast.canvas, TODAY), strategy.relationship)
    assert [(block.value, [note.pk for note in notes]) for block, notes in ripple.notes] == [
        ("channels", [cast.notes[3].pk])
    ]
    assert (ripple.goals, ripple.expected, ripple.is_last, ripple.is_calm) == (["retention"], 3, True, False)
    add_relationship(
        cast.canvas, cast.segments[0], "social", cast.dariush, state="established", goals=["retention"], expected=1
    )
    ripple = Ripple.of(Facts.of(cast.canvas, TODAY), strategy.relationship)
    assert (ripple.goals, ripple.is_last) == ([], False)
    alone = add_relationship(cast.canvas, cast.segments[0], "communities", cast.dariush, state="planned")
    assert Ripple.of(Facts.of(cast.canvas, TODAY), alone).is_calm


@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_read_it(cast, strategy, name):
    page = sheet(cast, cast.people[name])
    assert "اپ «من»" in page and "<textarea" not in page and "/revise/" not in page


def test_an_archived_canvas_is_read(cast, strategy):
    cast.canvas.archive(actor(cast.amina))
    assert "/revise/" not in sheet(cast)


def test_outsider_does_not_find_it(cast):
    assert get(cast.sara, "relationship_editor", *place(cast)).status_code == 404
    assert get(cast.dariush, "relationship_editor", *place(cast, "friendship")).status_code == 404
    assert get(cast.dariush, "relationship_editor", *place(cast, segment=cast.other_segment.pk)).status_code == 404


def test_user_text_is_never_html(cast):
    evil = '<img src=x onerror="alert(1)">'
    segment = add_segment(cast.canvas, cast.dariush, name=evil)
    row = add_relationship(cast.canvas, segment, "social", cast.dariush, text=evil, state="established")
    row.tie(add_note(cast.canvas, cast.dariush, "channels", evil), actor(cast.dariush))
    for url, args in (("relationship_editor", [segment.pk, "social"]), ("matrix", [])):
        assert "<img" not in get(cast.dariush, url, cast.team.pk, cast.canvas.pk, *args).content.decode()


def test_queries_do_not_grow(cast, strategy):
    before = queries_of(cast.dariush, "relationship_editor", *place(cast))
    for n in range(6):
        note = add_note(cast.canvas, cast.dariush, "key_activities", f"کار {n}")
        strategy.relationship.tie(Note.objects.get(pk=note.pk), actor(cast.dariush))
        add_relationship(cast.canvas, add_segment(cast.canvas, cast.dariush, name=f"{n}"), "social", cast.dariush)
    assert queries_of(cast.dariush, "relationship_editor", *place(cast)) == before
