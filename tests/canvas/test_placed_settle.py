"""A row that comes back finds a place of its own, even where its old one was given away."""

from canvas.models import Note, Segment
from tests.cast import actor, add_note, add_segment


def test_a_restored_note_stands_after_the_one_that_took_its_place(cast):
    first = add_note(cast.canvas, cast.dariush, "key_partners", "first")
    gone = add_note(cast.canvas, cast.dariush, "key_partners", "gone")
    gone.remove(gone.version, actor(cast.dariush))
    heir = add_note(cast.canvas, cast.dariush, "key_partners", "heir")
    gone.restore(actor(cast.dariush))
    last = add_note(cast.canvas, cast.dariush, "key_partners", "last")
    last.move("key_partners", heir, actor(cast.dariush))
    rows = Note.objects.filter(block="key_partners", canvas=cast.canvas).order_by("position")
    assert [row.pk for row in rows] == [first.pk, heir.pk, last.pk, gone.pk]


def test_a_restored_segment_does_too(cast):
    gone = add_segment(cast.canvas, cast.dariush, name="gone")
    gone.remove(gone.version, actor(cast.dariush))
    heir = add_segment(cast.canvas, cast.dariush, name="heir")
    gone.restore(actor(cast.dariush))
    positions = Segment.objects.filter(pk__in=[heir.pk, gone.pk]).order_by("position").values_list("pk", flat=True)
    assert list(positions) == [heir.pk, gone.pk]
    assert len({row.position for row in Segment.objects.filter(canvas=cast.canvas)}) == 4
