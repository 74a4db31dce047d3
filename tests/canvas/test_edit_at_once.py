"""Most edits are one trip to the database. Whatever stands against one undoes it whole, and the long way says what."""

import hashlib
import uuid
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import DataError, InterfaceError, OperationalError, connection, transaction
from psycopg.pq import TransactionStatus

from accounts.models import User
from accounts.reading import Reading
from canvas.board import dressed
from canvas.models import Canvas, Comment, Note, Segment
from canvas.parts import render_note
from live.handing import rendered
from record import acting as record_module
from record.acting import Actor, Repeated
from record.models import Change, Head
from record.trip import ask
from tests.api.calling import call, on
from tests.asking import post
from tests.cast import actor
from workspaces import acting as acting_module
from workspaces.roles import Role

KEY, BODY = uuid.UUID("0190a1b2-0000-7000-8000-000000000001"), hashlib.sha256(b"the form").digest()


def at_board(user, canvas, key: uuid.UUID | None = None) -> Actor:
    """Who acts from a view of the canvas."""
    return Actor(user.pk, key, BODY, person=user, begin=("canvas_begin", canvas.pk))


def head(cast) -> int:
    return Head.objects.get(pk=cast.team.pk).seq


def done_at_once(cast, note=None, by: Actor | None = None, version: int = 1) -> bool:
    note, by = note or cast.notes[1], by or at_board(cast.dariush, cast.canvas)
    done = note._rewrite_at_once(by, "note.revise", version, {"text": "یک‌باره"})
    assert connection.connection.info.transaction_status == TransactionStatus.IDLE, "nothing is left open"
    return done


def test_words_version_and_line_are_there_for_everybody(committed_cast):
    cast, by = committed_cast, at_board(committed_cast.dariush, committed_cast.canvas)
    note, told = cast.notes[1], []
    acting_module.listeners.append(lambda *about: told.append(about) or True)
    try:
        before = head(cast)
        assert done_at_once(cast, note, by)
    finally:
        acting_module.listeners.pop()
    (line,) = by.changes
    assert (line.seq, line.verb, line.actor_id) == (before + 1, "note.revise", cast.dariush.pk)
    assert (line.before["version"], line.after["version"], line.after["text"]) == (1, 2, "یک‌باره")
    assert (note.text, note.version) == ("یک‌باره", 2)
    ((workspace, told_by, members),) = told
    people = (cast.amina, cast.dariush, cast.kian, cast.layla)
    assert (workspace, told_by) == (cast.team.pk, by) and {person.pk for person in people} <= set(members)
    connection.close()
    assert Note.objects.get(pk=note.pk).text == "یک‌باره"


@pytest.fixture
def hub(committed_cast, monkeypatch):
    """A page of the canvas is open."""
    kind = committed_cast.canvas.pk, Reading.of(committed_cast.amina, "ar")
    monkeypatch.setattr(acting_module, "listeners", [lambda *about: rendered(*about, audiences=[kind]) is not None])


def test_page_takes_one_trip(committed_cast, hub, django_assert_max_num_queries):
    url = f"/w/{committed_cast.team.pk}/canvases/{committed_cast.canvas.pk}/notes/{committed_cast.notes[1].pk}/revise/"
    page = committed_cast.dariush.htmx
    assert page.cookies
    with django_assert_max_num_queries(10) as asked:
        page.post(url, {"text": "تازه", "version": 1})
    (edit,) = [query["sql"] for query in asked if "UPDATE" in query["sql"] or "rewrite" in query["sql"]]
    assert edit.startswith("SELECT ") and "note_rewrite(" in edit
    cards = [query["sql"] for query in asked if 'FROM "canvas_note"' in query["sql"]]
    assert len(cards) == 1, "only the sender's own reading, of which nobody has a page open here"


