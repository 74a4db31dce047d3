"""The filters of activity: each, together, in the reader's calendar; and never anything of elsewhere."""

from datetime import timedelta

import pytest
from django.utils.functional import Promise

from accounts.dates import write_date
from accounts.reading import Reading
from history import verbs
from programs.activity import NOUNS
from programs.sentences import ON_PROGRAMS
from record.models import Change
from tests.cast import actor, add_note
from tests.history.test_activity import activity, entries


def found(cast, query: str) -> list[str]:
    page = activity(cast.dariush, cast, query)
    assert page.status_code == 200
    return [f"{entry.act.main.verb} {entry.act.main.row_id}" for entry in entries(page)]


def test_by_person(cast):
    assert found(cast, f"?person={cast.kian.pk}") == [f"comment.add {cast.comment.pk}"]


def test_by_canvas(cast):
    other = cast.canvas.duplicate("Other", actor(cast.amina))
    assert found(cast, f"?canvas={other.pk}") == [f"canvas.duplicate {other.pk}"]


def test_by_block_counts_where_a_note_came_from(cast):
    note = add_note(cast.canvas, cast.dariush, "channels", "on the way")
    note.move("key_partners", None, actor(cast.dariush))
    assert found(cast, "?block=key_partners") == [f"note.move {note.pk}"]
    assert found(cast, "?block=channels")[:2] == [f"note.move {note.pk}", f"note.add {note.pk}"]


def test_segments_are_in_their_block(cast):
    assert found(cast, "?block=customer_segments") == [f"segment.add {s.pk}" for s in reversed(cast.segments)]


def test_every_kind_of_change_has_a_name():
    """Names are lazy texts; what lacks one would stand there as it is in the record, a plain str."""
    for groups in (verbs.choices(), verbs.choices(list(ON_PROGRAMS), NOUNS)):
        for noun, kinds in groups:
            assert isinstance(noun, Promise), noun
            assert [verb for verb, name in kinds if not isinstance(name, Promise)] == []


def test_by_verb_and_by_all_verbs_of_a_noun(cast):
    assert {line.split()[0] for line in found(cast, "?verb=segment.")} == {"segment.add"}
    assert len(found(cast, "?verb=note.add")) == len(cast.notes)
    assert {line.split()[0] for line in found(cast, "?verb=note.")} == {"note.add", "note.recolour"}


def test_by_note(cast):
    assert found(cast, f"?note={cast.notes[0].pk}") == [
        f"note.recolour {cast.notes[0].pk}",
        f"note.add {cast.notes[0].pk}",
    ]


def test_filters_combine(cast):
    theirs = add_note(cast.canvas, cast.amina, "channels", "hers")
    query = f"?person={cast.amina.pk}&canvas={cast.canvas.pk}&block=channels&verb=note.add"
    assert found(cast, query) == [f"note.add {theirs.pk}"]
    assert found(cast, query.replace("block=channels", "block=key_partners")) == []


def day(cast, style: str = "short", **shift: int) -> str:
    """The day of the cast, or one near it, as its Persian reader writes it."""
    at = Change.objects.of(cast.team.pk).first().at + timedelta(**shift)
    return write_date(at, Reading.of(cast.dariush, "fa"), style)


def test_by_day_in_the_readers_calendar(cast):
    for query, there in (
        (f"?since={day(cast)}", True),
        (f"?since={day(cast)}&until={day(cast, 'day')}", True),
        (f"?until={day(cast, days=-1)}", False),
        (f"?since={day(cast, days=1)}", False),
        (f"?since={day(cast, days=-9)}&until={day(cast, days=9)}", True),
    ):
        assert found(cast, query) == (found(cast, "") if there else []), query


@pytest.mark.parametrize("query", ["?since=1405/13/01", "?until=yesterday", "?verb=note.fly", "?block=nowhere",
                                   "?since=1405/09/10&until=1405/09/01"])  # fmt: skip
def test_what_makes_no_sense_is_told(cast, query):
    page = activity(cast.dariush, cast, query)
    assert page.status_code == 422 and not entries(page) and 'aria-invalid="true"' in page.content.decode()


def test_ids_of_elsewhere_are_not_found(cast):
    for name, row in (
        ("canvas", cast.other_canvas), ("note", cast.other_note), ("segment", cast.other_segment),
        ("person", cast.sara),
    ):  # fmt: skip
        assert activity(cast.dariush, cast, f"?{name}={row.pk}").status_code == 404, name
        assert activity(cast.dariush, cast, f"?{name}=x").status_code == 404, name
        assert activity(cast.dariush, cast, f"?{name}={10**30}").status_code == 404, name


def test_addresses_keep_the_filters(cast):
    for number in range(40):
        add_note(cast.canvas, cast.dariush, "channels", str(number))
    page = activity(cast.dariush, cast, f"?person={cast.dariush.pk}&verb=")
    assert page.context["older"].startswith(f"?person={cast.dariush.pk}&before=")
    assert page.context["form"]["person"].value() == str(cast.dariush.pk)
