"""An edit asks the database little, and least of all while others wait for the workspace's lock."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from canvas.models import Note
from record.acting import Actor
from tests.cast import actor, add_note
from workspaces.acting import acting

FIRST, NEXT = 5, 3  # one of them for want of a hub in this process; the first learns who came, and what proves it
TIMES = 12


def asked(committed_cast, note, version: int) -> list[str]:
    board = f"/w/{committed_cast.team.pk}/canvases/{committed_cast.canvas.pk}/"
    page = committed_cast.dariush.htmx
    assert page.cookies  # signed in before anything is counted
    with CaptureQueriesContext(connection) as queries:
        answer = page.post(f"{board}notes/{note.pk}/revise/", {"text": "تازه", "version": version})
    assert answer.status_code == 200
    return [query["sql"] for query in queries]


def test_an_edit_is_a_fixed_number_of_queries(committed_cast):
    assert len(asked(committed_cast, committed_cast.notes[1], 1)) == FIRST
    for number in range(5):
        add_note(committed_cast.canvas, committed_cast.dariush, "channels", f"یادداشت {number}")
    assert [len(asked(committed_cast, committed_cast.notes[1], version)) for version in (2, 3)] == [NEXT, NEXT]


def test_the_long_way_is_three_trips(committed_cast):
    """Under the lock nothing is asked but the row, in the trip that takes it; the last lets it go."""
    with CaptureQueriesContext(connection) as queries:
        committed_cast.notes[1].revise("تازه", 1, actor(committed_cast.dariush))
    sent = [query["sql"] for query in queries if query["sql"] not in ("BEGIN", "COMMIT")]  # Django's log has its own
    trips = [[part.split()[0] for part in sql.split("; ")] for sql in sent[:3]]
    assert trips == [["BEGIN", "SELECT", "SELECT"], ["UPDATE"], ["SELECT", "COMMIT"]]


def test_its_own_lines_are_told_from_those_that_come_meanwhile(committed_cast):
    def revise_often(note: Note, user) -> list[int]:
        try:
            return [line.row_id for by in revised(note, user) for line in by.changes]
        finally:
            connection.close()

    mine, theirs = committed_cast.notes[1], committed_cast.notes[2]
    with ThreadPoolExecutor(2) as threads:
        told = threads.map(revise_often, (mine, theirs), (committed_cast.dariush, committed_cast.amina))
    assert list(told) == [[mine.pk] * TIMES, [theirs.pk] * TIMES]


def revised(note: Note, user) -> Iterator[Actor]:
    for version in range(1, TIMES + 1):
        by = actor(user)
        note.revise(f"بار {version}", version, by)
        yield by


def test_what_is_given_up_is_not_committed(committed_cast):
    note, by = committed_cast.notes[1], actor(committed_cast.dariush)
    with acting(by, committed_cast.team.pk, "note.revise"):
        Note.objects.filter(pk=note.pk).update(text="نیمه‌کاره")
        transaction.set_rollback(True)
    assert by.changes == []
    assert Note.objects.get(pk=note.pk).text == note.text