def test_segment_takes_all_its_fields(committed_cast):
    cast, by = committed_cast, at_board(committed_cast.dariush, committed_cast.canvas)
    segment = Segment(pk=cast.segments[0].pk, canvas=cast.canvas, workspace_id=cast.team.pk)
    figures = {"customers": 12_000, "value": Decimal("1250000.05"), "margin": None, "retention": Decimal("0.9137")}
    fields = {"name": "دانشجویان", "description": "«دور»\nو نزدیک", "colour": "rose", **figures}
    assert set(fields) == set(Segment.FIELDS)
    assert segment._rewrite_at_once(by, "segment.revise", 1, fields)
    saved = Segment.objects.get(pk=segment.pk)
    assert {name: getattr(saved, name) for name in fields} == fields
    assert {name: getattr(segment, name) for name in fields} == fields
    assert segment.version == saved.version == 2


def test_what_it_does_not_know_goes_the_long_way(committed_cast):
    note, by = committed_cast.notes[1], at_board(committed_cast.dariush, committed_cast.canvas)
    assert not note._rewrite_at_once(by, "note.revise", 1, {"text": "تازه", "position": "a"})
    note.rewrite(by, "note.revise", 1, text="تازه", position="a")
    saved = Note.objects.get(pk=note.pk)
    assert (saved.text, saved.position) == ("تازه", "a")


@pytest.mark.parametrize("gone", [False, True])
def test_card_is_drawn_as_one_that_is_asked_for(committed_cast, gone):
    """From what the edit answers: with its segment, if that is there, and its open comments."""
    cast, note, by = committed_cast, committed_cast.notes[1], at_board(committed_cast.dariush, committed_cast.canvas)
    note.recolour(cast.segments[0], actor(cast.dariush))
    for text in ("باز", "بسته"):
        comment = Comment.objects.add_to(cast.canvas, note.block, text, by=actor(cast.kian), note=note)
    comment.resolve(actor(cast.kian))
    if gone:
        cast.segments[0].remove(1, actor(cast.amina))
    assert done_at_once(cast, note, by)
    reading = Reading.of(cast.dariush, "fa")
    (asked,) = dressed(Note.objects.filter(pk=note.pk).dressed())
    assert (note.open_comments, note.shown_segment is None) == (1, gone)
    with reading.active():
        assert render_note(cast.canvas, note, reading) == render_note(cast.canvas, asked, reading)


def stale(cast):
    cast.notes[1].revise("پیش‌تر", 1, actor(cast.amina))


def removed(cast):
    cast.notes[1].remove(1, actor(cast.amina))


def archived(cast):
    cast.canvas.archive(actor(cast.amina))


def no_editor(cast):
    cast.team.members.get(user=cast.dariush).appoint(Role.COMMENTER, actor(cast.amina))


def no_member(cast):
    cast.team.members.get(user=cast.dariush).remove(actor(cast.amina))


def deactivated(cast):
    User.objects.filter(pk=cast.dariush.pk).update(is_active=False)


AGAINST = [stale, removed, archived, no_editor, no_member, deactivated]


@pytest.mark.parametrize("meanwhile", AGAINST, ids=lambda act: act.__name__)
def test_nothing_is_done_where_something_stands_against_it(committed_cast, meanwhile):
    note = Note.objects.get(pk=committed_cast.notes[1].pk)
    meanwhile(committed_cast)
    before, by = head(committed_cast), at_board(committed_cast.dariush, committed_cast.canvas, KEY)
    assert not done_at_once(committed_cast, note, by)
    assert (head(committed_cast), by.changes) == (before, [])
    assert not Change.objects.filter(request=KEY).exists()


def test_row_of_elsewhere_is_not_reached(committed_cast):
    cast = committed_cast
    elsewhere = Note(pk=cast.other_note.pk, canvas=cast.canvas, workspace_id=cast.team.pk)
    nowhere = Note(pk=2**62, canvas=cast.canvas, workspace_id=cast.team.pk)
    assert not done_at_once(cast, elsewhere) and not done_at_once(cast, nowhere)
    by = at_board(cast.sara, cast.other_canvas)
    assert not done_at_once(cast, cast.notes[1], by), "she is no member of the team"


