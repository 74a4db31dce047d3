"""A copy of a canvas has its relationships and their ties; figures and decisions stay where they were made."""

from record.models import Change
from tests.asking import post
from tests.cast import actor
from tests.strategy import add_relationship


def test_relationships_and_ties_come_along(cast, strategy):
    other = add_relationship(cast.canvas, cast.segments[1], "social", cast.dariush, text="صفحه", owner=cast.amina)
    other.tie(cast.notes[6], actor(cast.dariush))
    other.untie(cast.notes[6], actor(cast.dariush))
    gone = add_relationship(cast.canvas, cast.segments[1], "personal", cast.dariush, text="نیست")
    gone.remove(1, actor(cast.dariush))
    post(cast.dariush, "canvas_duplicate", cast.team.pk, cast.canvas.pk)
    copy = cast.team.canvases.latest("pk")
    rows = {row.kind: row for row in copy.relationships.select_related("segment")}
    assert rows.keys() == {"self_service", "social"}
    row = rows["self_service"]
    assert (row.text, row.segment.name, row.segment.canvas_id, row.version) == (
        "اپ «من»", cast.segments[0].name, copy.pk, 1
    )  # fmt: skip
    assert rows["social"].owner == cast.amina
    (tie,) = copy.ties.all()
    assert (tie.relationship, tie.note.text, tie.note.canvas_id) == (row, cast.notes[3].text, copy.pk)
    assert not copy.focuses.exists() and not copy.indicators.exists()
    verbs = set(Change.objects.of(cast.team.pk).filter(canvas_id=copy.pk).values_list("verb", flat=True))
    assert verbs == {"canvas.duplicate", "segment.add", "note.add", "relationship.add", "relationship.tie"}


def test_what_is_left_stands_as_it_was(cast, strategy):
    post(cast.dariush, "canvas_duplicate", cast.team.pk, cast.canvas.pk)
    assert cast.canvas.relationships.get() == strategy.relationship
    assert cast.canvas.ties.get().note == cast.notes[3]
