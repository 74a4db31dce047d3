"""What differs between two moments: nothing forgotten, nothing invented."""

import pytest
from django.urls import reverse

from accounts.reading import Reading
from canvas.models import Segment
from history.differences import Difference, rows_of
from history.fold import state_at
from tests.asking import get
from tests.cast import actor, add_note, add_segment
from tests.history.driving import Driver, head_of

FA = Reading.of(None, "fa")


def between(cast, since: int, until: int | None = None) -> dict[str, list[str]]:
    """The kinds of each row that differs, by its text now or then."""
    states = [state_at(cast.canvas, seq) for seq in (since, until or head_of(cast.team.pk))]
    rows = Difference.between(*states, FA).rows
    return {row.text: row.kinds for row in rows if row.kinds}


def page(person, cast, query: str = "", canvas=None):
    return person.client.get(reverse("difference", args=[cast.team.pk, (canvas or cast.canvas).pk]) + query)


def test_moments_of_the_address_stand_in_the_readers_digits(cast):
    content = page(cast.dariush, cast, "?from=12").content.decode()
    assert 'value="۱۲"' in content and 'value="12"' not in content


def test_added_removed_revised_moved_recoloured(cast):
    start, by = head_of(cast.team.pk), lambda: actor(cast.dariush)
    added = add_note(cast.canvas, cast.dariush, "channels", "added")
    cast.notes[1].remove(1, by())
    cast.notes[2].revise("revised", 1, by())
    cast.notes[3].move("key_partners", None, by())
    cast.notes[4].recolour(cast.segments[1], by())
    cast.segments[0].revise(1, by(), customers=5)
    assert between(cast, start) == {
        added.text: ["added"], cast.notes[1].text: ["removed"], "revised": ["revised"],
        cast.notes[3].text: ["moved"], cast.notes[4].text: ["recoloured"], cast.segments[0].name: ["revised"],
    }  # fmt: skip


def test_more_than_one_way(cast):
    start, note = head_of(cast.team.pk), cast.notes[0]
    note.revise("both", note.version, actor(cast.dariush))
    note.move("channels", None, actor(cast.dariush))
    assert between(cast, start) == {"both": ["revised", "moved"]}


def test_only_what_was_moved_counts_as_moved(cast):
    notes = [add_note(cast.canvas, cast.dariush, "key_partners", str(n)) for n in range(5)]
    start = head_of(cast.team.pk)
    notes[4].move("key_partners", None, actor(cast.dariush))
    assert between(cast, start) == {"4": ["moved"]}


def test_there_and_back_is_no_difference(cast):
    start = head_of(cast.team.pk)
    note = add_note(cast.canvas, cast.dariush, "channels", "a guest")
    note.remove(note.version, actor(cast.dariush))
    text = cast.notes[2].text
    cast.notes[2].revise("for a while", 1, actor(cast.dariush))
    cast.notes[2].revise(text, 2, actor(cast.dariush))
    assert between(cast, start) == {}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_differences_applied_to_one_moment_give_the_other(cast, seed):
    driver = Driver(cast.canvas, cast.dariush, seed)
    driver.drive(60)
    seqs = [seq for seq, _picture in driver.pictures]
    for since, until in zip(seqs[:-15:5], seqs[15::5], strict=False):
        before, after = state_at(cast.canvas, since), state_at(cast.canvas, until)
        rows = Difference.between(before, after, FA).rows
        for table in ("canvas_note", "canvas_segment"):
            applied = {row.pk: said(row.after) for row in rows if row.after and row.model._meta.db_table == table}
            assert applied == {pk: said(values) for pk, values in after.rows[table].items()}
            same = {row.pk for row in rows if not row.kinds and row.model._meta.db_table == table}
            assert same == {
                pk for pk in before.rows[table].keys() & after.rows[table].keys()
                if said(before.rows[table][pk]) == said(after.rows[table][pk]) and pk in same
            }  # fmt: skip


def said(values: dict) -> dict:
    return {name: value for name, value in values.items() if name not in ("position", "version")}


@pytest.mark.parametrize("name", ["amina", "dariush", "kian", "layla"])
def test_every_member_sees_words_that_went_and_came(cast, name):
    start = head_of(cast.team.pk)
    cast.notes[2].revise("Free returns for ۶۰ days", 1, actor(cast.dariush))
    shown = page(cast.people[name], cast, f"?from={start}")
    text = shown.content.decode()
    assert shown.status_code == 200 and shown.context["is_now"]
    assert "Free returns for <del>۳۰</del>\u2009<ins>۶۰</ins> days" in text


def test_moments_may_be_days_and_come_in_any_order(cast):
    head = head_of(cast.team.pk)
    add_segment(cast.canvas, cast.dariush, name="Later")
    shown = page(cast.dariush, cast, f"?from={head + 1}&to={head}")
    assert (shown.context["since"].seq, shown.context["until"].seq) == (head, head + 1)
    assert page(cast.dariush, cast, "?from=1398/01/01&to=۱۴۹۹/۱/۱").context["is_now"]


def test_same_moment_has_nothing_to_tell(cast):
    head = head_of(cast.team.pk)
    assert page(cast.layla, cast, f"?from={head}").context["difference"].listed() == []


@pytest.mark.parametrize("query", ["?from=yesterday", "?to=1405/13/01"])
def test_what_makes_no_sense_is_told(cast, query):
    shown = page(cast.layla, cast, query)
    assert shown.status_code == 422 and 'aria-invalid="true"' in shown.content.decode()


def test_outsiders_and_ids_of_elsewhere_find_nothing(cast):
    assert page(cast.sara, cast).status_code == 404
    assert page(cast.dariush, cast, canvas=cast.other_canvas).status_code == 404
    assert get(cast.sara, "difference", cast.elsewhere.pk, cast.canvas.pk).status_code == 404


@pytest.mark.parametrize("name", Segment.FIELDS)
def test_whatever_is_revised_of_a_segment_is_told(name):
    row = {"position": "V", **dict.fromkeys(Segment.FIELDS, 1)}
    (found,) = rows_of(Segment, {7: row}, {7: row | {name: 2}})
    assert found.kinds and rows_of(Segment, {7: row}, {7: row})[0].kinds == []