def test_segment_has_a_function_of_its_own_that_is_as_careful(committed_cast):
    cast, own = committed_cast, committed_cast.segments[0].pk
    sibling = Canvas.objects.create_in(cast.team, "بوم دوم", actor(cast.dariush))

    def done(row: int, version: int, canvas: Canvas = cast.canvas, who: User = cast.dariush, **fields) -> bool:
        segment = Segment(pk=row, canvas=canvas, workspace_id=canvas.workspace_id)
        return segment._rewrite_at_once(at_board(who, canvas), "segment.revise", version, fields or {"name": "نو"})

    before = head(cast)
    assert not done(own, 2), "stale"
    assert not done(own, 1, position="a"), "no field of its form"
    assert not done(own, 1, sibling) and not done(cast.other_segment.pk, 1), "of elsewhere"
    assert not done(own, 1, who=cast.kian), "no editor"
    assert head(cast) == before and done(own, 1)
    cast.segments[0].remove(2, actor(cast.amina))
    assert not done(own, 3), "removed"


@pytest.mark.parametrize("big", [2**63, 10**30])
def test_number_that_no_row_can_have_is_answered(committed_cast, big):
    cast, before = committed_cast, head(committed_cast)
    note, segment, place = cast.notes[1].pk, cast.segments[0].pk, (cast.team.pk, cast.canvas.pk)
    answers = (
        post(cast.dariush, "note_revise", *place, note, version=big, text="x"),
        post(cast.dariush, "segment_revise", *place, segment, version=big, name="x"),
        call(cast.dariush, "PATCH", on(cast.canvas, f"notes/{note}"), {"version": big, "text": "x"}),
        post(cast.dariush, "note_revise", *place, big, version=1, text="x"),
    )
    assert [answer.status_code for answer in answers] == [409, 409, 409, 404]
    assert head(cast) == before


def test_request_that_comes_again_is_repeated(committed_cast):
    cast, note = committed_cast, committed_cast.notes[1]
    note.revise("یک بار", 1, at_board(cast.dariush, cast.canvas, KEY))
    with pytest.raises(Repeated) as repeated:
        note.revise("یک بار", 1, at_board(cast.dariush, cast.canvas, KEY))
    assert [change.after["text"] for change in repeated.value.changes] == ["یک بار"]


def test_within_another_transaction_it_is_the_long_way(committed_cast):
    by = at_board(committed_cast.dariush, committed_cast.canvas)
    with transaction.atomic():
        committed_cast.notes[1].revise("در میان", 1, by)
        transaction.set_rollback(True)
    assert Note.objects.get(pk=committed_cast.notes[1].pk).version == 1


def test_other_errors_are_told(committed_cast):
    with pytest.raises(DataError):
        committed_cast.notes[1].revise(
            "x", 1, at_board(committed_cast.dariush, committed_cast.canvas), channel="x" * 99
        )
    assert done_at_once(committed_cast), "the connection serves the next edit"


def test_lost_database_is_djangos_to_tell_and_the_next_edit_is_served(committed_cast, monkeypatch):
    note, by = committed_cast.notes[1], at_board(committed_cast.dariush, committed_cast.canvas)

    def lost(*statement):
        connection.ensure_connection()
        connection.connection.close()
        return ask(*statement)

    with monkeypatch.context() as patch, pytest.raises((OperationalError, InterfaceError)):
        patch.setattr(record_module, "ask", lost)
        note.revise("گم", 1, by)
    connection.close()
    assert done_at_once(committed_cast)


def test_each_gets_its_own_line_of_many_that_come_together(committed_cast):
    cast = committed_cast

    def revise_often(note: Note, user) -> list[tuple[int, str]]:
        made = []
        try:
            for version in range(1, 16):
                by = at_board(user, cast.canvas)
                note.revise(f"بار {version}", version, by)
                made += [(line.row_id, line.after["text"]) for line in by.changes]
            return made
        finally:
            connection.close()

    mine = cast.notes[1], cast.dariush
    theirs = cast.notes[2], cast.amina
    with ThreadPoolExecutor(2) as threads:
        told = list(threads.map(revise_often, *zip(mine, theirs, strict=True)))
    assert told == [[(note.pk, f"بار {n}") for n in range(1, 16)] for note, _user in (mine, theirs)]
